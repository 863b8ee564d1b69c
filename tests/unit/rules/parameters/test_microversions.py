"""Rules of ``apiref.rules.parameters.microversions``."""

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
name:
  in: body
  type: string
  required: true
  description: The name.
"""
)

RULES = ("malformed-version", "contradicting-versions")


def test_versions_in_order_are_silent(tmp_path: Path) -> None:
    """Once a false positive: 2.10 is above 2.9, though not as a number."""
    assert_expected(tmp_path, PAGE + "  min_version: 2.9\n  max_version: 2.10\n", *RULES)
    assert_expected(tmp_path, PAGE + "  min_version: 2\n  max_version: v2.1\n", *RULES)
    assert_expected(tmp_path, PAGE + "  min_version: 2.5\n  max_version: 2.5\n", *RULES)


def test_a_minimum_above_the_maximum(tmp_path: Path) -> None:
    tree = PAGE + "  min_version: 2.10 <<< contradicting-versions\n  max_version: 2.9\n"
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 16


def test_what_is_no_version(tmp_path: Path) -> None:
    found = assert_expected(tmp_path, PAGE + "  min_version: 2,10 <<< malformed-version\n", *RULES)
    assert found[0].location.column == 16
    assert "'2,10'" in found[0].message


def test_no_bound_at_all(tmp_path: Path) -> None:
    """Once a false positive: null takes back what a merge key brought."""
    assert_expected(tmp_path, PAGE + "  min_version: null\n", *RULES)


def test_a_bound_behind_others(tmp_path: Path) -> None:
    others = "base: &base\n  min_version: 2.1\nmerged:\n  <<: *base\n  max_version: [2.1]\n"
    tree = f"{PAGE}  max_version: two <<< malformed-version\n{others}other:\n  min_version: null\n"
    tree += "  max_version: one <<< malformed-version\nlast:\n  max_version: 2.2\n"
    tree += "  min_version: 2.3 <<< contradicting-versions\n"
    rows = "".join(f"   - {key}: {key}\n" for key in ("name", "merged", "other", "last"))
    assert_expected(tmp_path, tree.replace("   - name: name\n", rows), *RULES)
