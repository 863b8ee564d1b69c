"""Reads comments that suppress rules.

``.. apiref: ignore=rule-name`` in RST suppresses the rule for the next block and the sample that
it shows; ``# apiref: ignore=rule-name`` in YAML for its own line or, alone on a line, for the next
entry. ``ignore-file=`` suppresses the rule for the whole file. Several names are separated by
commas. A comment that is almost in one of these forms becomes a suppression without a rule, so
that it can be reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from apiref.model.location import Location
from apiref.model.page import Comment, Page, SampleReference, walk
from apiref.model.suppression import Suppression
from apiref.model.yaml_file import YamlComment

_OTHERS = (".. apiref:", "# apiref:")
_COMMENT = re.compile(r"^apiref:\s*(?P<kind>ignore(?:-file)?)\s*=\s*(?P<rules>.+)$", re.DOTALL)
_NEARLY = re.compile(r"apiref[:\s]\s*(?:ignor|disabl)", re.IGNORECASE)


def of_page(page: Page) -> Iterator[Suppression]:
    """The suppressions in the comments of a page."""
    for block in walk(page.body):
        if not isinstance(block, Comment):
            continue
        match = _COMMENT.match(block.text.strip())
        if match is None:
            yield from _unread(block.text, block.location)
            continue
        first = block.location.line
        last = None
        samples: frozenset[str] = frozenset()
        if match["kind"] == "ignore":
            last = _end_of_block(page.lines, first)
            samples = frozenset(
                shown.path
                for shown in walk(page.body)
                if isinstance(shown, SampleReference)
                and shown.path is not None
                and first <= shown.location.line <= last
            )
        yield from _suppressions(match["rules"], block.location, first, last, samples)


def of_yaml(comments: Iterable[YamlComment], text: str) -> Iterator[Suppression]:
    """The suppressions in the comments of a YAML file with this text."""
    lines: list[str] | None = None
    for comment in comments:
        match = _COMMENT.match(comment.text.strip())
        if match is None:
            yield from _unread(comment.text, comment.location)
            continue
        if lines is None:
            lines = text.splitlines()
        first = comment.location.line
        last: int | None = first
        if match["kind"] == "ignore-file":
            last = None
        elif not lines[first - 1][: comment.location.column - 1].strip():
            last = _end_of_block(tuple(lines), first)
        yield from _suppressions(match["rules"], comment.location, first, last, frozenset())


def _unread(text: str, place: Location) -> Iterator[Suppression]:
    if _NEARLY.match(text.strip()):
        yield Suppression("", place, place.line, place.line, text=" ".join(text.split()))


def _suppressions(
    rules: str, place: Location, first: int, last: int | None, samples: frozenset[str]
) -> Iterator[Suppression]:
    for name in re.split(r"[,\s]+", rules.strip()):
        if name:
            yield Suppression(name, place, first, last, samples)


def _end_of_block(lines: tuple[str, ...], comment: int) -> int:
    """The last line of the block below a comment: its first line and all lines indented deeper.

    Adornments belong to a title, following lines to a paragraph.
    """
    number = comment + 1
    while number <= len(lines) and (
        not lines[number - 1].strip() or lines[number - 1].lstrip().startswith(_OTHERS)
    ):
        number += 1
    if number > len(lines):
        return comment
    indent = _indent(lines[number - 1])
    last = number
    blank = False
    for following in range(number + 1, len(lines) + 1):
        line = lines[following - 1]
        if not line.strip():
            blank = True
            continue
        if _indent(line) <= indent and (blank or ":" in line or line.startswith("..")):
            break
        last = following
    return last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
