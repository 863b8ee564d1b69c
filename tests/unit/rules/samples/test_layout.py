"""Rules of ``apiref.rules.samples.layout``."""

import json
from pathlib import Path

from apiref.fixes.edits import Edits
from apiref.model.finding import Finding
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


def fixed(root: Path, finding: Finding) -> str:
    """The sample with the fix of a finding."""
    edits = Edits((root / finding.location.path).read_text())
    assert finding.fix is not None
    assert edits.add(finding.fix.edits)
    return edits.applied().rstrip("\n")


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
    assert [place.column for f in found for place in f.places] == [5, 3]
    wanted = json.dumps({"id": 1, "name": "a", "z": {"a": 2, "b": 1}}, indent=2)
    assert [fixed(tmp_path, each) for each in found] == [wanted, wanted]
    assert [place.line for each in found for place in each.places] == [3, 2]


def test_samples_that_are_broken_or_well_formatted_beside_others(tmp_path: Path) -> None:
    names = ("broken", "fine", "thing")
    page = "".join(f".. literalinclude:: {name}.json\n" for name in names)
    tree = (
        f"=== api-ref/source/index.rst\n{page}{CONFIGURED}"
        "=== api-ref/source/broken.json\n{\n=== api-ref/source/fine.json\n[]\n"
        '=== api-ref/source/thing.json\n{\n  "list": [\n    {"b": 1,'
        ' "a": 2} <<< sample-layout, sample-member-order\n  ]\n}\n'
    )
    layout, order = assert_expected(tmp_path, tree, *RULES)
    assert fixed(tmp_path, layout) == json.dumps({"list": [{"b": 1, "a": 2}]}, indent=2)
    assert json.dumps(json.loads(fixed(tmp_path, order))) == '{"list": [{"a": 2, "b": 1}]}'


def test_nothing_is_asked_of_a_project_that_configures_nothing(tmp_path: Path) -> None:
    sample = """\
=== api-ref/source/thing.json
{"b": 1,   "a": 2}
"""
    assert_expected(tmp_path, PAGE + sample, *RULES)


def test_a_sample_without_a_comma_is_not_formatted(tmp_path: Path) -> None:
    """Its text is not that of the file."""
    shown = '=== api-ref/source/thing.json\n{"b": 1\n"a": 2} <<< json-syntax\n'
    assert_expected(tmp_path, PAGE + shown + CONFIGURED, *RULES, "json-syntax")
