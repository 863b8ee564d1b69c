"""The names of fields in samples, compared with those of rows."""

from __future__ import annotations

import re
from functools import lru_cache

from apiref.analysis.members import Member
from apiref.analysis.rows.documentation import DocumentedField
from apiref.model.json_file import JsonPath
from apiref.text import suggestions
from apiref.text.typos import SHORTEST

_SAME = re.compile(r"[\W_]+")
# The title of a column: words with capitals, as "Created At" or "ID".
_TITLE = re.compile(r"[A-Z][A-Za-z0-9]*(?: [A-Za-z0-9]+)*")
# So many titles of one word each are no mere misspellings.
_FEWEST = 3


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name in lower case, without separators."""
    return _SAME.sub("", name).lower()


def renamed(found: list[Member], rows: dict[str, list[DocumentedField]]) -> list[Member]:
    """The members, with names of rows instead of titles such as ``Created At``.

    Titles are those of columns of a command line: at least one of them has two words, or they are
    all the names of an object. A separate rule reports them.
    """
    if not _shows_columns(found, rows):
        return found
    by_letters: dict[str, str] = {}
    for name in rows:
        by_letters.setdefault(plain(name), name)
    known: dict[str, str] = {}
    for member in found:
        if _TITLE.fullmatch(member.name) and member.name not in rows:
            known[member.name] = by_letters.get(plain(member.name), member.name)
    return [
        Member(tuple(known.get(name, name) for name in member.names), member.path, member.value)
        for member in found
    ]


def _shows_columns(found: list[Member], rows: dict[str, list[DocumentedField]]) -> bool:
    if any(" " in member.name and _TITLE.fullmatch(member.name) for member in found):
        return True
    objects: dict[JsonPath, list[str]] = {}
    for member in found:
        objects.setdefault(member.path[:-1], []).append(member.name)
    return any(
        len(names) >= _FEWEST
        and all(name not in rows and name[:1].isupper() and name.lower() in rows for name in names)
        for names in objects.values()
    )


def are_close(name: str, other: str) -> bool:
    """Whether two names are nearly the same, or the same letters in another order."""
    if min(len(name), len(other)) < SHORTEST:
        return False
    return sorted(plain(name)) == sorted(plain(other)) or suggestions.are_close(name, other)
