"""Single faults, made from a repository's own files.

A mutation changes one thing of one file: it drops, renames, retypes, misspells, duplicates or
moves a key, a row, a code, a file or a reference. The modules beside this one make them for each
kind of file, from the text alone and without any code of the checker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: ``changes`` maps a path to its new text, or to None if the file is removed.

    ``kind`` is what was done to what, such as ``row: drop``; ``subject`` is the thing itself.
    ``path`` is the file that is at fault, ``first`` and ``last`` the lines that differ in its new
    text; where something was dropped, they are the lines around the gap.
    """

    kind: str
    subject: str
    path: str
    first: int
    last: int
    changes: tuple[tuple[str, str | None], ...]

    def __str__(self) -> str:
        return f"{self.path}:{self.first}: {self.kind}: {self.subject}"


def edited(kind: str, subject: str, path: str, old: str, new: str) -> Mutation:
    """A mutation of the text of one file."""
    first, last = changed_lines(old, new)
    return Mutation(kind, subject, path, first, last, ((path, new),))


def changed_lines(old: str, new: str) -> tuple[int, int]:
    """The lines of the new text, from 1, that differ from the old one."""
    before, after = old.split("\n"), new.split("\n")
    shortest = min(len(before), len(after))
    same = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    tail = next((i for i in range(shortest - same) if before[-1 - i] != after[-1 - i]), None)
    if tail is None:
        tail = shortest - same
    first, last = same + 1, len(after) - tail
    return (first, last) if first <= last else (max(last, 1), first)


def wrong_literals(word: str) -> Iterator[tuple[str, str]]:
    """What may be written for a literal by mistake, with the kind of the mistake."""
    yield "nested", f"*``{word}``*"
    yield "three backticks", f"```{word}```"
    yield "no role", f":liteal:`{word}`"


def misspelt(word: str) -> str:
    """The word with two adjacent characters swapped, near its middle."""
    middle = max(len(word) // 2, 1)
    for at in [*range(middle, len(word)), *range(middle - 1, 0, -1)]:
        left, right = word[at - 1], word[at]
        if left != right and left.isalnum() and right.isalnum():
            return word[: at - 1] + right + left + word[at + 1 :]
    return word + "x"


def without(lines: list[str], start: int, stop: int) -> str:
    """The text without some lines."""
    return "\n".join(lines[:start] + lines[stop:])


def doubled(lines: list[str], start: int, stop: int) -> str:
    """The text with some lines duplicated."""
    return "\n".join(lines[:stop] + lines[start:stop] + lines[stop:])


def exchanged(lines: list[str], start: int, middle: int, stop: int) -> str:
    """The text with two adjacent ranges of lines swapped."""
    return "\n".join(lines[:start] + lines[middle:stop] + lines[start:middle] + lines[stop:])


def replaced(lines: list[str], at: int, line: str) -> str:
    """The text with one line replaced."""
    return "\n".join([*lines[:at], line, *lines[at + 1 :]])


def next_of(things: Iterable[str], thing: str) -> str:
    """The next item of the list, wrapping around."""
    known = list(dict.fromkeys(things))
    return known[(known.index(thing) + 1) % len(known)]


# Words that occur in most texts, and how they are often misspelt.
_TYPOS = {
    "available": "availabel",
    "because": "becuase",
    "default": "defualt",
    "must": "msut",
    "only": "onyl",
    "returned": "retruned",
    "service": "sevice",
    "status": "stauts",
    "that": "taht",
    "the": "teh",
    "when": "wehn",
    "which": "whcih",
    "with": "wiht",
}
_RIGHT_TWICE = frozenset({"had", "in", "on", "that", "to"})
_PROSE_WORD = re.compile(r"(?<= )[A-Za-z]{2,}(?=[ ,.]|$)")


def prose_faults(path: str, lines: list[str], at: int, what: str) -> Iterator[Mutation]:
    """A misspelt word and a repeated one in a line of text."""
    line = lines[at]
    words = [
        found
        for found in _PROSE_WORD.finditer(line)
        if line[: found.start()].count("`") % 2 == 0 and found[0] not in _RIGHT_TWICE
    ]
    typo = next((found for found in words if found[0] in _TYPOS), None)
    changes = [("misspell", typo, _TYPOS[typo[0]])] if typo is not None else []
    changes += [("repeat", found, f"{found[0]} {found[0]}") for found in words[:1]]
    for kind, found, changed in changes:
        new = replaced(lines, at, line[: found.start()] + changed + line[found.end() :])
        yield edited(f"{what} word: {kind}", found[0], path, "\n".join(lines), new)
