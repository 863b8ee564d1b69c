"""Recorded traffic: operations, codes, parameters and headers that the reference lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from apiref.analysis.rows.documentation import Documentation, documentation
from apiref.analysis.traffic.exchanges import Observed, Traffic, place_of_table, quote
from apiref.model.exchange import Exchange
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation, Role, placeholders
from apiref.model.tree import Tree
from apiref.rules.registry import traffic_rule
from apiref.text.identifiers import UUID_OR_HEX

# Headers that say something about the API of the service, and not about HTTP or a proxy.
_SIGNIFICANT = re.compile(
    r"(?:location|link|retry-after|content-range|accept-ranges|openstack-api-version|x-.+)$"
)
_INFRASTRUCTURE = re.compile(
    r"x-(?:auth-.*|service-.*|correlation-id|trace.*|client-data|devtools-.*|kong-.*|nginx-.*"
    r"|proxy.*|cloud-.*|azure-.*|goog-.*|dns-.*|content-security-policy|webkit-csp|total-time"
    r"|request-start|(?:[\w-]+-)?request-id|trans-id|identity-status|roles|user-.*"
    r"|project-.*|domain-.*|forwarded-.*|real-ip|frame-options|content-type-options"
    r"|xss-protection|powered-by|cache.*|served-by|runtime|amz-.*|envoy-.*|b3-.*|requested-with"
    r"|csrf.*|xsrf.*|timer|ua-compatible|permitted-.*|download-options"
    r"|robots-tag|varnish|backend.*|ratelimit-.*)$"
)


@traffic_rule(Severity.ERROR)
def recording_entry(traffic: Traffic) -> Iterator[Defect]:
    """An entry of a recording is no exchange: it has no method, URL, request or status.

    It is left out of everything else. Entries without a response, as of requests that a browser
    cancelled, are left out without a word.

    Passes: ``{"request": {"method": "GET", "url": "http://host/v2", ...}, "response": {...}}``.

    Fails: ``{"request": {}}``.
    """
    for recording, number, problem in traffic.unreadable:
        yield Defect(
            Location(recording, 1),
            f"entry {number}",
            f"entry {number} of the recording {problem}; record it anew",
        )


@traffic_rule(Severity.ERROR)
def observed_operation(traffic: Traffic) -> Iterator[Defect]:
    """The reference has no operation for a method and URL that was called with success.

    Each path is told once, at the operation that is most like it. Calls that the service refused
    as unknown (404, 405, 501) do not count, and neither do OPTIONS and TRACE, pages, their scripts
    and styles, and what was sent elsewhere than where other operations were found.

    Passes: ``GET /v2/things/7`` recorded, and an operation ``GET /v2/things/{thing_id}``.

    Fails: ``PATCH /v2/things/7`` recorded with 200, and no operation for it.
    """
    told: set[tuple[str, str]] = set()
    for exchange in traffic.unmatched:
        shape = _ID.sub("{}", exchange.path)
        if exchange.status in _UNKNOWN or exchange.method in _NOT_OF_AN_API:
            continue
        if _PAGE.match(exchange.response.media_type) or (exchange.method, shape) in told:
            continue
        told.add((exchange.method, shape))
        yield Defect(
            _nearest(traffic.tree, exchange),
            f"{exchange.method} {exchange.shown_path}",
            f"no operation of the reference is '{exchange.method} {exchange.shown_path}', which"
            f" answered"
            f" {exchange.status}; document it ({quote([exchange])})",
        )


_UNKNOWN = frozenset({304, 404, 405, 501})
_NOT_OF_AN_API = frozenset({"OPTIONS", "TRACE"})
_PAGE = re.compile(r"text/(?:html|css|(?:java|ecma)script)$|application/(?:x-)?javascript$|font/")
_ID = re.compile(rf"(?<=/)(?:{UUID_OR_HEX}|\d+)")


def _nearest(tree: Tree, exchange: Exchange) -> Location:
    """The operation whose URL has most in common with that of an exchange, or the first page."""
    words = set(exchange.path.split("/"))

    def likeness(operation: Operation) -> int:
        return len(words & set(operation.endpoint.url.split("/")))

    best = max(tree.operations, key=likeness, default=None)
    if best is not None:
        return best.location
    return Location(next(iter(tree.documents), tree.source), 1)


@traffic_rule(Severity.ERROR)
def observed_status(traffic: Traffic) -> Iterator[Defect]:
    """The service answered with a code that the operation does not list.

    Operations that list no codes at all are left alone; so are codes of 500 and above, and those
    that caches and proxies give: 304 and 407.

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
            if status < 500 and status not in listed and status not in (304, 407):
                by_status.setdefault(status, []).append(exchange)
        for status, exchanges in sorted(by_status.items()):
            kind = "success" if status < 400 else "error"
            places = [table.location for table in tables if table.kind == kind]
            yield Defect(
                places[0] if places else tables[0].location,
                f"code {status}",
                f"the service answered {status}, which '{observed.operation.title}' does not list;"
                f" add it to the {kind} codes ({quote(exchanges)})",
                observed.operation.label,
            )


