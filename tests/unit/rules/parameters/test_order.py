"""Rules of ``apiref.rules.parameters.order``."""

import re
from pathlib import Path

from apiref.fixes.edits import Edits
from apiref.model.finding import Finding
from tests.trees import INDEX, assert_expected

PAGE = (
    INDEX
    + """\
=== api-ref/source/things.inc
Things
======

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - a: a
=== api-ref/source/parameters.yaml
"""
)


def entries(*keys: str) -> str:
    """A parameters file: ``path:id`` is the entry ``id`` in the path."""
    text = PAGE
    for item in keys:
        place, _, key = item.partition(":")
        key, _, mark = key.partition(" ")
        mark = f" <<< {mark}" if mark else ""
        text += f"{key}:{mark}\n  in: {place}\n  type: string\n  required: true\n"
        text += "  description: It.\n"
    return text


def moved(root: Path, found: list[Finding]) -> str:
    """The keys of the file in order, once all fixes are applied."""
    text = (root / "api-ref/source/parameters.yaml").read_text()
    edits = Edits(text)
    for finding in found:
        assert finding.fix is not None
        assert edits.add(finding.fix.edits)
    return "".join(re.findall(r"^(\w+):", edits.applied(), re.MULTILINE))


def test_the_order_of_os_api_ref_is_silent(tmp_path: Path) -> None:
    tree = entries("header:Z", "path:y", "query:x", "body:a", "body:B", "body:c", "body:c_1")
    assert_expected(tmp_path, tree, "parameter-order")


def test_an_entry_without_its_place_may_be_the_one_before(tmp_path: Path) -> None:
    """Once the advice led to another disorder."""
    text = entries("body:e parameter-order", "body:a", "body:c", "body:d", "body:f")
    text = text.replace("c:\n  in: body\n", "dd:\n")
    (found,) = assert_expected(tmp_path, text, "parameter-order")
    assert "out of order; move it to its place (" in found.message
    assert found.fix is None


def test_one_moved_entry_is_one_finding(tmp_path: Path) -> None:
    tree = entries("body:e parameter-order", "body:a", "body:b", "body:c", "body:d", "body:f")
    found = assert_expected(tmp_path, tree, "parameter-order")
    assert found[0].location.column == 1
    assert "move it after 'd'" in found[0].message
    assert moved(tmp_path, found) == "abcdef"


def test_several_moved_entries(tmp_path: Path) -> None:
    mark = "parameter-order"
    tree = entries("body:c", "body:d", f"body:b {mark}", "body:f", f"body:a {mark}", "body:g")
    assert moved(tmp_path, assert_expected(tmp_path, tree, "parameter-order")) == "abcdfg"


def test_an_entry_that_was_moved_down(tmp_path: Path) -> None:
    tree = entries("body:b", "body:c", "body:d", "body:a parameter-order")
    found = assert_expected(tmp_path, tree, "parameter-order")
    assert "move it to the beginning" in found[0].message
    assert moved(tmp_path, found) == "abcd"


def test_places_come_before_names(tmp_path: Path) -> None:
    tree = entries("path:a", "body:b", "body:c", "query:z parameter-order")
    found = assert_expected(tmp_path, tree, "parameter-order")
    assert "move it after 'a'" in found[0].message


def test_entries_that_cannot_be_ordered_do_not_count(tmp_path: Path) -> None:
    """Once a false positive: a duplicate, and an unknown ``in``, have findings of their own."""
    tree = entries("body:a", "body:b", "bdoy:z", "body:c", "body:a")
    assert_expected(tmp_path, tree, "parameter-order")


def test_an_entry_that_occurs_twice_is_out_of_order_by_that(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    tree = entries("body:c", "body:a", "body:b", "body:c")
    assert_expected(tmp_path, tree, "parameter-order")


def test_an_entry_whose_in_is_wrong_is_out_of_order_by_that(tmp_path: Path) -> None:
    """Once two findings for one defect: ``body-on-get`` reports it."""
    tree = entries("body:a", "query:b").replace(
        "\n.. rest_parameters", "\nRequest\n-------\n\n.. rest_parameters"
    )
    assert_expected(tmp_path, tree, "parameter-order")


def test_an_entry_whose_place_is_wrong_is_reported_once(tmp_path: Path) -> None:
    """It is where it should be, once its ``in`` is corrected."""
    tree = entries("query:a", "query:c", "body:d", "query:e", "body:f")
    rows = "Response\n--------\n\n.. rest_parameters:: parameters.yaml\n\n   - e: e\n"
    tree = tree.replace("=== api-ref/source/parameters", f"\n{rows}=== api-ref/source/parameters")
    tree = tree.replace("e:\n  in: query", "e:\n  in: query <<< not-in-response")
    assert_expected(tmp_path, tree, "parameter-order", "not-in-response")
