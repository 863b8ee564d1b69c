"""Tiny references, made of operations and entries, for tests of what follows from them.

``reference`` writes the parts that ``operation`` and ``entries`` make and reads them as a tree. An
entry is ``key: place type required text``. Rows without an entry of their own get one that says as
little as it can. Rows are words: ``name``, or ``name=key``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from apiref.model.json_file import Json
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Field, Parameter
from tests.trees import load, write_tree

SOURCE = "api-ref/source"
_INDEX = f"=== {SOURCE}/index.rst\n===\nAPI\n===\n\n.. include:: things.inc\n"
_PLACE = Location("a.inc")


def operation(
    title: str = "Show thing",
    endpoint: str = "GET /things/{id}",
    *,
    text: str = "It.",
    request: str = "",
    response: str = "",
    sent: Json = None,
    shown: Json = None,
    heading: str = "Response Example",
) -> str:
    """An operation, with rows and a sample of its request and of its response."""
    name = re.sub(r"\W+", "-", title.lower())
    page = f"{_titled(title, '=')}.. rest_method:: {endpoint}\n\n{text}\n\n"
    files = ""
    for role, rows, sample, above in (
        ("Request", request, sent, "Request Example"),
        ("Response", response, shown, heading),
    ):
        if rows:
            page += _titled(role, "-") + ".. rest_parameters:: parameters.yaml\n\n"
            for row in rows.split():
                shown_name, _, key = row.partition("=")
                page += f"   - {shown_name}: {key or shown_name}\n"
            page += "\n"
        if sample is not None:
            file = f"{name}-{role.lower()}.json"
            page += _titled(above, "-") + f".. literalinclude:: {file}\n\n"
            files += f"=== {SOURCE}/{file}\n{json.dumps(sample, indent=2)}\n"
    return f"=== {SOURCE}/things.inc\n{page}{files}"


def listing(**given: Any) -> str:
    """The same, at a URL that does not end in a placeholder: a sample is no member it names."""
    return operation(endpoint="GET /things", **given)


def _titled(title: str, line: str) -> str:
    return f"{title}\n{line * len(title)}\n\n"


def entries(*lines: str) -> str:
    """Entries of ``parameters.yaml``: ``key: place type required text``, of which little is told.

    What is left out at the end is ``body``, ``string``, ``optional`` and ``The thing.``
    """
    text = f"=== {SOURCE}/parameters.yaml\n"
    for line in lines:
        key, _, told = line.partition(": ")
        given = told.split(" ", 3) if told else []
        place, kind, required, description = given + _LEAST[len(given) :]
        text += f"{key}:\n  description: |\n    {description}\n  in: {place}\n"
        text += f"  required: {str(required == 'required').lower()}\n  type: {kind}\n"
    return text


def bound(schema: Json, *, label: str = "GET /things/{id}", role: str = "response") -> str:
    """A schema, and the configuration by which it holds for a part of an operation."""
    binding = f'"{label}" = {{ {role} = "schemas/thing.json" }}'
    return (
        f"=== schemas/thing.json\n{json.dumps(schema, indent=2)}\n"
        f"=== apiref.toml\n[schemas]\n{binding}\n"
    )


_LEAST = ["body", "string", "optional", "The thing."]


def whole(*parts: str, lost: Collection[str] = ()) -> str:
    """The text of a reference of those parts; keys that are ``lost`` get no entry."""
    text = "".join((_INDEX, *parts))
    keys = re.findall(r"^   - [^:\n]+: ([\w.-]+)$", text, re.MULTILINE)
    known = {*lost, *re.findall(r"^([\w.-]+):$", text, re.MULTILINE)}
    return text + entries(*dict.fromkeys(key for key in keys if key not in known))


def reference(root: Path, *parts: str, lost: Collection[str] = ()) -> Tree:
    """Writes the parts of a reference below a folder, and reads it."""
    write_tree(root, whole(*parts, lost=lost))
    return load(root)


def titled(tree: Tree, title: str) -> Operation:
    """The operation of that title."""
    (found,) = [each for each in tree.operations if each.title == title]
    return found


def row(name: str, line: int = 1) -> Row:
    """A row of that name and key."""
    place = Location("a.inc", line)
    return Row(name, name, place, place)


def parameter(key: str = "thing", /, **fields: object) -> Parameter:
    """An entry with those fields; ``place`` stands for ``in``, a word of Python."""
    named = {"in" if name == "place" else name: value for name, value in fields.items()}
    return Parameter(
        key,
        tuple(Field(name, value, str(value), _PLACE, _PLACE) for name, value in named.items()),
        _PLACE,
        "a.yaml",
    )
