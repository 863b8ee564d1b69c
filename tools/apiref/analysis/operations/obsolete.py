"""Operations that are documented only because they once existed, and pages nobody updates."""

from __future__ import annotations

import re

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Comment, Paragraph, SampleReference, walk
from apiref.model.tree import Tree

_GONE = r"(?:deprecated|obsolete|removed)\b"
_TITLE = re.compile(rf"(?:^|\(){_GONE}", re.IGNORECASE)
_TEXT = re.compile(
    r"\b(?:this|these|the)(?: \S+)? (?:APIs?|actions?|calls?|operations?|extensions?)"
    rf" (?:is|are|was|were|has been|have been) (?:\w+ )?{_GONE}"
    r"|\b(?:it|they) (?:was|were) (?:\w+ )?removed in (?:the )?(?:[A-Z]\w+ )?v?\d"
    r"|\bfail with (?:an? )?(?:HTTP )?404 (?:starting|from|since)\b",
    re.IGNORECASE,
)
_PAGE = r"(?:this|these) (?:page|file|document|documentation)s?\b"
_WAIVER = re.compile(
    rf"\b(?:do not|don't) (?:update|maintain) {_PAGE}"
    rf"|\b{_PAGE} (?:is|are) (?:no longer|not) (?:\w+ )?(?:maintained|updated)\b",
    re.IGNORECASE,
)


@per_tree
def waived_files(tree: Tree) -> frozenset[str]:
    """The pages that say that nobody is to update them, and the samples that only these show.

    They say so in a comment or in their text, or all pages that include them do.
    """
    said: set[str] = set()
    blocks: list[Comment | Paragraph] = [*tree.blocks(Comment), *tree.blocks(Paragraph)]
    for block in blocks:
        text = " ".join(block.text.split())
        # A program that writes a page keeps it right.
        if _WAIVER.search(text) and "generated" not in text:
            said.add(block.location.path)
    if not said:
        return frozenset()
    found: set[str] = set()
    while said - found:
        found |= said
        for path, places in tree.included.items():
            if {place.path for place in places} <= found:
                said.add(path)
    shown: dict[str, set[str]] = {}
    for reference in tree.blocks(SampleReference):
        shown.setdefault(reference.path or "", set()).add(reference.location.path)
    return frozenset(found | {path for path, pages in shown.items() if pages <= found})


def is_obsolete(tree: Tree, operation: Operation) -> bool:
    """Whether an operation is deprecated or removed, so that nobody completes its documentation.

    Its title, one above it or its text says so, or the text at the start of its page.
    """
    return operation.location in _obsolete(tree)


@per_tree
def _obsolete(tree: Tree) -> frozenset[Location]:
    by_page: dict[str, list[Operation]] = {}
    for operation in tree.operations:
        by_page.setdefault(operation.page, []).append(operation)
    found = set()
    for path, operations in by_page.items():
        start = min(operation.title_location.line for operation in operations)
        texts = [block for block in walk(tree.pages[path].body) if isinstance(block, Paragraph)]
        is_page = any(text.location.line in range(start) and _says_so(text) for text in texts)
        for operation in operations:
            titles = (operation.title, *operation.headings)
            if (
                is_page
                or any(map(_TITLE.search, titles))
                or any(map(_says_so, operation.paragraphs))
            ):
                found.add(operation.location)
    return frozenset(found)


def _says_so(paragraph: Paragraph) -> bool:
    return _TEXT.search(" ".join(paragraph.text.split())) is not None
