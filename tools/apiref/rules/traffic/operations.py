"""Recorded traffic: operations, response codes, parameters and headers without documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from apiref.analysis.rows.documentation import Documentation, documentation
from apiref.analysis.traffic.exchanges import Observed, Traffic, headers_of, quote
from apiref.model.exchange import Exchange
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation, placeholders
from apiref.model.tree import Tree
from apiref.rules.registry import traffic_rule
from apiref.text.identifiers import UUID_OR_HEX

# Headers of the API itself, as opposed to those of HTTP or a proxy.
_SIGNIFICANT = re.compile(
    r"(?:location|link|retry-after|content-range|accept-ranges|openstack-api-version|x-.+)$"
)
_INFRASTRUCTURE = re.compile(
    r"x-(?:auth-.*|service-.*|correlation-id|trace.*|client-data|devtools-.*|kong-.*|nginx-.*"
    r"|proxy.*|cloud-.*|azure-.*|goog-.*|dns-.*|content-security-policy|webkit-csp|total-time"
    r"|request-start|(?:[\w-]+-)?request-id|trans-id|identity-status|roles|user-.*"
    r"|project-.*|domain-.*|forwarded-.*|real-ip|frame-options|content-type-options"
    r"|xss-protection|http-method.*|powered-by|cache.*|served-by|runtime|amz-.*|envoy-.*|b3-.*|requested-with"
    r"|csrf.*|xsrf.*|timer|ua-compatible|permitted-.*|download-options"
    r"|robots-tag|varnish|backend.*|ratelimit-.*)$"
)


@traffic_rule(Severity.ERROR)
def recording_entry(traffic: Traffic) -> Iterator[Defect]:
    """An entry of a recording is not a valid exchange, because a part such as the URL is missing.

    Such an entry is otherwise ignored. Entries without a response, as of requests that a browser
    cancelled, are ignored silently.

    Passes: ``{"request": {"method": "GET", "url": "http://host/v2", ...}, "response": {...}}``.

    Fails: ``{"request": {}}``.
    """
    for recording, number, problem in traffic.unreadable:
        yield Defect(
            Location(recording),
            f"entry {number}",
            f"entry {number} of the recording {problem}; record it again",
        )


@traffic_rule(Severity.ERROR)
def observed_operation(traffic: Traffic) -> Iterator[Defect]:
    """The reference has no operation for a method and URL that were called.

    Each path is reported once, at the most similar operation. Only those of its segments are shown
    that are in the URLs of the reference; ``--show-values`` shows all. Only calls that succeeded
    or that an operation refused (409, 412, 422) count, as others are refused before the service
    looks for an operation, such as those without a token. Nor do HEAD, OPTIONS and TRACE count, web
    pages, their scripts and styles, and requests to places where no other operation was found.

    Passes: ``GET /v2/things/7`` recorded, and an operation ``GET /v2/things/{thing_id}``.

    Fails: ``PATCH /v2/things/7`` recorded with 200, and no operation for it.
    """
    found: dict[tuple[str, str], list[Exchange]] = {}
    for exchange in traffic.unmatched:
        if exchange.status >= _REFUSED and exchange.status not in _REFUSED_BY_OPERATIONS:
            continue
        if exchange.method in _NOT_OF_AN_API:
            continue
        if not _PAGE.match(exchange.response.media_type):
            shape = _ID.sub("{}", _path(exchange)).rstrip("/")
            found.setdefault((exchange.method, shape), []).append(exchange)
    for first, *others in found.values():
        called = f"{first.method} {_path(first)}"
        yield Defect(
            _nearest(traffic.tree, first),
            called,
            f"'{called}' responded with {first.status}, but is not documented; add the operation"
            f" ({quote([first, *others])})",
        )


def _path(exchange: Exchange) -> str:
    return exchange.shown.partition("?")[0]


_REFUSED = 300
_REFUSED_BY_OPERATIONS = frozenset({409, 412, 422})
_NOT_OF_AN_API = frozenset({"HEAD", "OPTIONS", "TRACE"})
_PAGE = re.compile(r"text/(?:html|css|(?:java|ecma)script)$|application/(?:x-)?javascript$|font/")
_ID = re.compile(rf"(?<=/)(?:{UUID_OR_HEX}|\d+)")


def _nearest(tree: Tree, exchange: Exchange) -> Location:
    """The operation whose URL is most similar to that of an exchange, or the first page."""
    words = set(exchange.path.split("/"))

    def likeness(operation: Operation) -> int:
        return len(words & set(operation.endpoint.url.split("/")))

    best = max(tree.operations, key=likeness, default=None)
    if best is not None:
        return best.location
    return Location(next(iter(tree.documents), tree.source))


@traffic_rule(Severity.ERROR)
def observed_status(traffic: Traffic) -> Iterator[Defect]:
    """The service responded with a code that the operation does not list.

    Not checked are operations that list no codes at all, codes of 500 and above, and codes that
    web servers, caches, proxies and rate limits give for any request, such as 304, 407 and 429.
    Errors and redirects count only if the request had the documented URL: with another version, or
    with a slash more at the end, they are about the URL. Those of HEAD do not count for GET.

    Passes: 200 recorded, and "Normal response codes: 200".

    Fails: 409 recorded, and "Error response codes: 404".
    """
    for observed in traffic.observed:
        tables = observed.operation.statuses
        listed = {code.number for table in tables for code in table.codes}
        if not listed:
            continue
        by_status: dict[int, list[Exchange]] = {}
        for exchange in observed.exchanges:
            status = exchange.status
            if status < 500 and status not in listed and status not in _OF_ANY_REQUEST:
                by_status.setdefault(status, []).append(exchange)
        for status, exchanges in sorted(by_status.items()):
            kind = "success" if status < 400 else "error"
            places = [table.location for table in tables if table.kind == kind]
            yield Defect(
                places[0] if places else tables[0].location,
                f"code {status}",
                f"the service responded with {status}, which '{observed.operation.title}' does not"
                f" list; add it to the {kind} codes ({quote(exchanges)})",
                observed.operation.label,
            )


# Timeouts, lengths, protocols and rates.
_OF_ANY_REQUEST = frozenset({304, 407, 408, 411, 414, 417, 421, 425, 426, 429, 431, 444, 494, 499})


@traffic_rule(Severity.WARNING)
def observed_parameter(traffic: Traffic) -> Iterator[Defect]:
    """A query parameter that the service accepted is in no request table of its operation.

    Only successful exchanges count. It is a warning, since many services ignore parameters that
    they do not know.

    Passes: ``GET /v2/things?limit=2`` recorded, and a row ``limit`` of a query parameter.

    Fails: ``GET /v2/things?limit=2`` recorded, and no row ``limit``.
    """
    for observed in traffic.observed:
        documented = documentation(traffic.tree, observed.operation, "request")
        if documented is not None and not documented.complete:
            continue
        known = _names(documented, "query") | _in_url(observed)
        unknown: dict[str, list[Exchange]] = {}
        for exchange in observed.exchanges:
            if exchange.query and exchange.succeeded:
                names = (name for name, _ in exchange.query if name not in known)
                for shown in dict.fromkeys(map(traffic.hiding.name, names)):
                    unknown.setdefault(shown, []).append(exchange)
        for name, exchanges in unknown.items():
            yield Defect(
                observed.operation.place_of_rows("request"),
                name,
                f"query parameter '{name}' was used successfully, but no row documents it; add"
                f" one ({quote(exchanges)})",
                observed.operation.label,
            )


@traffic_rule(Severity.ERROR)
def observed_path(traffic: Traffic) -> Iterator[Defect]:
    """A placeholder of a URL that was called is in no request table of its operation.

    The finding is at the row of a path parameter that is not in the URL, if there is exactly one,
    as that is probably meant; otherwise at the URL.

    Passes: ``GET /v2/things/7`` recorded, and a row ``thing_id`` of a path parameter.

    Fails: ``GET /v2/things/7`` recorded, ``GET /v2/things/{thing_id}`` documented, and no such row.
    """
    for observed in traffic.observed:
        if not observed.exchanges:
            continue
        documented = documentation(traffic.tree, observed.operation, "request")
        if documented is not None and not documented.complete:
            continue
        rows = {
            field.row.name: field.row.location
            for field in (documented.fields if documented is not None else ())
            if field.parameter.place == "path"
        }
        names = placeholders(observed.operation.endpoint.url)
        unmatched = [location for name, location in rows.items() if name not in names]
        for name in names:
            if name not in rows:
                yield Defect(
                    unmatched[0] if len(unmatched) == 1 else observed.operation.location,
                    name,
                    f"the URL has '{name}', but no row of a path parameter documents it; add or"
                    f" rename one ({quote(observed.exchanges)})",
                    observed.operation.label,
                )


def _in_url(observed: Observed) -> set[str]:
    """The query parameters in the operation's own URLs."""
    urls = (endpoint.url for endpoint in observed.operation.endpoints)
    return {name for url in urls for name in re.findall(r"[?&,]\{?([\w.:-]+)", url)}


