"""Reads one page of a text, for tests of readers."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from apiref.model.location import Location, Problem
from apiref.model.page import Page, walk
from apiref.read.files import Files
from apiref.read.pages import read_page

PATH = "source/v2/things.inc"
Kind = TypeVar("Kind")


def read(text: str) -> tuple[Page, list[Problem]]:
    return read_page(PATH, text, "source", Files(Path(__file__).parent), PATH)


def blocks(text: str, kind: type[Kind]) -> list[Kind]:
    """The blocks of a kind in a page, in order."""
    page, _ = read(text)
    return [block for block in walk(page.body) if isinstance(block, kind)]


def at(text: str, wanted: str, skip: int = 0) -> Location:
    """The location of a text in a page, after ``skip`` earlier occurrences."""
    offset = -1
    for _ in range(skip + 1):
        offset = text.index(wanted, offset + 1)
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Location(
        PATH, before.count("\n") + 1, offset - max(text.rfind(c, 0, offset) for c in "\r\n")
    )