@traffic_rule(Severity.ERROR)
def observed_parameter(traffic: Traffic) -> Iterator[Defect]:
    """A query parameter that the service took is in no request table of its operation.

    Only exchanges that succeeded count.

    Passes: ``GET /v2/things?limit=2`` recorded, and a row ``limit`` of a query parameter.

    Fails: ``GET /v2/things?limit=2`` recorded, and no row ``limit``.
    """
    for observed in traffic.observed:
        names: dict[str, list[Exchange]] = {}
        for exchange in observed.exchanges:
            if exchange.query and exchange.succeeded:
                for name in dict(exchange.query):
                    names.setdefault(name, []).append(exchange)
        if not names:
            continue
        documented = documentation(traffic.tree, observed.operation, "request")
        if documented is not None and not documented.complete:
            continue
        known = _names(documented, "query") | _in_url(observed)
        for name, exchanges in names.items():
            if name not in known:
                yield Defect(
                    place_of_table(observed.operation, "request"),
                    name,
                    f"the query parameter '{name}' was used with success, but no row documents it;"
                    f" add one ({quote(exchanges)})",
                    observed.operation.label,
                )


@traffic_rule(Severity.ERROR)
def observed_path(traffic: Traffic) -> Iterator[Defect]:
    """A placeholder of a URL that was called is in no request table of its operation.

    It is told at the row that its name was probably meant for: the only one of a path parameter
    that is no placeholder; or else at the URL.

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
        lost = [location for name, location in rows.items() if name not in names]
        for name in names:
            if name not in rows:
                yield Defect(
                    lost[0] if len(lost) == 1 else observed.operation.location,
                    name,
                    f"the URL has '{name}', but no row of a path parameter documents it; name one"
                    f" like it ({quote(observed.exchanges)})",
                    observed.operation.label,
                )


def _in_url(observed: Observed) -> set[str]:
    """The names in the queries of the operation's own URLs."""
    urls = (endpoint.url for endpoint in observed.operation.endpoints)
    return {name for url in urls for name in re.findall(r"[?&,]\{?([\w.:-]+)", url)}


def _names(documented: Documentation | None, place: str) -> set[str]:
    fields = documented.fields if documented is not None else ()
    return {field.row.name for field in fields if field.parameter.place == place}


@traffic_rule(Severity.WARNING)
def observed_header(traffic: Traffic) -> Iterator[Defect]:
    """A header that says something about the API is in no table of its operation.

    That is ``Location``, ``Link``, ``Retry-After``, and what starts with ``X-``, but for the
    headers of authentication, of request IDs and of proxies.

    Passes: ``Location`` recorded in a response, and a row ``Location`` of a header.

    Fails: ``Location`` recorded in a response, and no such row.
    """
    for observed in traffic.observed:
        for role in ("request", "response"):
            names: dict[str, list[Exchange]] = {}
            for exchange in observed.exchanges:
                if exchange.succeeded:
                    for name in _headers(exchange, role):
                        names.setdefault(name, []).append(exchange)
            if not names:
                continue
            documented = documentation(traffic.tree, observed.operation, role)
            if documented is not None and not documented.complete:
                continue
            known = {name.lower() for name in _names(documented, "header")}
            for name, exchanges in sorted(names.items()):
                if name not in known:
                    yield Defect(
                        place_of_table(observed.operation, role),
                        name,
                        f"the {role} header '{name}' was sent, but no row documents it; add one"
                        f" ({quote(exchanges)})",
                        observed.operation.label,
                    )


def _headers(exchange: Exchange, role: Role) -> tuple[str, ...]:
    return _significant(
        exchange.request_headers if role == "request" else exchange.response_headers
    )


@lru_cache(maxsize=1000)
def _significant(names: frozenset[str]) -> tuple[str, ...]:
    """The headers that say something about the API, of those that most exchanges share."""
    return tuple(
        name for name in names if _SIGNIFICANT.match(name) and not _INFRASTRUCTURE.match(name)
    )