def _names(documented: Documentation | None, place: str) -> set[str]:
    fields = documented.fields if documented is not None else ()
    return {field.row.name for field in fields if field.parameter.place == place}


@traffic_rule(Severity.WARNING)
def observed_header(traffic: Traffic) -> Iterator[Defect]:
    """A header of the API is in no table of its operation.

    Checked are ``Location``, ``Link``, ``Retry-After`` and the like, and headers that start with
    ``X-``, except those of authentication, request IDs and proxies.

    Passes: ``Location`` recorded in a response, and a row ``Location`` of a header.

    Fails: ``Location`` recorded in a response, and no such row.
    """
    for observed in traffic.observed:
        for role in ("request", "response"):
            documented = documentation(traffic.tree, observed.operation, role)
            if documented is not None and not documented.complete:
                continue
            known = {name.lower() for name in _names(documented, "header")}
            unknown: dict[str, list[Exchange]] = {}
            for exchange in observed.exchanges:
                if exchange.succeeded:
                    names = _significant(headers_of(exchange, role))
                    for shown in {traffic.hiding.name(name) for name in names if name not in known}:
                        unknown.setdefault(shown, []).append(exchange)
            for name, exchanges in sorted(unknown.items()):
                yield Defect(
                    observed.operation.place_of_rows(role),
                    name,
                    f"the {role} header '{name}' was sent, but no row documents it; add one"
                    f" ({quote(exchanges)})",
                    observed.operation.label,
                )


@lru_cache(maxsize=1000)
def _significant(names: frozenset[str]) -> tuple[str, ...]:
    """The headers of the API itself; cached, as most exchanges have the same names."""
    return tuple(
        name for name in names if _SIGNIFICANT.match(name) and not _INFRASTRUCTURE.match(name)
    )
