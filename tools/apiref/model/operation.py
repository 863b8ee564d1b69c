"""Operations: what the pages document about one method of one URL."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
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
from apiref.text.typos import differ_by_a_letter

Role = Literal["request", "response"]
ROLES: tuple[Role, ...] = ("request", "response")

# Requests with these methods have no body; those with DELETE may have one, but hardly ever do.
BODYLESS = frozenset({"GET", "HEAD"})
USUALLY_BODYLESS = BODYLESS | {"DELETE"}
# Responses with these codes have no body (RFC 9110).
BODYLESS_CODES = frozenset({204, 205, 304})

# A name in braces, without the path operators of RFC 6570 and the patterns of routers. Two names
# joined by a slash are alternatives: ``{bay_id/cluster_id}``.
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

    ``headings`` are the titles of the subsections around the table, outermost first, followed by
    the bold line or the line ending in a colon directly above it, if any. ``role`` is None if it
    is unknown.
    """

    table: ParameterTable
    role: Role | None
    headings: tuple[str, ...]


class TextPart(NamedTuple):
    """A text table within an operation; ``headings`` as for a table, followed by its title."""

    table: TextTable
    headings: tuple[str, ...]


class SamplePart(NamedTuple):
    """A sample within an operation; ``headings`` as for a table.

    ``heading_role`` is the role according to the headings alone, ``name_role`` according to the
    file name alone. ``role`` combines both with the position on the page; it is None if they
    disagree or give no hint. ``version`` is the microversion of a recorded sample, if known.
    """

    reference: SampleReference
    role: Role | None
    headings: tuple[str, ...]
    heading_role: Role | None = None
    name_role: Role | None = None
    version: tuple[int, int] | None = None


class LiteralPart(NamedTuple):
    """A literal block within an operation, such as an inline sample."""

    block: LiteralBlock
    role: Role | None
    headings: tuple[str, ...]


class Operation(NamedTuple):
    """One operation: consecutive ``rest_method`` directives and everything that belongs to them.

    ``title`` is the title of its section; ``headings`` are the titles of the enclosing sections,
    outermost first. ``page`` is the file that contains the operation. ``text_tables`` are those
    that do not count as ``tables`` of fields.
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
    text_tables: tuple[TextPart, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def endpoint(self) -> Endpoint:
        """The first endpoint of the operation."""
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
        """The location of the first endpoint."""
        return self.endpoint.location

    def tables_of(self, role: Role) -> tuple[ParameterTable, ...]:
        """The parameter tables of the request or the response."""
        return tuple(part.table for part in self.tables if part.role == role)

    def place_of_rows(self, role: Role) -> Location:
        """The place for a row of a role: its first table, or else the operation."""
        return next((table.location for table in self.tables_of(role)), self.location)


def name_role(file: str) -> Role | None:
    """The role of a sample according to its file name, or None if the name gives no hint."""
    name = posixpath.basename(file)
    request = _REQUEST_NAME.search(name)
    response = _RESPONSE_NAME.search(name)
    if bool(request) == bool(response):
        return None
    return "request" if request else "response"


def is_part_title(title: str) -> bool:
    """Whether a title names a part of an operation, such as "Response Example"."""
    return _PART.match(title) is not None


def placeholders(url: str) -> tuple[str, ...]:
    """The names in braces in the path of a URL template, in order; the query is ignored."""
    return tuple(PLACEHOLDER.findall(path_of(url)))


@lru_cache(maxsize=5_000)
def path_of(url: str) -> str:
    """The URL template without its query, whether written ``?a={a}`` or ``{?a}``."""
    return _QUERY.split(url, maxsplit=1)[0]


def is_same_path(one: str, other: str) -> bool:
    """Whether two URL templates have the same path, apart from a letter in a word of it."""
    first, second = (PLACEHOLDER.sub("{}", path_of(url)).split("/") for url in (one, other))
    return len(first) == len(second) and all(map(_is_same_word, first, second))


def _is_same_word(one: str, other: str) -> bool:
    return one == other or differ_by_a_letter(one.replace("-", ""), other.replace("-", ""))
