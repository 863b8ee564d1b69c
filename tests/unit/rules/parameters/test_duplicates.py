"""Rules of ``apiref.rules.parameters.duplicates``."""

from pathlib import Path

from tests.trees import INDEX, assert_expected

PAGE = (
    INDEX
    + """\
=== api-ref/source/things.inc
Things
======

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - name: name
=== api-ref/source/parameters.yaml
"""
)

ENTRY = """\
  in: body
  type: string
  required: true
  description: The name.
"""

RULES = ("duplicate-field", "duplicate-parameter")


def test_different_keys_are_silent(tmp_path: Path) -> None:
    assert_expected(tmp_path, f"{PAGE}name:\n{ENTRY}name_1:\n{ENTRY}", *RULES)


def test_a_key_that_occurs_twice(tmp_path: Path) -> None:
    tree = f"{PAGE}name:\n{ENTRY}name_1:\n{ENTRY}name: <<< duplicate-parameter\n{ENTRY}"
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 1
    assert "first in line 1" in found[0].message
    assert [place.line for place in found[0].places] == [1]


def test_a_field_that_occurs_twice(tmp_path: Path) -> None:
    tree = f"{PAGE}name:\n{ENTRY}  type: string <<< duplicate-field\n"
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 3
    assert "first in line 3" in found[0].message
    assert [place.line for place in found[0].places] == [3]


def test_a_merged_field_may_be_overridden(tmp_path: Path) -> None:
    """Once a false positive: the entry's own field wins over the merged one."""
    tree = f"{PAGE}base: &base\n{ENTRY}name:\n  <<: *base\n  description: Another name.\n"
    assert_expected(tmp_path, tree, *RULES)


def test_a_place_that_occurs_twice_is_reported_once(tmp_path: Path) -> None:
    page = PAGE.replace("GET /things", "GET /things/{name}")
    tree = f"{page}a:\n{ENTRY}name:\n{ENTRY}".replace("in: body", "in: path").replace(
        "a:\n  in: path", "a:\n  in: body"
    )
    tree += "  in: query <<< duplicate-field\n"
    assert_expected(tmp_path, tree, *RULES, "path-parameter-elsewhere")


def test_a_type_that_occurs_twice_is_reported_once(tmp_path: Path) -> None:
    """Once two findings: the samples show what the first one says."""
    sample = ".. literalinclude:: thing.json\n   :language: json\n"
    page = PAGE.replace(
        "=== api-ref/source/parameters.yaml", f"{sample}=== api-ref/source/parameters.yaml"
    )
    assert page != PAGE
    tree = f"{page}name:\n{ENTRY}  type: object <<< duplicate-field\n"
    tree += '=== api-ref/source/thing.json\n{"name": "a"}\n'
    assert_expected(tmp_path, tree, *RULES, "sample-value-type")


def test_a_place_that_occurs_twice_is_in_no_order(tmp_path: Path) -> None:
    tree = f"{PAGE}a:\n{ENTRY}name:\n{ENTRY}  in: query <<< duplicate-field\n"
    assert_expected(tmp_path, tree, *RULES, "parameter-order")


def test_a_field_behind_one_that_is_merged(tmp_path: Path) -> None:
    base = "base: &base\n  in: body\n"
    more = "  <<: *base\n  type: string\n  type: array <<< duplicate-field\n"
    (found,) = assert_expected(tmp_path, f"{PAGE}{base}more:\n{more}", "duplicate-field")
    assert found.subject == "more"
