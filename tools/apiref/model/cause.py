"""What findings are about: the parts of a reference that would have to be changed."""

from __future__ import annotations

from typing import Literal, NamedTuple

from apiref.model.location import Location

Kind = Literal[
    "block",
    "code",
    "codes",
    "entry",
    "expand-all",
    "field",
    "file",
    "folder",
    "include",
    "reason",
    "row",
    "sample",
    "samples",
    "tables",
    "type",
    "url",
]


class Cause(NamedTuple):
    """A part of a reference: its kind, the path of its file, and its name or place there.

    ``entry`` and ``reason`` have a key for a name, ``type`` its name, ``field`` (all fields of a
    page that are called so, or all that an entry documents) their names or the key; ``file``,
    ``folder``, ``sample`` (a file, as the sample that an operation shows) and ``expand-all`` (of a
    page) need none. The others have their place: a ``block`` of a page or schema, a ``row``, a
    response ``code``, an ``include`` of a sample; and, at the place of an operation, its ``url``,
    and all of its ``tables``, ``samples`` or ``codes``, whether there are any or not.
    """

    kind: Kind
    path: str
    name: str = ""


def at(kind: Kind, location: Location) -> Cause:
    """The part of that kind at a location."""
    return Cause(kind, location.path, f"{location.line}:{location.column}")
