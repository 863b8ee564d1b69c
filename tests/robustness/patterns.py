"""The regular expressions of the package, and texts that nearly match them."""

from __future__ import annotations

import ast
import importlib
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import apiref

PACKAGE = Path(apiref.__file__).parent
_METHODS = ("match", "fullmatch", "search")
# What stands for the members of a class of characters, besides those that the pattern names.
_CHARACTERS = "a \n0-_/.,"
# Repetitions of less are bounds.
_LONG = 50
# No pattern expects it.
_END = "\0"


@dataclass(frozen=True)
class Used:
    """A pattern, the method that applies it (``match``, ``fullmatch`` or ``search``), and where."""

    place: str
    pattern: re.Pattern[str]
    method: str


@cache
def modules() -> dict[str, ast.Module]:
    """The modules of the package by their names, parsed."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("apiref", *path.relative_to(PACKAGE).with_suffix("").parts)
        if path.stem != "__main__":
            found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_text("utf-8"))
    return found


def patterns(module: str) -> set[Used]:
    """The patterns in the constants of a module, and those that its functions make or apply."""
    found = set()
    for name, value in vars(importlib.import_module(module)).items():
        if getattr(value, "__annotations__", None) == {"return": "re.Pattern[str]"}:
            value = value()
        for pattern in _compiled(value):
            found |= {Used(f"{module}.{name}", pattern, each) for each in _applied(module, name)}
    for node in ast.walk(modules()[module]):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=attribute),
                args=[ast.Constant(value=str(text)), *_],
            ) if attribute != "compile":
                method = attribute if attribute in _METHODS else "search"
                found.add(Used(f"{module}:{node.lineno}", re.compile(text), method))
    return found


def _compiled(value: Any) -> Iterator[re.Pattern[str]]:
    match value:
        case re.Pattern(pattern=str()):
            yield value
        case tuple() | list() | set() | frozenset():
            for each in value:
                yield from _compiled(each)
        case dict():
            for each in (*value, *value.values()):
                yield from _compiled(each)


@cache
def _methods(module: str) -> dict[str, set[str]]:
    """The methods that a module calls on each name; for whatever else it does, ``search``."""
    found: dict[str, set[str]] = {}
    called = set()
    for node in ast.walk(modules()[module]):
        match node:
            case ast.Attribute(value=ast.Name() as owner, attr=method):
                pass
            case ast.Attribute(value=ast.Call(func=ast.Name() as owner), attr=method):
                pass
            case _:
                continue
        called.add(owner)
        if method != "pattern":
            found.setdefault(owner.id, set()).add(method)
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in called:
            found.setdefault(node.id, set()).add("search")
    return found


def _applied(module: str, name: str) -> set[str]:
    """How the package applies a pattern; only its own module knows a name with an underscore."""
    users = (module,) if name.startswith("_") else tuple(modules())
    methods = {each for user in users for each in _methods(user).get(name, ())}
    return {each if each in _METHODS else "search" for each in methods}


def near_matches(pattern: re.Pattern[str]) -> dict[tuple[str, str], Callable[[int], str]]:
    """Texts of about a given length that match the pattern up to a point, and then do not.

    Their keys are what they begin with and what they repeat.
    """
    characters = _CHARACTERS + "".join(each for each in pattern.pattern if not each.isalnum())
    texts = {}
    parsed = parser.parse(pattern.pattern, pattern.flags)
    for before, repeated in _Pumps("".join(dict.fromkeys(characters))).of(parsed):
        for start, piece in ((before, repeated), ("", before + repeated)):
            if piece:
                texts[start, piece] = lambda size, start=start, piece=piece: (
                    start + piece * (size // len(piece)) + _END
                )
    return texts


class _Pumps:
    """Finds the repetitions in a parsed pattern."""

    def __init__(self, characters: str) -> None:
        self.characters = characters

    def of(self, items: Any, before: str = "") -> Iterator[tuple[str, str]]:
        """What precedes each repetition, with each text that it repeats."""
        for operator, argument in items:
            if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
                _, most, inner = argument
                if most >= _LONG:
                    for text in self.samples(inner):
                        yield before, text
            for inner in self._inside(operator, argument):
                yield from self.of(inner, before)
            before += self.sample([(operator, argument)])
        yield "", before

    def samples(self, items: Any) -> list[str]:
        """Texts that match: of a class of characters, and of alternatives, each."""
        if len(items) == 1:
            operator, argument = items[0]
            if operator in (codes.IN, codes.ANY, codes.NOT_LITERAL):
                return self._members(operator, argument)
            inside = self._inside(operator, argument)
            if inside and operator in (codes.BRANCH, codes.SUBPATTERN):
                return [text for inner in inside for text in self.samples(inner)]
        return [self.sample(items)]

    def sample(self, items: Any) -> str:
        """One text that matches, but for assertions and references to groups."""
        text = ""
        for operator, argument in items:
            if operator is codes.LITERAL:
                text += chr(argument)
            elif operator in (codes.IN, codes.ANY, codes.NOT_LITERAL):
                text += self._members(operator, argument)[0]
            elif operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
                text += self.sample(argument[2]) * argument[0]
            elif operator in (codes.BRANCH, codes.SUBPATTERN, codes.ATOMIC_GROUP):
                text += self.sample(self._inside(operator, argument)[0])
        return text

    def _inside(self, operator: Any, argument: Any) -> list[Any]:
        """The parts of a group, an assertion, a repetition or alternatives."""
        if operator is codes.BRANCH:
            return list(argument[1])
        if operator is codes.ATOMIC_GROUP:
            return [argument]
        if operator in (codes.SUBPATTERN, codes.ASSERT, codes.ASSERT_NOT):
            return [argument[-1]]
        if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            return [argument[-1]]
        return []

    def _members(self, operator: Any, argument: Any) -> list[str]:
        if operator is codes.ANY:
            return [each for each in self.characters if each != "\n"]
        if operator is codes.NOT_LITERAL:
            return [each for each in self.characters if each != chr(argument)]
        found = [each for each in self.characters if _is_in(argument, each)]
        return found or [
            chr(value if kind is codes.LITERAL else value[0])
            for kind, value in argument
            if kind in (codes.LITERAL, codes.RANGE)
        ]


def _is_in(members: Any, character: str) -> bool:
    """Whether a class of characters has one."""
    denied = members[0][0] is codes.NEGATE
    for kind, value in members[denied:]:
        if kind is codes.LITERAL and chr(value) == character:
            return not denied
        if kind is codes.RANGE and value[0] <= ord(character) <= value[1]:
            return not denied
        if kind is codes.CATEGORY and _CATEGORIES[value].match(character):
            return not denied
    return bool(denied)


_CATEGORIES = {
    codes.CATEGORY_SPACE: re.compile(r"\s"),
    codes.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    codes.CATEGORY_DIGIT: re.compile(r"\d"),
    codes.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    codes.CATEGORY_WORD: re.compile(r"\w"),
    codes.CATEGORY_NOT_WORD: re.compile(r"\W"),
}
