"""Rules of ``apiref.rules.samples.layout``."""

from pathlib import Path

from tests.trees import assert_expected

RULES = ("sample-layout", "sample-member-order")
PAGE = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
"""
CONFIGURED = """\
=== apiref.toml
sample-indent = 2
sorted-samples = true
"""


def test_a_sample_that_is_formatted_as_configured(tmp_path: Path) -> None:
    sample = """\
=== api-ref/source/thing.json
{
  "empty": {},
  "id": 1.50,
  "list": [
    "a, b: {c}",
    []
  ]
}
"""
    assert_expected(tmp_path, PAGE + CONFIGURED + sample, *RULES)


def test_the_first_line_that_differs_is_reported(tmp_path: Path) -> None:
    sample = """\
=== api-ref/source/thing.json
{
  "id": 1,
    "name": "a", <<< sample-layout
    "size": 2
}
"""
    assert_expected(tmp_path, PAGE + CONFIGURED + sample, *RULES)


def test_the_first_member_out_of_order_in_each_object_is_reported(tmp_path: Path) -> None:
    sample = """\
=== api-ref/source/thing.json
{
  "z": {
    "b": 1,
    "a": 2 <<< sample-member-order
  },
  "id": 1, <<< sample-member-order
  "name": "a"
}
"""
    found = assert_expected(tmp_path, PAGE + CONFIGURED + sample, *RULES)
    assert [(f.location.column, f.subject) for f in found] == [(5, "z.a"), (3, "id")]
    assert [place.line for each in found for place in each.places] == [3, 2]


def test_nothing_is_asked_of_a_project_that_configures_nothing(tmp_path: Path) -> None:
    sample = """\
=== api-ref/source/thing.json
{"b": 1,   "a": 2}
"""
    assert_expected(tmp_path, PAGE + sample, *RULES)
