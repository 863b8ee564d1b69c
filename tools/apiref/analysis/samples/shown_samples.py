"""The samples of one role of an operation, with what its tables document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from apiref.analysis.members import Member, ancestors, is_map, members
from apiref.analysis.operations import microversions
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.alignment import Alignment
from apiref.analysis.rows.documentation import (
    Documentation,
    DocumentedField,
    field_parts,
    literal_templates,
)
from apiref.analysis.samples import field_names
from apiref.analysis.samples.extensions import documented_names, extended_operations
from apiref.analysis.samples.free_bodies import has_further_members
from apiref.analysis.samples.linked_sections import linked_names
from apiref.model.json_file import Json, JsonFile, JsonPath
from apiref.model.operation import SamplePart, placeholders
from apiref.model.tree import Tree
from apiref.text.typos import SHORTEST

# "It takes the same parameters as the other one": its tables need not repeat them.
_SAME = re.compile(
    r"\b(?:parameters|attributes|fields|response|request|body|output)\s+(?:is|are)\s+"
    r"(?:the same|those|that|identical)\b|"
    r"\b(?:same|identical)\b(?:\s+\S+){0,3}?"
    r"\s(?:parameters?|attributes?|fields?|options?|properties|body|format|structure|content)\s"
    r"(?:as|of|like|to|that|which|is|are)\b",
    re.IGNORECASE,
)
# Names that a text explains without markup: "name: The name.", or in quotes.
_EXPLAINED = re.compile(
    r"^\W?(?P<first>[A-Za-z_][\w:.-]*?)\W?(?:\s*\([^()]*\))?\s*(?::|-|\u2013|\u2014)(?=\s|$)"
    r"|[\"'](?P<quoted>[A-Za-z_][\w:.-]*)[\"']"
)


class Place(NamedTuple):
    """A member of a sample: the file and the path in it."""

    sample: JsonFile
    path: JsonPath
    value: Json


@dataclass(slots=True)
class ShownSample:
    """A sample with its members."""

    part: SamplePart
    sample: JsonFile
    members: list[Member]

    @property
    def names(self) -> set[str]:
        """The names of the members, at any depth."""
        return {member.name for member in self.members}


class ShownSamples:
    """The input of the comparison of one role of an operation.

    ``body`` are the fields that a body may contain, ``answered`` the keys of the response's rows.
    ``is_strict`` says that a field is not documented by a text that only mentions it.
    """

    def __init__(
        self,
        tree: Tree,
        documented: Documentation,
        shown: list[tuple[SamplePart, JsonFile]],
        *,
        is_strict: bool = False,
    ) -> None:
        self.tree = tree
        self.is_strict = is_strict
        self.documentation = documented
        # The rows that document a member: its own, or those of its name in another object.
        self.documenting = cache(documented.find)
        self.shown = [
            ShownSample(
                part, sample, field_names.renamed(members(sample.value), documented.by_name)
            )
            for part, sample in shown
        ]
        # Those that are not samples of something else.
        self.fitting = self.shown
        self.recased = self._recase()
        named_by_url = {
            name
            for endpoint in documented.operation.endpoints
            for name in placeholders(endpoint.url)
            if documented.role == "request"
        }
        # Rules about URLs report path parameters that are documented as body.
        self.body = [
            field
            for field in documented.fields
            if field.parameter.place == "body" and field.name not in named_by_url
        ]
        self.answered = {
            row.key for table in documented.operation.tables_of("response") for row in table.rows
        }

    @cached_property
    def described(self) -> frozenset[str]:
        """The names documented in the text of the operation."""
        operation = self.documentation.operation
        found: set[str] = set()
        if not self.is_strict:
            found.update(word for part in operation.paragraphs for word in part.literals)
        found.update(
            row[0].text.strip() for it in operation.text_tables for row in it.table.rows if row
        )
        found.update(
            match["first"] or match["quoted"]
            for paragraph in operation.paragraphs
            for match in _EXPLAINED.finditer(paragraph.text)
        )
        # The term of an explanation that follows, in bold: "**speed**".
        found.update(part.text.strip() for part in operation.paragraphs if part.strong)
        found |= linked_names(self.tree, operation)
        extended = extended_operations(self.tree).get(operation.location)
        if extended is not None:
            found |= documented_names(extended)
        if any(_SAME.search(part.text) for part in operation.paragraphs):
            found |= _names_on_page(self.tree, operation.page)
        return frozenset(found)

    @cached_property
    def takes_any(self) -> bool:
        """Whether an unshown row of the body, or a text, stands for members of any name."""
        if self.is_strict:
            return False
        texts = [paragraph.text for paragraph in self.documentation.operation.paragraphs]
        texts += (row.parameter.description for row in self.body)
        return has_further_members(texts) or any(row.takes_any for row in self.unshown)

    @cached_property
    def templates(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of names that descriptions of the body give as templates."""
        texts = (row.parameter.description for row in self.body)
        return tuple(pattern for text in texts for pattern in literal_templates(text))

    @cached_property
    def alignment(self) -> Alignment:
        """The rows of the body laid over the samples that fit; asked for once these are known."""
        shown: dict[tuple[str, ...], list[Json]] = {(): []}
        for each in self.fitting:
            shown[()].append(each.sample.value)
            for member in each.members:
                shown.setdefault(member.names, []).append(member.value)
        names = {path[-1] for path in shown if path}
        rows = [
            row
            for row in self.documentation.fields
            if row.parameter.place == "body" or row.name in names
        ]
        return Alignment(rows, shown)

    def of_version(self, shown: ShownSample, rows: list[DocumentedField]) -> list[DocumentedField]:
        """The rows that exist in the microversion of a recording; all rows for a sample."""
        version = microversions.of_sample(shown.part) if self.is_strict else None
        return [row for row in rows if microversions.may_be_there(row.parameter, version)]

    def shows_fields(self, shown: ShownSample) -> bool:
        """Whether a row documents a member of a sample."""
        return any(self.documenting(member.names) for member in shown.members)

    @cached_property
    def unshown(self) -> list[DocumentedField]:
        """Body fields that no fitting sample shows."""
        fields = self.alignment.fields.values()
        shown = {row.row.location for field in fields if field.values for row in field.rows}
        return [row for row in self.body if row.row.location not in shown]

    def _recase(self) -> list[tuple[Member, Place, DocumentedField]]:
        """Give members the names of rows that differ only in case or separators.

        Returns these members, unchanged, with the rows. Members of free-form objects are skipped,
        and so are members beside one with the name of the row, and rows that samples show
        elsewhere but not in an object of that name.
        """
        rows: dict[str, DocumentedField] = {}
        for name, fields in self.documentation.by_name.items():
            if len(name) >= SHORTEST:
                rows.setdefault(field_names.plain(name), fields[0])
        found: list[tuple[Member, Place, DocumentedField]] = []
        everywhere: set[tuple[str, ...]] = set()
        for shown in self.shown:
            new: dict[JsonPath, tuple[str, ...]] = {}
            for member in shown.members:
                if member.name in self.documentation.by_name:
                    continue
                row = rows.get(field_names.plain(member.name))
                if row is None or row.parameter.place != "body" or self.is_free(member.names):
                    continue
                everywhere = everywhere or {
                    item.names for each in self.shown for item in each.members
                }
                intended = (*member.names[:-1], row.name)
                elsewhere = any(names[-1] == row.name for names in everywhere)
                beside = (*member.path[:-1], row.name)
                if any(item.path == beside for item in shown.members):
                    continue
                if intended in everywhere or not elsewhere:
                    new[member.path] = intended
                    place = Place(shown.sample, member.path, member.value)
                    found.append((member, place, row))
            if new:
                shown.members = [
                    item._replace(names=_names_with(new, item)) for item in shown.members
                ]
        return found

    def is_free(self, names: tuple[str, ...]) -> bool:
        """Whether an object around a member contains names that users choose."""
        return any(
            row.is_free_form for outer in ancestors(names) for row in self.documenting(outer)
        )

    def is_named_by_url(self, shown: ShownSample) -> bool:
        """Whether a sample is a single member named in the URL, as in ``/specs/{key}``."""
        value = shown.sample.value
        return (
            isinstance(value, dict)
            and len(value) == 1
            and not isinstance(next(iter(value.values())), dict | list)
            and self.documentation.operation.endpoint.url.rstrip("/").endswith("}")
        )


@per_tree
def _names_on_page(tree: Tree, page: str) -> frozenset[str]:
    """The names of all rows of a page."""
    return frozenset(
        field_parts(row.name)[-1]
        for operation in tree.operations
        if operation.page == page
        for part in operation.tables
        for row in part.table.rows
    )


def _names_with(new: dict[JsonPath, tuple[str, ...]], member: Member) -> tuple[str, ...]:
    """The names that lead to a member, with corrected ones for it and the objects around it."""
    names = list(member.names)
    for path in (*ancestors(member.path), member.path):
        if path in new:
            names[len(new[path]) - 1] = new[path][-1]
    return tuple(names)


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
    elif is_map(value):
        for name, item in value.items():
            yield from _inner(names, (*path, name), item)
    elif isinstance(value, dict) or value is None:
        yield names, path, value
