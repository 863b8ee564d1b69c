"""Rules of ``apiref.rules.pages.literals``."""

from pathlib import Path

import pytest

from apiref.text.typos import OFTEN
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


@pytest.mark.parametrize("mark", [" <<< literal-misspelt", ""])
def test_a_constant_that_is_used_without_marks(tmp_path: Path, mark: str) -> None:
    text = "``BARREL_EMTY``." if mark else "``BARREL_EMPTY``."
    used = "It is BARREL_EMPTY.\n\nOr 'BARREL_EMPTY'.\n\n"
    tree = TREE.replace("See ``created_at``.", f"See {text}{mark}")
    assert_expected(tmp_path, tree.replace(".. rest_status", f"{used}.. rest_status"), *RULES)


def test_another_letter_in_a_long_name(tmp_path: Path) -> None:
    bad = TREE.replace("See ``created_at``.", "See ``creoted_at``. <<< literal-misspelt")
    (found,) = assert_expected(tmp_path, bad, *RULES)
    assert found.message.endswith("did you mean ``created_at``?")


def test_a_misspelt_literal(tmp_path: Path) -> None:
    bad = TREE.replace("See ``created_at``.", "See ``craeted_at``. <<< literal-misspelt")
    found = assert_expected(tmp_path, bad, *RULES)
    assert found[0].location.column == 9
    assert "did you mean ``created_at``?" in found[0].message


@pytest.mark.parametrize("shown", ['{"a": "bulid"}', '[{"bulid": 1}, {"bulid": 2}]'])
@pytest.mark.parametrize(("samples", "mark"), [(1, ""), (2, "  <<< literal-misspelt")])
def test_a_word_that_is_misspelt_in_a_sample(
    tmp_path: Path, shown: str, samples: int, mark: str
) -> None:
    """Once a false alarm: the only sample with a similar value or name has the typo."""
    tree = TREE.replace("Or ``later``.", f"``build`` or ``later``.{mark}")
    for number in range(samples):
        tree = tree.replace("Things\n===", f".. literalinclude:: {number}.json\n\nThings\n===")
        tree += f"=== api-ref/source/{number}.json\n{shown}\n"
    assert_expected(tmp_path, tree, *RULES)


def test_a_part_of_the_name_of_a_row(tmp_path: Path) -> None:
    bad = TREE.replace("See ``created_at``.", "See ``quatnity``. <<< literal-misspelt")
    row = "   - created_at: created_at\n   - thing.quantity.sum: created_at"
    assert_expected(tmp_path, bad.replace("   - created_at: created_at", row), *RULES)


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
        "Ask ``/tihngs/{created_at}``. <<< literal-misspelt\n\n"
        "Ask ``GET /thigs?limit=3``. <<< literal-misspelt\n\n"
    )
    bad = TREE.replace(".. rest_parameters", f"{text}.. rest_parameters")
    found = assert_expected(tmp_path, bad, "literal-misspelt")
    assert "did you mean ``GET /things?limit=3``?" in found[2].message


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


def test_a_literal_of_a_later_paragraph_that_is_not_closed(tmp_path: Path) -> None:
    bad = TREE.replace("Or ``later``.", "Or ``later. <<< description-markup")
    assert_expected(tmp_path, bad, *RULES)


def test_a_literal_over_two_lines_that_is_not_closed(tmp_path: Path) -> None:
    text = "A thing is\neither ``on <<< description-markup\nor ``off``."
    bad = TREE.replace(".. rest_parameters", f"{text}\n\n.. rest_parameters")
    (found,) = assert_expected(tmp_path, bad, "description-markup")
    assert (found.subject, found.location.column) == ("on or ``off", 10)


@pytest.mark.parametrize(
    ("first", "text", "column"),
    [
        ("", "It\n    is\n    ``craeted_at``.  <<< literal-misspelt", 5),
        (" <<< literal-misspelt", "It\n    is\n    so\n    ``craeted_at``.", 3),
    ],
)
def test_a_text_of_folded_lines(tmp_path: Path, first: str, text: str, column: int) -> None:
    """Its later lines are not searched: the next text might have the word as well."""
    bad = TREE.replace("shown: |", f"shown: >{first}").replace("See ``created_at``.", text)
    (found,) = assert_expected(tmp_path, bad, *RULES)
    assert found.location.column == column


@pytest.mark.parametrize(("times", "mark"), [(OFTEN - 1, " <<< literal-misspelt"), (OFTEN, "")])
def test_a_word_that_is_used_often(tmp_path: Path, times: int, mark: str) -> None:
    lines = "".join(f"See ``creatd_at``.{mark}\n\n" for _ in range(times))
    assert_expected(tmp_path, TREE.replace(".. rest_param", f"{lines}.. rest_param"), *RULES)


ENTRY = "=== api-ref/source/parameters.yaml\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("   - created_at: ", "   - creatd_at: created_at\n   - created_at: "),
        ("   - created_at: ", "   - other: creatd_at\n   - created_at: "),
        ("rest_method:: GET", "rest_method:: GET /parts/{creatd_at}\n.. rest_method:: GET"),
        (ENTRY, f'=== api-ref/source/x.json\n{{"creatd_at": 1}}\n{ENTRY}'),
        (ENTRY, f'=== api-ref/source/x.json\n{{"a": "creatd_at"}}\n{ENTRY}'),
        (ENTRY, f'=== x.schema\n{{"properties": {{"creatd_at": {{}}}}}}\n{ENTRY}'),
        (ENTRY, f'=== x.schema\n{{"properties": {{"a": {{"enum": ["creatd_at"]}}}}}}\n{ENTRY}'),
        ("", ""),
    ],
)
def test_a_word_that_is_a_name_itself(tmp_path: Path, old: str, new: str) -> None:
    mark = "" if old else " <<< literal-misspelt"
    tree = TREE.replace("See ``created_at``.", f"See ``creatd_at``.{mark}").replace(old, new, 1)
    tree = tree.replace("Things\n===", ".. literalinclude:: x.json\n\nThings\n===")
    tree = tree.replace("=== x.schema", "=== schemas/x.json")
    tree += (
        '=== apiref.toml\n[schemas]\n"GET /things/{created_at}" = {response = "schemas/x.json"}\n'
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_segment_of_other_operations_is_not_misspelt(tmp_path: Path) -> None:
    tree = TREE.replace("rest_method:: GET", "rest_method:: GET /tihngs/list\n.. rest_method:: GET")
    tree = tree.replace(".. rest_parameters", "Ask ``/things/list``.\n\n.. rest_parameters")
    assert_expected(tmp_path, tree, "literal-misspelt")
