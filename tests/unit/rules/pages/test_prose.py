"""Rules of ``apiref.rules.pages.prose``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.cli import main
from apiref.model.finding import Finding
from tests.trees import assert_expected, write_tree

PAGE = "api-ref/source/things.inc"
PARAMETERS = "api-ref/source/parameters.yaml"
TREE = f"""\
=== api-ref/source/index.rst
===
API
===

.. rest_expand_all::

.. include:: things.inc
=== {PAGE}
Show thing
==========

.. rest_method:: GET /things/{{id}}

TEXT

.. rest_status_code:: success status.yaml

   - 200: shown

.. rest_parameters:: parameters.yaml

   - id: id

.. literalinclude:: thing.json
=== {PARAMETERS}
id:
  description: |
    DESCRIPTION
  in: path
  required: true
  type: string
=== api-ref/source/status.yaml
200:
  shown: |
    REASON
=== api-ref/source/thing.json
{{"recieved": "seperate", "note": "teh thing"}}
"""
RULES = ("misspelt-word", "repeated-word")


def _check(root: Path, **texts: str) -> list[Finding]:
    """Compare the findings in a page, a description or a reason with the marks in it."""
    tree = TREE
    for place in ("TEXT", "DESCRIPTION", "REASON"):
        tree = tree.replace(place, texts.get(place.lower(), "It."))
    return assert_expected(root, tree, *RULES)


@pytest.mark.parametrize("place", ["text", "description", "reason"])
@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("It is teh thing.", "misspelt-word"),
        ("Teh thing.", "misspelt-word"),
        ("**Teh** thing (teh).", "misspelt-word, misspelt-word"),
        ("It is the the thing.", "repeated-word"),
        ("The the thing.", "repeated-word"),
        ("It is a thing thing.", "repeated-word"),
        ("Is it a a thing?", "repeated-word"),
        ("It had had a a thing.", "repeated-word"),
    ],
)
def test_words(tmp_path: Path, place: str, words: str, rule: str) -> None:
    found = _check(tmp_path, **{place: f"{words}  <<< {rule}"})
    assert found[0].location.column > (1 if place != "text" or words[0] != "T" else 0)
    assert [each.fix.changes for each in found if each.fix] == [1] * len(found)


@pytest.mark.parametrize("place", ["text", "description", "reason"])
@pytest.mark.parametrize(
    "words",
    [
        # Names, and what is marked as one.
        "The id recieved from ``teh`` thing, and ``the`` the next one.",
        "The value seperate of TEH, os-teh, teh_thing, teh.py, /teh/ and iTeh.",
        "See `the thing <http://example.org/teh/teh>`_, http://example.org/teh and :teh:`teh`.",
        "Its |teh| and *the* the, and ``a`` a ``a``.",
        # Doubled words that are right.
        "It had had a name that that thing has, which it is bound to to show it.",
        "It is the thing. The thing is. Thing, thing: thing",
        "The thing-the the-thing is x x.",
    ],
)
def test_right_words(tmp_path: Path, place: str, words: str) -> None:
    _check(tmp_path, **{place: words})


def test_what_is_code(tmp_path: Path) -> None:
    _check(tmp_path, text="Such as::\n\n   teh the the\n")
    _check(tmp_path, description="Such as::\n\n        teh the the\n\n    .. code::\n\n       teh")


def test_a_title_is_told_once(tmp_path: Path) -> None:
    """Not also as a misspelt title of a part of the operation."""
    title = "Response Paramters  <<< section-title-misspelt\n------------------\n\nIt."
    tree = TREE.replace("TEXT", title).replace("DESCRIPTION", "It.").replace("REASON", "It.")
    assert_expected(tmp_path, tree, *RULES, "section-title-misspelt")


def test_two_lines(tmp_path: Path) -> None:
    _check(tmp_path, text="It is the  <<< repeated-word\nthe thing.")
    _check(tmp_path, text="It is the\n\nthe thing.")
    _check(tmp_path, description="It is the\n\n    the thing.")


def test_cells(tmp_path: Path) -> None:
    _check(tmp_path, text="=====  =====\nthing  thing\nteh    it  <<< misspelt-word\n=====  =====")
    table = ".. list-table::\n\n   * - thing\n     - thing thing  <<< repeated-word"
    _check(tmp_path, text=table)


@pytest.mark.parametrize(
    ("known", "typo"),
    [
        # No dictionary has them.
        ("zonelets", "zoneelts"),
        ("zonelets", "zomnelets"),
        ("zonelets", "Zonlets"),
        # Three letters in a row.
        ("zoneless", "zonelesss"),
    ],
)
def test_a_typo_of_a_frequent_word(tmp_path: Path, known: str, typo: str) -> None:
    others = f"{known}\n\n{known}\n\n{known}"
    (found,) = _check(tmp_path, description=f"It {typo}.  <<< misspelt-word", text=others)
    meant = known.capitalize() if typo.istitle() else known
    assert found.message == f"'{typo}' is misspelt; did you mean '{meant}'?"
    assert found.fix is not None
    _check(tmp_path / "few", description=f"It {typo}.", text=others.replace(known, "It", 1))
    _check(tmp_path / "often", description=f"It {typo}, {typo}.", text=f"{others}\n\n{typo}")
    _check(tmp_path / "name", description=f"``{typo}``, {typo}.", text=others)


@pytest.mark.parametrize(
    ("known", "other"),
    [
        # Words in capitals are names, and the letter is doubled rightly, or in both.
        ("results", "RESUTLS"),
        ("later", "latter"),
        ("labeled", "labelled"),
        # The dictionary has it, and it is short.
        ("string", "storing"),
        ("there", "three"),
        ("abcde", "abdce"),
    ],
)
def test_words_like_frequent_ones(tmp_path: Path, known: str, other: str) -> None:
    _check(tmp_path, description=f"It {other}.", text=f"{known}\n\n{known}\n\n{known}")


def test_words_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "apiref.toml").write_text('words = ["Teh"]\n')
    _check(tmp_path, text="It is teh thing.")


def test_several_corrections_are_all_told(tmp_path: Path) -> None:
    (found,) = _check(tmp_path, text="It is ths thing.  <<< misspelt-word")
    assert found.message == "'ths' is misspelt; did you mean 'the' or 'this'?"
    assert found.fix is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is teh thing.", "It is the thing."),
        ("Teh thing.", "The thing."),
        ("It is the the thing.", "It is the thing."),
        ("The the thing.", "The thing."),
        ("It is the\nthe thing.", "It is\nthe thing."),
        ("It is the\nthe", "It is\nthe"),
        # Which one is meant is open, or a line would be empty.
        ("It is ths thing.", "It is ths thing."),
        ("the\nthe thing.", "the\nthe thing."),
    ],
)
@pytest.mark.parametrize("path", [PAGE, PARAMETERS])
def test_fixes(tmp_path: Path, before: str, after: str, path: str) -> None:
    place = "TEXT" if path == PAGE else "DESCRIPTION"
    if path == PARAMETERS:
        before, after = before.replace("\n", "\n    "), after.replace("\n", "\n    ")
    others = TREE.replace("REASON", "It.")
    write_tree(tmp_path, others.replace(place, before))
    main(["check", "--fix", "--no-cache", str(tmp_path)])
    assert f"{after}\n" in (tmp_path / path).read_text()


def test_a_title_is_not_fixed_since_others_link_to_it(tmp_path: Path) -> None:
    title = "Teh part part  <<< misspelt-word, repeated-word\n~~~~~~~~~~~~~\n\nIt."
    assert [found.fix for found in _check(tmp_path, text=title)] == [None, None]
