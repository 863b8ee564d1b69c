"""No regular expression of the package takes more than linear time on texts of strangers."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from tests.limits import cpu_limit
from tests.robustness.patterns import Used, modules, near_matches, patterns

SHORT = 4_000
LONG = 8 * SHORT
# Linear work grows eightfold, quadratic work by 64; less time than this cannot be measured.
GROWTH = 24
NOTICEABLE = 0.001
LIMIT = 1.0


def seconds(used: Used, text: str) -> float:
    """The time of the processor for a text; at most ``LIMIT``, at which it is stopped."""
    apply: dict[str, Callable[[], object]] = {
        "match": lambda: used.pattern.match(text),
        "fullmatch": lambda: used.pattern.fullmatch(text),
        "search": lambda: sum(1 for _ in used.pattern.finditer(text)),
    }
    started = time.process_time()
    try:
        with cpu_limit(LIMIT):
            apply[used.method]()
    except AssertionError:
        return LIMIT
    return time.process_time() - started


def is_slow(used: Used, make: Callable[[int], str]) -> bool:
    """Whether the time grows faster than the text, each time that it is measured."""
    short = seconds(used, make(SHORT))
    if short < NOTICEABLE:
        return False
    return all(seconds(used, make(LONG)) > min(GROWTH * short, LIMIT / 2) for _ in range(3))


def slow_text(used: Used) -> tuple[str, str] | None:
    """The beginning and the repeated part of a text that takes more than linear time."""
    for key, make in near_matches(used.pattern).items():
        if is_slow(used, make):
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
