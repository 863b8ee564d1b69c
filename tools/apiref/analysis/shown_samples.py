"""The samples of one role of an operation, beside what its tables document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from apiref.analysis import field_names
from apiref.analysis.documentation import Documentation, DocumentedField
from apiref.analysis.linked_sections import linked_names
from apiref.analysis.members import Member, members
from apiref.model.json_file import Json, JsonFile, JsonPath
from apiref.model.operation import SamplePart, placeholders
from apiref.model.tree import Tree


class Place(NamedTuple):
    """A member of a sample: the file and the path in it."""

    sample: JsonFile
    path: JsonPath
    value: Json


@dataclass(slots=True)
class ShownSample:
    """A sample with its members, and which of them rows document."""

    part: SamplePart
    sample: JsonFile
    members: list[Member]
    documented: dict[JsonPath, list[DocumentedField]] = field(default_factory=dict)


class ShownSamples:
    """What the comparison of one role of an operation works on.

    ``body`` are the fields that a body may hold, ``answered`` the keys of the response's rows,
    ``described`` the names that the operation's text documents.
    """

    def __init__(
        self, tree: Tree, documented: Documentation, shown: list[tuple[SamplePart, JsonFile]]
    ) -> None:
        self.tree = tree
        self.documentation = documented
        # Those of ``shown`` that are no sample of something else.
        self.fitting: list[ShownSample] = []
        self.shown = [
            ShownSample(
                part, sample, field_names.renamed(list(members(sample.value)), documented.by_name)
            )
            for part, sample in shown
        ]
        named_by_url = {
            name
            for endpoint in documented.operation.endpoints
            for name in placeholders(endpoint.url)
            if documented.role == "request"
        }
        # A row of the URL's that is documented as body is told by the rules of URLs.
        self.body = [
            field
            for field in documented.fields
            if field.parameter.place == "body" and field.name not in named_by_url
        ]
        self.answered = {
            row.key for table in documented.operation.tables_of("response") for row in table.rows
        }
        self.described = frozenset(
            literal
            for paragraph in documented.operation.paragraphs
            for literal in paragraph.literals
        ) | frozenset(
            row[0].text.strip()
            for table in documented.operation.text_tables
            for row in table.rows
            if row
        )
        self.described |= linked_names(tree, documented.operation)

    def is_named_by_url(self, shown: ShownSample) -> bool:
        """Whether a sample is one member whose name is in the URL, as of ``/specs/{key}``."""
        value = shown.sample.value
        return (
            isinstance(value, dict)
            and len(value) == 1
            and not isinstance(next(iter(value.values())), dict | list)
            and self.documentation.operation.endpoint.url.rstrip("/").endswith("}")
        )


def objects_of(shown: ShownSample) -> Iterator[tuple[tuple[str, ...], JsonPath, Json]]:
    """All objects and empty arrays of a sample, with the names and the path that lead to them."""
    value = shown.sample.value
    yield from _inner((), (), value)
    for member in shown.members:
        if isinstance(member.value, dict | list) or member.value is None:
            yield from _inner(member.names, member.path, member.value)


def _inner(
    names: tuple[str, ...], path: JsonPath, value: Json
) -> Iterator[tuple[tuple[str, ...], JsonPath, Json]]:
    if isinstance(value, list):
        if not value:
            yield names, path, value
        for index, item in enumerate(value):
            yield from _inner(names, (*path, index), item)
    elif isinstance(value, dict) or value is None:
        yield names, path, value
