"""The content of a file regardless of layout, to verify that a fix changes nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass, replace

from apiref.model.json_file import JsonFile
from apiref.model.location import Location
from apiref.model.page import Directive, Page, Section, StatusTable, walk
from apiref.model.yaml_file import ParameterFile, StatusFile

Statements = Counter[Hashable]


def of_parameters(file: ParameterFile) -> Statements:
    """The fields of all entries, and the comments."""
    found: Statements = Counter(("comment", comment.text) for comment in file.comments)
    for parameter in file.parameters:
        found[("entry", parameter.key)] += 1
        for field in parameter.fields:
            text, value = _unended(field.text), repr(_unended(field.value))
            found[(parameter.key, field.name, text, value, field.merged)] += 1
    return found


def of_statuses(file: StatusFile) -> Statements:
    """The reasons of all codes, and the comments."""
    found: Statements = Counter(("comment", comment.text) for comment in file.comments)
    for entry in file.entries:
        found[("code", entry.code)] += 1
        found.update((reason.code, reason.key, _unended(reason.text)) for reason in entry.reasons)
    return found


def _unended(value: object) -> object:
    """The text without its last line end, which may be missing at the end of a file."""
    return value.removesuffix("\n") if isinstance(value, str) else value


def of_json(file: JsonFile) -> Statements:
    """The whole value; the order of members does not matter."""
    return Counter([json.dumps(file.value, sort_keys=True) if file.valid else file.text])


def of_page(page: Page) -> Statements:
    """The blocks; each code of a list of response codes counts separately."""
    return Counter(_statements(page))


def _statements(page: Page) -> Iterator[Hashable]:
    lists = 0
    for block in walk(page.body):
        if isinstance(block, Section | Directive):
            yield plain(replace(block, children=()))
        elif isinstance(block, StatusTable):
            lists += 1
            yield plain(block._replace(codes=()))
            yield from ((lists, plain(code)) for code in block.codes)
        else:
            yield plain(block)


def plain(value: object) -> Hashable:
    """A part of the model without its locations."""
    if isinstance(value, tuple):
        # Named tuples are parts of the model and keep their type.
        kind = (type(value).__name__,) if hasattr(value, "_fields") else ()
        return (*kind, *(plain(part) for part in value if not isinstance(part, Location)))
    if is_dataclass(value) and not isinstance(value, type):
        parts = (getattr(value, field.name) for field in fields(value))
        return (
            type(value).__name__,
            *(plain(part) for part in parts if not isinstance(part, Location)),
        )
    return repr(value)


def differ_within(before: Statements, after: Statements, changes: int) -> bool:
    """Whether at most ``changes`` statements were replaced."""
    return (before - after).total() <= changes and (after - before).total() <= changes
