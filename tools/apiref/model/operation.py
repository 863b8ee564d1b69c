"""Operations: what the pages say about one method of one URL."""

from __future__ import annotations

import posixpath
import re
from typing import Literal, NamedTuple

from apiref.model.location import Location
from apiref.model.page import (
    Endpoint,
    Label,
    LiteralBlock,
    Paragraph,
    ParameterTable,
    SampleReference,
    StatusTable,
    TextTable,
)

Role = Literal["request", "response"]
ROLES: tuple[Role, ...] = ("request", "response")

# A request by these has no body; one by DELETE may have one, and hardly ever has.
BODYLESS = frozenset({"GET", "HEAD"})
USUALLY_BODYLESS = BODYLESS | {"DELETE"}

# A name in braces; of RFC 6570, the operators of a path, and of routers, the pattern are left out.
# Two names that a slash joins are a choice of what to put there: ``{bay_id/cluster_id}``.
PLACEHOLDER = re.compile(r"\{[+#]?([^{}/?&=*:]*|[\w-]+/[\w-]+)(?:\*|:[^{}/?]*)?\}")
_QUERY = re.compile(r"\{?\?|\{&")
_REQUEST_NAME = re.compile(r"(?:^|[-_./])(?:requests?|req)(?=$|[-_.])", re.IGNORECASE)
_RESPONSE_NAME = re.compile(r"(?:^|[-_./])(?:responses?|resp|res|reply)(?=$|[-_.])", re.IGNORECASE)
_PART = re.compile(
    r"(?:requests?|responses?|examples?|samples?|parameters?|(?:status|response|error) codes?)\b"
    r"|.*\b(?:requests?|responses?) (?:parameters?|examples?|samples?|body|headers?)\b",
    re.IGNORECASE,
)


class TablePart(NamedTuple):
    """A parameter table within an operation.

    ``headings`` are the titles of the sections below the operation's own that the table stands
    in, outermost first, and last the bold or colon-ended line above it, if there is one. ``role``
    is None where a reader could not tell.
    """

    table: ParameterTable
    role: Role | None
    headings: tuple[str, ...]


class SamplePart(NamedTuple):
    """A sample within an operation; ``headings`` as for a table.

    ``heading_role`` is what the headings alone say, ``name_role`` what the file's name alone
    says; ``role`` is the verdict of both and of the place, None where they do not agree or say
    nothing. ``version`` is the microversion of what was recorded, where it is known.
    """

    reference: SampleReference
    role: Role | None
    headings: tuple[str, ...]
    heading_role: Role | None = None
    name_role: Role | None = None
    version: tuple[int, int] | None = None


class LiteralPart(NamedTuple):
    """A block of code in the page within an operation, such as an inline sample."""

    block: LiteralBlock
    role: Role | None
    headings: tuple[str, ...]


class Operation(NamedTuple):
    """One operation: the ``rest_method`` directives that stand together, and what belongs to them.

    ``title`` is that of its section; ``headings`` are the titles of the sections around it,
    outermost first. ``page`` is the file in which it is written.
    """

    title: str
    title_location: Location
    headings: tuple[str, ...]
    page: str
    endpoints: tuple[Endpoint, ...]
    tables: tuple[TablePart, ...]
    samples: tuple[SamplePart, ...]
    literals: tuple[LiteralPart, ...]
    statuses: tuple[StatusTable, ...]
    paragraphs: tuple[Paragraph, ...]
    text_tables: tuple[TextTable, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def endpoint(self) -> Endpoint:
        """The first of the operation's endpoints."""
        return self.endpoints[0]

    @property
    def label(self) -> str:
        """Method and URL of the first endpoint."""
        return self.endpoint.label

    @property
    def methods(self) -> frozenset[str]:
        """The methods of all endpoints, in capitals."""
        return frozenset(endpoint.method.upper() for endpoint in self.endpoints)

    @property
    def location(self) -> Location:
        """Where the operation is declared."""
        return self.endpoint.location

    def tables_of(self, role: Role) -> tuple[ParameterTable, ...]:
        """The parameter tables of the request or of the response."""
        return tuple(part.table for part in self.tables if part.role == role)


def name_role(file: str) -> Role | None:
    """Whether a sample is a request or a response, as far as the name of its file says it."""
    name = posixpath.basename(file)
    request = _REQUEST_NAME.search(name)
    response = _RESPONSE_NAME.search(name)
    if bool(request) == bool(response):
        return None
    return "request" if request else "response"


def is_part_title(title: str) -> bool:
    """Whether a section's title names a part of an operation, such as "Response Example"."""
    return _PART.match(title) is not None


def placeholders(url: str) -> tuple[str, ...]:
    """The names in braces of the path of a URL template, in order; the query is left out."""
    return tuple(PLACEHOLDER.findall(path_of(url)))


def path_of(url: str) -> str:
    """A URL template without its query, be it ``?a={a}`` or ``{?a}``."""
    return _QUERY.split(url, maxsplit=1)[0]
