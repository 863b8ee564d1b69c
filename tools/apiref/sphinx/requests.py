"""The first request of an operation, as its page documents it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from os_api_ref import rest_expand_all

from apiref.model.json_file import Json
from apiref.sphinx.nodes import (
    VERSION_CLASS,
    blocks,
    endpoint,
    json_samples,
    operation,
    role_of,
    within,
)

# The part of a text that a variable of the environment replaces, such as ``$ENDPOINT``.
VARIABLE = re.compile(r"\$\{?(\w+)\}?")

_BRACED = re.compile(r"\{([^{}]*)\}")
_VERSION_OF_SAMPLE = re.compile(r"/v(\d+\.\d+)/")


class Body(NamedTuple):
    """The sample of a request; ``version`` is the microversion in the path of its file, if any."""

    text: str
    value: Json
    version: str | None


class Request(NamedTuple):
    """A request, whose texts have variables in shell syntax for what readers must fill in.

    ``query`` and ``headers`` have the required parameters, except headers that all requests have.
    """

    method: str
    url: str
    query: dict[str, str]
    headers: dict[str, str]
    version: str | None
    body: Body | None

    @property
    def has_token(self) -> bool:
        """Whether it is authenticated; requests for a token of the Identity API are not."""
        value = self.body and self.body.value
        return not (isinstance(value, dict) and "auth" in value)


def request_of(
    section: operation, version_header: str, majors: frozenset[str] = frozenset()
) -> Request:
    """Return the first request of an operation.

    Args:
        section: The operation.
        version_header: The header that states a microversion, up to that version.
        majors: The major numbers of microversions; other folders of samples are of the API's own.
    """
    line = next(within(section, endpoint))
    method = line["method"].upper()
    required = [row for row in request_rows(section) if row["required"]]
    known = {"x-auth-token", "content-type", version_header.partition(":")[0].lower()}
    named = {
        place: {
            row["parameter"]: f"${variable(row['parameter'])}"
            for row in required
            if row["in"] == place and not (place == "header" and row["parameter"].lower() in known)
        }
        for place in ("query", "header")
    }
    body = _body(section) if method not in ("GET", "HEAD") else None
    of_sample = body.version if body else None
    is_micro = of_sample is not None and of_sample.partition(".")[0] in majors
    return Request(
        method=method,
        url=_BRACED.sub(lambda name: f"${{{variable(name[1])}}}", line["url"].partition("?")[0]),
        query=named["query"],
        headers=dict(sorted(named["header"].items())),
        version=_highest(line["min_version"], of_sample if is_micro else None),
        body=body,
    )


def request_rows(section: operation) -> Iterator[nodes.row]:
    """Yield the rows of an operation that document its request."""
    for row in within(section, nodes.row):
        if "parameter" in row and role_of(row) == "request":
            yield row


def variable(name: str) -> str:
    """Return the name of the variable of the environment that stands for a parameter."""
    return re.sub(r"\W", "_", name)


def majors(document: nodes.document) -> frozenset[str]:
    """Return the major numbers of the microversions that a page mentions."""
    sections = list(blocks(document, operation))
    rows = (row for section in sections for row in within(section, nodes.row))
    classes = (name for node in (*sections, *rows) for name in node["classes"])
    matches = filter(None, map(VERSION_CLASS.fullmatch, classes))
    found = {match["version"].partition("_")[0] for match in matches}
    lines = (line["min_version"] or "" for line in blocks(document, endpoint))
    stated = (str(node.get("major") or "") for node in blocks(document, rest_expand_all))
    return frozenset({*found, *(line.partition(".")[0] for line in lines), *stated} - {""})


def _highest(*versions: str | None) -> str | None:
    """Return the highest of the versions that are of the form ``2.60``."""
    known = [version for version in versions if version and re.fullmatch(r"\d+\.\d+", version)]
    return max(known, key=lambda version: [*map(int, version.split("."))], default=None)


def _body(section: operation) -> Body | None:
    """Return the first JSON document that is shown as a request."""
    for block, value in json_samples(section):
        if role_of(block) == "request":
            # The nearest folder; those further out may be anybody's.
            versions = _VERSION_OF_SAMPLE.findall(block.get("source") or "")
            return Body(block.astext(), value, versions[-1] if versions else None)
    return None
