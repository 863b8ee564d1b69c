"""No regular expression of the package takes more than linear time on texts of strangers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.limits import cpu_limit
from tests.robustness.patterns import Used, modules, near_matches, patterns

# A linear pattern reads so many characters in about 10 ms, a quadratic one in more than 10 s:
# whether a second is enough depends neither on the machine nor on what else it does.
LENGTH = 200_000
LIMIT = 1.0


def is_slow(used: Used, text: str) -> bool:
    """Whether the pattern takes more of the processor for a text than linear work would."""
    apply: dict[str, Callable[[], object]] = {
        "match": lambda: used.pattern.match(text),
        "fullmatch": lambda: used.pattern.fullmatch(text),
        "search": lambda: sum(1 for _ in used.pattern.finditer(text)),
    }
    try:
        with cpu_limit(LIMIT):
            apply[used.method]()
    except AssertionError:
        return True
    return False


def slow_text(used: Used) -> tuple[str, str] | None:
    """The beginning and the repeated part of a text that takes more than linear time."""
    for key, make in near_matches(used.pattern).items():
        if is_slow(used, make(LENGTH)):
            return key
    return None


@pytest.mark.parametrize("module", modules())
def test_patterns_are_linear(module: str) -> None:
    slow = {
        used.place: (used.pattern.pattern, used.method, text)
        for used in patterns(module)
        if (text := slow_text(used))
    }
    assert not slow


@pytest.mark.parametrize(
    ("text", "method"),
    [
        (r"\s+$", "search"),
        (r"(?:a|aa)+", "fullmatch"),
        (r"(\w+\s?)*:", "match"),
        (r"x\s*\n\s*y", "match"),
        (r"from .* to", "search"),
        (r"(?=.*\d)a", "search"),
    ],
)
def test_slow_patterns_are_noticed(text: str, method: str) -> None:
    assert slow_text(Used("here", re.compile(text), method))


@pytest.mark.parametrize(
    ("text", "method"),
    [
        (r"\s+$", "match"),
        (r"(?<!\s)\s+$", "search"),
        (r"\w+:", "match"),
        (r"\b\w{1,40}:", "search"),
    ],
)
def test_linear_patterns_pass(text: str, method: str) -> None:
    assert not slow_text(Used("here", re.compile(text), method))
