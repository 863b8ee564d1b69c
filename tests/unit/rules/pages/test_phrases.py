"""Rules of ``apiref.rules.pages.phrases``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.pages.test_prose import TREE

RULES = ("faulty-phrase", "bracket-unmatched", "description-unfinished")


def _check(root: Path, **texts: str) -> list[str]:
    """Compare the findings in a page, a description or a reason; return their messages."""
    tree = TREE
    for place in ("TEXT", "DESCRIPTION", "REASON"):
        tree = tree.replace(place, texts.get(place.lower(), "It."))
    return [found.message for found in assert_expected(root, tree, *RULES)]


@pytest.mark.parametrize("place", ["text", "description", "reason"])
@pytest.mark.parametrize(
    ("words", "phrase", "advice"),
    [
        ("Its cross- zone size.", "cross- zone", "hyphen; remove it, or put one in front"),
        ("It is a open thing.", "a open", "write 'an'"),
        ("It is a unused thing.", "a unused", "write 'an'"),
        ("Shows an thing.", "an thing", "write 'a'"),
        ("An spare one.", "An spare", "write 'a'"),
        ("An unique thing.", "An unique", "write 'a'"),
        ("It is an UUID.", "an UUID", "write 'a'"),
        ("Sorts by the this key.", "the this", "remove one of the two words"),
        ("This options apply.", "This options", "write 'these', or the word in the singular"),
        ("A flag specify whether.", "A flag specify whether", "the verb lacks its 's'"),
        ("All things..", "things..", "two full stops; remove one"),
        ("If it is full,the oldest.", "full,the", "the space behind the comma is missing"),
        ("It is gone(410),full(507).", "gone(410),", "the space behind the comma is missing"),
        (
            "The size of the size of the thing.",
            "size of the size of the",
            "remove one of the two phrases",
        ),
    ],
)
def test_slips(tmp_path: Path, place: str, words: str, phrase: str, advice: str) -> None:
    (message,) = _check(tmp_path, **{place: f"{words}  <<< faulty-phrase"})
    assert message.startswith(f"'{phrase}' is wrong: ")
    assert message.endswith(advice)


@pytest.mark.parametrize("place", ["text", "description", "reason"])
@pytest.mark.parametrize(
    "words",
    [
        "Pre- and post-checks of a cross-zone thing, the one- or two-part key.",
        "Key- the name. A - b. An option --all- of it.",
        "A European one, a one-time use, a unit, a unanimous user, a once open thing, a ewe.",
        "An hour, an HTTP, an mtu, an rpc, an ssh key, an md5 sum, an xml file.",
        "An sla, an snmp trap, an sqlite file.",
        "An unimportant, unidentified or unset thing, a UUID.",
        "From port A and port a to it, option a also.",
        "This lists all. Read this: the list.",
        "A flag specifies whether. See ../things, from 1..5, and so on...",
        "The name of the thing of the thing. Keys such as a,b or name,size.",
        "The port to attach it to for now. The ``a`` action, ``a action`` and ``x..``.",
    ],
)
def test_what_is_no_slip(tmp_path: Path, place: str, words: str) -> None:
    _check(tmp_path, **{place: words})


def test_a_phrase_over_two_lines(tmp_path: Path) -> None:
    (message,) = _check(tmp_path, description="Its cross-  <<< faulty-phrase\n    zone size.")
    assert message.startswith("'cross- zone' is wrong: a space stands behind the hyphen")


def test_words_in_two_cells_are_no_phrase(tmp_path: Path) -> None:
    _check(tmp_path, text="===== ======\nis a  action\n===== ======\nis a  image\n===== ======")


@pytest.mark.parametrize("place", ["text", "description", "reason"])
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("The size (in GiB.", "the bracket in 'The size (in GiB.' has no counterpart; close it"),
        (
            "A size in ``GiB``) of it.",
            "the bracket in 'A size in ``GiB``) of it.' has no counterpart; open it, or remove it",
        ),
    ],
)
def test_a_bracket_alone(tmp_path: Path, place: str, words: str, message: str) -> None:
    assert _check(tmp_path, **{place: f"{words}  <<< bracket-unmatched"}) == [message]


@pytest.mark.parametrize("place", ["text", "description", "reason"])
@pytest.mark.parametrize(
    "words",
    [
        "The size (in GiB (or ``)``)).",
        "1.) It is on, 2.) off.",
        "Either a) it is on, or b) it is off :)",
        "A number in [0, 1).",
        "The size (in\n    GiB).",
    ],
)
def test_brackets_that_are_right(tmp_path: Path, place: str, words: str) -> None:
    _check(tmp_path, **{place: words.replace("\n    ", "\n") if place == "text" else words})


@pytest.mark.parametrize("end", [":", ","])
def test_a_description_that_breaks_off(tmp_path: Path, end: str) -> None:
    tree = TREE.replace("description: |", "description: |  <<< description-unfinished")
    tree = tree.replace("DESCRIPTION", f"The labels, with{end}").replace("TEXT", "With:")
    (found,) = assert_expected(tmp_path, tree.replace("REASON", "It."), *RULES)
    assert "breaks off behind 'The labels, with" in found.message


def test_a_colon_within_a_description(tmp_path: Path) -> None:
    _check(tmp_path, description="The labels, with:\n\n    * a name,\n    * a colour.")
