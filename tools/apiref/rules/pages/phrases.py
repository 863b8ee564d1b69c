"""Phrases in the texts that readers see: slips of grammar and of punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.pages.passages import file_text, passages, passages_with
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import shortened
from apiref.text.prose import AFTER_PART, BEFORE_PART

# No part of a name, path, address or option. The first stands behind the first letter, since the
# search for a letter is fast.
_ALONE, _AFTER = f"(?<!{BEFORE_PART}.)", f"(?!{AFTER_PART})"
_WORD = rf"[A-Za-z]{_ALONE}[A-Za-z]*+"
# "Pre- and post-conditions"; "name- the name".
_BEHIND_HYPHEN = (
    "and or nor but to the this that than as an is it its if in on of for by from with when which"
)
# A vowel letter that is spoken as one: not that of "European", "one" or "unit"; and a consonant
# letter that is spoken as one, in words rather than in acronyms such as "mtu"; and "you".
_VOWEL = (
    r"(?!(?:also|each|else|even|into|only|over|after|until|under)\b)"
    r"(?:[ai]|e(?![uw])|o(?!n[ce]|au|ui)|un(?![ai]))[a-z]{3,}+"
)
_CONSONANT = (
    r"(?:(?:[bcdfgjklmnpqrstvwyz][aeiou][a-z]|(?:[bcdgkpt][lr]|s[cklmnptw]|th)[a-z]{3}"
    r"|uni(?:que|[tvx]|form)|use[rd])[a-z]*+|U(?:UID|RL|RI)\b)"
)
_NOUNS = r"(?:boolean|string|integer|flag|value|parameter|attribute|field|option)"
# Each with its end behind the word, which files are searched for, since letters are everywhere.
_SLIPS = tuple(
    (re.compile(pattern), re.compile(pattern.removeprefix(_WORD)), reason)
    for pattern, reason in (
        (
            rf"{_WORD}-(?<=[a-z]-)\s++(?!(?:{'|'.join(_BEHIND_HYPHEN.split())})\b)[a-z]{{2,}}+"
            r"(?![\w/\\@=(]|[.:]\w)",
            "a space stands behind the hyphen; remove it, or put one in front",
        ),
        (rf"{_WORD}\.\.(?<=[A-Za-z]{{2}}\.\.)(?!\S)", "it ends in two full stops; remove one"),
        (rf"a{_ALONE}\s++{_VOWEL}{_AFTER}", "write 'an'"),
        (rf"[Aa]{_ALONE}n\s++(?!the\b){_CONSONANT}{_AFTER}", "write 'a'"),
        (
            rf"{_WORD}(?:,(?:the|there|then|this|it|which)\b|\(\d{{3}}\),(?=\w))",
            "the space behind the comma is missing",
        ),
        (
            rf"[Tta]{_ALONE}(?:he\s++(?:this|an?)|n?\s++the|\s++an|n\s++a)\b(?=\s+[a-z])",
            "remove one of the two words",
        ),
        (
            rf"[Tt]{_ALONE}his\s++(?:operations|parameters|attributes|methods|values|options|headers"
            r"|properties|resources)\b",
            "write 'these', or the word in the singular",
        ),
        (
            rf"[AaTt]{_ALONE}(?:he|his)?\s++{_NOUNS}\s++(?:indicate|specify|define|determine)\s++"
            r"(?:whether|if)\b",
            "the verb lacks its 's'",
        ),
        (
            rf"(?P<noun>[a-z]{_ALONE}[a-z]*+)\s++of\s++the\s++(?P=noun)\s++of\s++the\b",
            "remove one of the two phrases",
        ),
    )
)
_BRACKET = re.compile(r"[()]")
# An item of an enumeration, or a face.
_NO_END = re.compile(r"(?:(?:^|\s)[\w.]{1,3}|[:;]-?)\Z")


@rule(Severity.WARNING)
def faulty_phrase(tree: Tree) -> Iterator[Defect]:
    """A phrase in a text has a slip of grammar or of punctuation.

    These are a wrong article, a singular with a plural, a word or phrase too many, two full stops,
    and a space behind a hyphen or none behind a comma.

    Passes: "Sorts by an attribute."

    Fails: "Sorts by a attribute."
    """
    for path in tree.texts:
        for pattern, end, reason in _SLIPS:
            for passage in passages_with(tree, path, end):
                matches = list(pattern.finditer(passage.text))
                shown = " ".join(passage.shown.split()) if matches else ""
                for match in matches:
                    phrase = " ".join(match[0].split())
                    # The two may stand in two cells.
                    if phrase in shown:
                        message = f"'{phrase}' is wrong: {reason}"
                        yield Defect(passage.location(match.start()), phrase, message)


@rule(Severity.WARNING)
def bracket_unmatched(tree: Tree) -> Iterator[Defect]:
    """A round bracket in a text is not closed, or was not opened.

    Passes: "The size (in GiB)."

    Fails: "The size (in GiB."
    """
    for path in tree.texts:
        text = file_text(tree, path)
        for passage in passages(tree, path) if text.count("(") != text.count(")") else ():
            shown = passage.shown
            if shown.count("(") == shown.count(")") or "[" in shown:
                continue
            at = _unmatched(passage.text)
            if at is not None:
                bracket = passage.source[at]
                around = " ".join(passage.source[max(0, at - 20) : at + 20].split())
                advice = "close it" if bracket == "(" else "open it, or remove it"
                message = f"the bracket in '{around}' has no counterpart; {advice}"
                yield Defect(passage.location(at), bracket, message)


@rule(Severity.INFO)
def description_unfinished(tree: Tree) -> Iterator[Defect]:
    """A description ends in a colon or a comma.

    What it announces may follow in other rows, but readers cannot know.

    Passes: "The labels of the server."

    Fails: "The labels of the server, each with:"
    """
    for parameter in tree.parameters:
        field = parameter.field("description")
        text = parameter.description.rstrip()
        if field is not None and not field.merged and text.endswith((":", ",")):
            yield Defect(
                field.value_location,
                parameter.key,
                f"the description of '{parameter.key}' breaks off behind"
                f" '{shortened(' '.join(text.split())[-30:])}'; complete it, or end the sentence",
            )


def _unmatched(text: str) -> int | None:
    """Where the first bracket without counterpart stands; None if all have one."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "(":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not _NO_END.search(text, max(0, at - 4), at):
            return at
    return next(iter(opened), None)
