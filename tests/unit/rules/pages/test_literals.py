"""Rules of ``apiref.rules.pages.literals``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected

TREE = """\
=== api-ref/source/index.rst
Things
======

.. rest_method:: GET /things/{created_at}

.. rest_status_code:: success status.yaml

   - 200: shown

.. rest_parameters:: parameters.yaml

   - created_at: created_at
=== api-ref/source/status.yaml
200:
  shown: |
    See ``created_at``.
=== api-ref/source/parameters.yaml
created_at:
  description: |
    The time, ``null`` or ``now``.

    Or ``later``.
  in: path
  required: true
  type: string
"""
RULES = ("description-markup", "literal-misspelt")


def test_valid_descriptions_are_silent(tmp_path: Path) -> None:
    assert_expected(tmp_path, TREE, *RULES)


def test_a_literal_that_is_not_closed(tmp_path: Path) -> None:
    bad = TREE.replace("``null`` or ``now``.", "``null or ``now``. <<< description-markup")
    assert_expected(tmp_path, bad, *RULES)


def test_two_literals_that_are_not_closed_are_one_finding(tmp_path: Path) -> None:
    bad = TREE.replace("``null`` or ``now``.", "``null or ``now``. <<< description-markup")
    (found,) = assert_expected(tmp_path, bad.replace("``later``", "``later"), *RULES)
    assert found.subject == "created_at"
    assert "backticks: 'The time, ``null or ``now``.';" in found.message


def test_a_literal_of_a_reason_that_is_not_closed(tmp_path: Path) -> None:
    bad = TREE.replace("See ``created_at``.", "See created_at``. <<< description-markup")
    assert_expected(tmp_path, bad, *RULES)


@pytest.mark.parametrize("words", ["``now``s or ``later``.", "``null``, or ``now``and ``then``."])
def test_a_letter_behind_a_literal(tmp_path: Path, words: str) -> None:
    bad = TREE.replace("``null`` or ``now``.", f"{words} <<< description-markup")
    (found,) = assert_expected(tmp_path, bad, *RULES)
    assert found.message == "a letter follows ``now`` directly; put a space between them"
    assert found.location.column == 15 + words.find("``now``")


@pytest.mark.parametrize("words", ["``now``\\ s, ``a``, ``b`` c.", "`now`s or ``(a)``-``b``."])
def test_what_ends_a_literal(tmp_path: Path, words: str) -> None:
    assert_expected(tmp_path, TREE.replace("``null`` or ``now``.", words), *RULES)


def test_a_block_of_code_may_hold_backticks(tmp_path: Path) -> None:
    block = "Or::\n\n        a `` b"
    assert_expected(tmp_path, TREE.replace("Or ``later``.", block), *RULES)


def test_a_misspelt_literal(tmp_path: Path) -> None:
    bad = TREE.replace("See ``created_at``.", "See ``craeted_at``. <<< literal-misspelt")
    found = assert_expected(tmp_path, bad, *RULES)
    assert found[0].location.column == 9
    assert "did you mean ``created_at``?" in found[0].message


@pytest.mark.parametrize(("samples", "mark"), [(1, ""), (2, "  <<< literal-misspelt")])
def test_a_value_that_is_misspelt_in_a_sample(tmp_path: Path, samples: int, mark: str) -> None:
    """Once a false alarm: the only sample with a similar value has the typo."""
    tree = TREE.replace("Or ``later``.", f"``build`` or ``later``.{mark}")
    for number in range(samples):
        tree = tree.replace("Things\n===", f".. literalinclude:: {number}.json\n\nThings\n===")
        tree += f'=== api-ref/source/{number}.json\n{{"a": "bulid"}}\n'
    assert_expected(tmp_path, tree, *RULES)


def test_a_misspelt_literal_of_a_page(tmp_path: Path) -> None:
    bad = TREE.replace("status_code:: success", "status_code:: success").replace(
        ".. rest_status", "Sorted by\n``creatd_at``. <<< literal-misspelt\n\n.. rest_status"
    )
    assert_expected(tmp_path, bad, *RULES)


def test_other_words_and_dashes_are_not_typos(tmp_path: Path) -> None:
    text = "See ``create_at``, ``updated_at`` and ``created-at``."
    fine = TREE.replace("See ``created_at``.", text)
    found = assert_expected(tmp_path, fine.replace("``create_at``, ", ""), *RULES)
    assert not found


def test_a_literal_of_a_page_that_is_not_closed(tmp_path: Path) -> None:
    bad = TREE.replace(
        ".. rest_parameters",
        "A thing is\neither ``on or ``off``. <<< description-markup\n\n.. rest_parameters",
    )
    found = assert_expected(tmp_path, bad, "description-markup")
    assert found[0].location.column == 10


def test_a_url_that_no_operation_has(tmp_path: Path) -> None:
    text = (
        "Ask ``/things`` or ``GET /things/{created_at}?limit=3`` or ``/elsewhere``.\n\n"
        "Ask ``/tihngs``. <<< literal-misspelt\n\n"
        "Ask ``GET /thigs?limit=3``. <<< literal-misspelt\n\n"
    )
    bad = TREE.replace(".. rest_parameters", f"{text}.. rest_parameters")
    found = assert_expected(tmp_path, bad, "literal-misspelt")
    assert "did you mean ``GET /things?limit=3``?" in found[1].message


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The ``creatd_at`` configuration option.", ""),
        ("The ``creatd_at`` option.", ""),
        ("The ``creatd_at`` policy.", ""),
        ("The ``creatd_at`` field.", " <<< literal-misspelt"),
        ("The option ``creatd_at``.", " <<< literal-misspelt"),
    ],
)
def test_options_of_the_service_have_names_of_their_own(
    tmp_path: Path, text: str, mark: str
) -> None:
    """Once a false alarm, both on a page and in a description."""
    assert_expected(tmp_path, TREE.replace("See ``created_at``.", text + mark), *RULES)
    bad = TREE.replace(".. rest_parameters", f"{text}{mark}\n\n.. rest_parameters")
    assert_expected(tmp_path, bad, *RULES)


def test_the_last_line_of_a_cell(tmp_path: Path) -> None:
    """Once reported at its first line."""
    cell = "See\n       it,\n       it,\n       it,\n       it,\n       it,\n       ``creatd_at``."
    table = f".. list-table::\n\n   * - {cell} <<< literal-misspelt\n\n"
    bad = TREE.replace(".. rest_parameters", f"{table}.. rest_parameters")
    (found,) = assert_expected(tmp_path, bad, *RULES)
    assert found.location.column == 8


def test_a_reason_behind_texts_of_other_kinds(tmp_path: Path) -> None:
    tree = TREE.replace("Or ``later``.", "Or::\n\n        a `` b")
    bad = tree.replace("See ``created_at``.", "See created_at``. <<< description-markup")
    assert_expected(tmp_path, bad, *RULES)
    plain = TREE.replace("The time, ``null`` or ``now``.\n\n    Or ``later``.", "The time.")
    bad = plain.replace("See ``created_at``.", "See created_at``. <<< description-markup")
    assert_expected(tmp_path / "plain", bad, *RULES)
