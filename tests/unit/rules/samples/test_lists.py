"""Rules of ``apiref.rules.samples.lists``."""

from pathlib import Path

from tests.trees import assert_expected

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: things.json
=== api-ref/source/things.json
"""


def test_the_same_item_three_times_is_one_finding(tmp_path: Path) -> None:
    tree = """\
{
    "things": [
        {"id": "a"},
        {"id": "a"}, <<< sample-item-twice
        {"id": "a"}
    ]
}
"""
    found = assert_expected(tmp_path, TREE + tree, "sample-item-twice")
    assert [place.line for place in found[0].places] == [3, 5]


def test_numbers_and_empty_items_may_repeat(tmp_path: Path) -> None:
    assert_expected(
        tmp_path, TREE + '{"a": [1, 1], "b": [{}, {}], "c": ["", ""]}', "sample-item-twice"
    )


def test_measurements_may_be_equal(tmp_path: Path) -> None:
    """Once a false alarm."""
    tree = '{"values": [{"low": 1, "all": [1.0]}, {"low": 1, "all": [1.0]}]}'
    assert_expected(tmp_path, TREE + tree, "sample-item-twice")


def test_a_nested_text_distinguishes_items(tmp_path: Path) -> None:
    item = '{"links": [{"href": "/a"}]}'
    tree = f"[\n{item},\n{item} <<< sample-item-twice\n]"
    assert_expected(tmp_path, TREE + tree, "sample-item-twice")


def test_the_words_of_a_command_may_repeat(tmp_path: Path) -> None:
    """Once a false alarm."""
    tree = (
        '{"command": ["run", "1", "--retry", "1"], "names": [\n"a",\n"a" <<< sample-item-twice\n]}'
    )
    assert_expected(tmp_path, TREE + tree, "sample-item-twice")
