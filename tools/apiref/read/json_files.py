"""Reads JSON strictly by RFC 8259, and explains syntax errors."""

from __future__ import annotations

import json
import re

from apiref.model.json_file import Json, JsonFile, location_at
from apiref.model.location import Location, Problem

# Limits for files that would exhaust the stack or the memory, or fill the report.
MAX_DEPTH = 200
MAX_CHARACTERS = 2_000_000
MAX_DUPLICATES = 1_000
MAX_REPAIRS = 20
# A comma before a closing bracket, and the next member of an object or item of a list.
_TRAILING = re.compile(r",\s*[\]}]")
_NEXT = re.compile(r'"[^"\\\n]*"\s*:|\{')


class _NotJson(ValueError):
    """A constant that is not valid JSON, such as NaN."""


def read_json(path: str, text: str, kind: str = "json-syntax") -> tuple[JsonFile, list[Problem]]:
    """The JSON document in a text; problems are of that ``kind``, or ``json-duplicate-key``.

    If only commas are missing or surplus in a sample or schema, the file has the text and the value
    that were meant.
    """
    if len(text) > MAX_CHARACTERS:
        file = JsonFile(path, text, None, valid=False)
        message = f"is larger than {MAX_CHARACTERS // 1_000_000} MB; it is not read"
        return file, [Problem("unreadable-file", Location(path), path, message)]
    duplicates: list[str] = []

    def pairs(members: list[tuple[str, Json]]) -> dict[str, Json]:
        value = dict(members)
        if len(value) != len(members):
            seen: set[str] = set()
            for name, _ in members:
                if name in seen:
                    duplicates.append(name)
                seen.add(name)
        return value

    def constant(name: str) -> Json:
        raise _NotJson(name)

    try:
        value: Json = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        offset = error.pos if text.strip() else 0
        file, problems = _broken(path, text, kind, offset, _words(text, error))
        repaired = _repaired(text, error) if kind == "json-syntax" else None
        if repaired is None:
            return file, problems
        file, others = read_json(path, repaired)
        return file._replace(repaired=True), problems + others
    except _NotJson as error:
        offset = max(text.find(str(error)), 0)
        return _broken(path, text, kind, offset, f"{error} is not a JSON value")
    except RecursionError:
        return _broken(path, text, kind, 0, "it is nested too deeply")
    except ValueError:
        match = re.search(r"\d{4300,}", text)
        return _broken(path, text, kind, match.start() if match else 0, "a number is too long")
    if is_too_deep(text, value):
        return _broken(path, text, kind, 0, "it is nested too deeply")
    file = JsonFile(path, text, value)
    return file, _duplicates(file) if duplicates else []


def _repaired(text: str, error: json.JSONDecodeError) -> str | None:
    """The text with commas added or removed, if they are all that is wrong; else None.

    Only commas before a line with another member or item are added. Lines and columns of all values
    stay the same.
    """
    for _ in range(MAX_REPAIRS):
        at = error.pos
        before = text[:at].rstrip()
        if _TRAILING.match(text, len(before) - 1):
            text = f"{before[:-1]} {text[len(before) :]}"
        elif _TRAILING.match(text, at):
            text = f"{text[:at]} {text[at + 1 :]}"
        elif "\n" in text[len(before) : at] and _NEXT.match(text, at) and before[-1:] not in ",:[{":
            text = f"{before},{text[len(before) :]}"
        else:
            return None
        try:
            json.loads(text)
        except json.JSONDecodeError as further:
            error = further
        except (RecursionError, ValueError):
            return None
        else:
            return text
    return None


def _broken(
    path: str, text: str, kind: str, offset: int, words: str
) -> tuple[JsonFile, list[Problem]]:
    file = JsonFile(path, text, None, valid=False)
    return file, [Problem(kind, location_at(file, offset), path, f"is not JSON: {words}")]


def is_too_deep(text: str, value: Json) -> bool:
    """Whether a JSON value is nested too deeply to be processed recursively."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_DEPTH):
        level = [
            child
            for outer in level
            for child in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _words(text: str, error: json.JSONDecodeError) -> str:
    """What is wrong at the position of a syntax error, and how to fix it."""
    before = text[: error.pos].rstrip()
    here = text[error.pos : error.pos + 1]
    if not text.strip():
        return "the file is empty; write the document, or, if there is none, do not show the file"
    if text.startswith(("...", "\u2026"), error.pos):
        return "dots are no JSON; write out what they stand for, or leave it out"
    if error.msg == "Expecting ',' delimiter":
        if not here:
            return "a bracket or brace is not closed at the end of the file"
        return f"missing comma before {_shown(here)}, after the preceding value"
    if error.msg.startswith("Illegal trailing comma"):
        return "trailing comma before the closing bracket; remove it"
    if here and here in "]}" and before.endswith(","):
        return f"trailing comma before the closing '{here}'; remove it"
    if error.msg == "Extra data":
        return f"unexpected {_shown(here)} after the end of the document"
    if error.msg.startswith("Expecting property name"):
        return f"expected a member name in double quotes, found {_shown(here)}"
    if error.msg == "Expecting ':' delimiter":
        return f"expected a colon after the member name, found {_shown(here)}"
    if error.msg == "Expecting value":
        return f"expected a value, found {_shown(here)}"
    if error.msg.startswith("Invalid control character"):
        return "a string is not closed on its line, or contains a control character"
    return error.msg[0].lower() + error.msg[1:]


def _shown(char: str) -> str:
    if not char:
        return "the end of the file"
    if char.isprintable() and char.isascii():
        return f"'{char}'"
    return f"U+{ord(char):04X}"


def _duplicates(file: JsonFile) -> list[Problem]:
    """The duplicate member names of a valid document, with their locations."""
    problems: list[Problem] = []
    stack: list[set[str] | None] = []
    expect_key = False
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]', file.text):
        token = match[0]
        if token == "{":
            stack.append(set())
            expect_key = True
        elif token == "[":
            stack.append(None)
            expect_key = False
        elif token in "]}":
            stack.pop()
            expect_key = False
        elif token == ",":
            expect_key = bool(stack) and stack[-1] is not None
        elif token == ":":
            expect_key = False
        elif expect_key and stack and stack[-1] is not None:
            name = str(json.loads(token))
            if name in stack[-1]:
                place = location_at(file, match.start())
                message = (
                    f"'{name}' occurs twice in the same object, and only the last one counts;"
                    " remove or rename one"
                )
                problems.append(Problem("json-duplicate-key", place, name, message))
                if len(problems) >= MAX_DUPLICATES:
                    break
            stack[-1].add(name)
    return problems
