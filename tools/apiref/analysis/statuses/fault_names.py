"""The names of response codes, those of HTTP and those of OpenStack's faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.page import Page, Paragraph, StatusTable, walk
from apiref.model.tree import Tree

_CODE = re.compile(r"[1-5]\d\d")
_LETTERS = re.compile(r"[^a-z]+")
# RFC 9110 and related ones, with older wordings, then OpenStack's own faults.
_NAMES = """
200 ok; 201 created; 202 accepted; 204 nocontent; 206 partialcontent
300 multiplechoices; 301 movedpermanently; 302 found; 303 seeother; 304 notmodified
400 badrequest; 401 unauthorized unauthorised; 402 paymentrequired; 403 forbidden
404 notfound; 405 methodnotallowed; 406 notacceptable; 408 requesttimeout; 409 conflict
410 gone; 411 lengthrequired; 412 preconditionfailed
413 contenttoolarge payloadtoolarge requestentitytoolarge entitytoolarge
414 uritoolong requesturitoolong; 415 unsupportedmediatype
416 rangenotsatisfiable requestedrangenotsatisfiable; 417 expectationfailed
422 unprocessablecontent unprocessableentity; 423 locked; 424 faileddependency
426 upgraderequired; 428 preconditionrequired; 429 toomanyrequests
500 internalservererror; 501 notimplemented; 502 badgateway; 503 serviceunavailable
504 gatewaytimeout; 507 insufficientstorage
404 itemnotfound; 405 badmethod; 409 conflictingrequest buildinprogress
413 overlimit; 429 overlimit; 413 ratelimit; 429 ratelimit; 415 badmediatype
"""
# Words that are seldom names in lower case: "(if found (200))".
_PLAIN = frozenset("ok created accepted found gone locked".split())
_NAME = r"[A-Za-z][A-Za-z-]*(?: [A-Za-z-]+){0,3}"
_ITEM = (
    rf"(?:(?P<name>{_NAME}) ?\(\s?(?P<code>[1-5]\d\d)\s?\)"
    rf"|(?P<code_first>[1-5]\d\d)(?: ?\(\s?| - | )(?P<name_last>{_NAME})\)?)"
)


class Misnamed(NamedTuple):
    """A code with the name of another one; ``fitting`` are the codes with that name.

    ``location`` is that of the name, ``code_location`` that of the code.
    """

    name: str
    code: int
    fitting: tuple[int, ...]
    location: Location
    code_location: Location


@cache
def _codes_by_name() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for entry in re.split(r"[;\n]", _NAMES):
        number, *names = entry.split() or [""]
        for name in names:
            found[name] = (*found.get(name, ()), int(number))
    return found


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[:,;|]|\band|\bor)\s*{_ITEM}(?=\s*(?:$|[,;.|(\n]|and\b|or\b|if\b))")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?:HTTP )?{_ITEM}\.?")


def codes_of(name: str) -> tuple[int, ...]:
    """The codes that a name stands for; empty if it is unknown."""
    letters = _LETTERS.sub("", name.lower())
    codes = _codes_by_name()
    return codes.get(letters) or codes.get(letters.removeprefix("http")) or ()


@per_tree
def misnamed_codes(tree: Tree) -> tuple[Misnamed, ...]:
    """Misnamed codes in lists of codes, in literals, and in paragraphs of nothing else."""
    return tuple(found for page in tree.pages.values() for found in _of_page(page))


def _of_page(page: Page) -> Iterator[Misnamed]:
    blocks = list(walk(page.body))
    lists = {block.location for block in blocks if isinstance(block, StatusTable) and block.is_text}
    for block in blocks:
        if not isinstance(block, Paragraph) or not _CODE.search(block.text):
            continue
        matches = [match for text in block.literals if (match := _alone().fullmatch(text))]
        if block.location in lists:
            matches += _listed().finditer(block.text)
        elif match := _alone().fullmatch(block.text.strip()):
            matches.append(match)
        seen: set[Location] = set()
        for match in matches:
            found = _judged(page, block, match)
            if found is not None and found.location not in seen:
                seen.add(found.location)
                yield found


def _judged(page: Page, block: Paragraph, match: re.Match[str]) -> Misnamed | None:
    name = match["name"] or match["name_last"]
    code = int(match["code"] or match["code_first"])
    fitting = codes_of(name)
    if not fitting or code in fitting or name in _PLAIN:
        return None
    words = re.escape(name).replace(r"\ ", r"\s+")
    first, second = (words, str(code)) if match["name"] else (str(code), words)
    wanted = re.compile(rf"\b({first})(\W{{1,8}})({second})\b")
    start = block.location
    end = start.line + block.text.count("\n")
    for number, line in enumerate(page.lines[start.line - 1 : end], start.line):
        place = wanted.search(line)
        if place is not None:
            one, other = (Location(page.path, number, place.start(group) + 1) for group in (1, 3))
            ends = (one, other) if match["name"] else (other, one)
            return Misnamed(name, code, fitting, *ends)
    return Misnamed(name, code, fitting, start, start)
