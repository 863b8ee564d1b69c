"""Single faults in the YAML files of parameters and of response codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.faults.mutations import (
    Mutation,
    doubled,
    edited,
    exchanged,
    misspelt,
    next_of,
    prose_faults,
    replaced,
    without,
    wrong_literals,
)

_ENTRY = re.compile(r"^(?P<name>[^\s#:][^:]*):$")
_FIELD = re.compile(r"^  (?P<name>[a-z-]+):(?: (?P<value>.*))?$")
_LITERAL = re.compile(r"``[^`]+``")
_TYPES = ("array", "boolean", "float", "integer", "none", "object", "string")
_PLACES = ("header", "path", "query", "body")
_NULL = re.compile(r"``null``")


def _stretches(lines: list[str], pattern: re.Pattern[str], start: int, stop: int) -> list[range]:
    """The lines of each item that starts with a matching line, up to the next one."""
    starts = [at for at in range(start, stop) if pattern.match(lines[at])]
    found = []
    for at, end in zip(starts, [*starts[1:], stop], strict=True):
        last = end
        while last > at + 1 and (not lines[last - 1] or lines[last - 1].startswith("#")):
            last -= 1
        found.append(range(at, last))
    return found


def _edit(kind: str, subject: str, path: str, lines: list[str], new: str) -> Mutation:
    return edited(kind, subject, path, "\n".join(lines), new)


def _things(
    path: str, lines: list[str], found: list[range], what: str, pattern: re.Pattern[str]
) -> Iterator[Mutation]:
    """Remove, duplicate, swap and rename entries, fields, codes or reasons."""
    names = [match["name"] for at in found if (match := pattern.match(lines[at.start]))]
    for index, at in enumerate(found):
        name = names[index]
        line = lines[at.start]
        yield _edit(f"{what}: drop", name, path, lines, without(lines, at.start, at.stop))
        yield _edit(f"{what}: duplicate", name, path, lines, doubled(lines, at.start, at.stop))
        if index + 1 < len(found) and found[index + 1].start == at.stop:
            new = exchanged(lines, at.start, at.stop, found[index + 1].stop)
            yield _edit(f"{what}: exchange", name, path, lines, new)
        changes = [("misspell", misspelt(name)), ("upper case", name.upper())]
        if len(names) > 1:
            changes.append(("name of the next", next_of(names, name)))
        for kind, changed in changes:
            if changed != name:
                new = replaced(lines, at.start, line.replace(name, changed, 1))
                yield _edit(f"{what}: {kind}", name, path, lines, new)
        new = replaced(lines, at.start, line.replace(":", "", 1))
        yield _edit(f"{what}: no colon", name, path, lines, new)


def _literals(path: str, lines: list[str], at: range, name: str, what: str) -> Iterator[Mutation]:
    for line in at:
        for found in _LITERAL.finditer(lines[line]):
            word = found[0].strip("`")
            before, after = lines[line][: found.start()], lines[line][found.end() :]
            subject = f"{word} of {name}"
            new = replaced(lines, line, f"{before}``{misspelt(word)}``{after}")
            yield _edit(f"{what} literal: misspell", subject, path, lines, new)
            new = replaced(lines, line, f"{before}``{word}{after}")
            yield _edit(f"{what} literal: not closed", subject, path, lines, new)
            for kind, marked in (*wrong_literals(word), ("a letter behind", f"``{word}``s")):
                new = replaced(lines, line, before + marked + after)
                yield _edit(f"{what} literal: {kind}", subject, path, lines, new)
            if _NULL.fullmatch(found[0]):
                new = replaced(lines, line, f"{before}empty{after}")
                yield _edit(f"{what} literal: no null", subject, path, lines, new)


def parameter_faults(path: str, text: str) -> Iterator[Mutation]:
    """The faults of a parameters file."""
    lines = text.split("\n")
    entries = _stretches(lines, _ENTRY, 0, len(lines))
    yield from _things(path, lines, entries, "parameter", _ENTRY)
    for entry in entries:
        key = lines[entry.start].removesuffix(":")
        fields = _stretches(lines, _FIELD, entry.start + 1, entry.stop)
        yield from _things(path, lines, fields, "field", _FIELD)
        for field in fields:
            found = _FIELD.match(lines[field.start])
            assert found
            name, value = found["name"], found["value"] or ""
            yield from _values(path, lines, field, key, name, value)
            if name == "description":
                yield from _literals(path, lines, field, key, "description")
                for line in field[1:]:
                    yield from prose_faults(path, lines, line, "description")
                    if lines[line].startswith("      ") and lines[line - 1].startswith("    - "):
                        new = replaced(lines, line, lines[line][2:])
                        yield _edit("description: list ended", key, path, lines, new)
                new = without(lines, field.start + 1, field.stop)
                yield _edit("description: empty", key, path, lines, new)
                new = replaced(lines, field.start, "  description:")
                inner = lines[field.start + 1 : field.stop]
                if any(not line.strip() or ": " in line for line in inner):
                    yield _edit("description: no bar", key, path, lines, new)


def _values(
    path: str, lines: list[str], field: range, key: str, name: str, value: str
) -> Iterator[Mutation]:
    others: list[str] = []
    if name == "type":
        others = [other for other in _TYPES if other != value]
        others += [misspelt(value), "", f"[{value}]"]
    elif name == "in":
        others = [*(other for other in _PLACES if other != value), misspelt(value), ""]
    elif name == "required":
        flipped = "false" if value == "true" else "true"
        others = [flipped, misspelt(value), f'"{value}"', ""]
    for other in others:
        new = replaced(lines, field.start, f"  {name}: {other}".rstrip())
        yield _edit(f"{name}: change", f"{key} to '{other}'", path, lines, new)


_CODE = re.compile(r"^(?P<name>\d+):$")


def status_faults(path: str, text: str) -> Iterator[Mutation]:
    """The faults of a file of response codes."""
    lines = text.split("\n")
    codes = _stretches(lines, _CODE, 0, len(lines))
    yield from _things(path, lines, codes, "status", _CODE)
    for index, code in enumerate(codes):
        number = lines[code.start].removesuffix(":")
        for other in ("409", "299", "abc"):
            new = replaced(lines, code.start, f"{other}:")
            yield _edit("status: change", f"{number} to {other}", path, lines, new)
        reasons = _stretches(lines, _FIELD, code.start + 1, code.stop)
        yield from _things(path, lines, reasons, "reason", _FIELD)
        for reason in reasons:
            found = _FIELD.match(lines[reason.start])
            assert found
            subject = f"{number} {found['name']}"
            new = without(lines, reason.start + 1, reason.stop)
            yield _edit("reason: empty", subject, path, lines, new)
            yield from _literals(path, lines, reason, subject, "reason")
            for line in reason[1:]:
                yield from prose_faults(path, lines, line, "reason")
            if index + 1 < len(codes):
                behind = codes[index + 1].start + 1
                new = "\n".join(
                    lines[: reason.start]
                    + lines[reason.stop : behind]
                    + lines[reason.start : reason.stop]
                    + lines[behind:]
                )
                yield _edit("reason: move to the next code", subject, path, lines, new)
