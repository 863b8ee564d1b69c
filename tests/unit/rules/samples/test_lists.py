"""Rules of ``apiref.rules.samples.lists``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: things.json
=== api-ref/source/things.json
"""


def test_a_full_page_with_its_marker_is_silent(tmp_path: Path) -> None:
    tree = '{"next": "/things?limit=2&marker=b", "things": [{"id": "a"}, {"id": "b"}]}'
    assert_expected(tmp_path, TREE + tree, "sample-next-page", "sample-item-twice")


def test_a_marker_that_is_not_the_last_item(tmp_path: Path) -> None:
    tree = """\
{
    "next": "/things?marker=c", <<< sample-next-page
    "things": [{"id": "a"}, {"id": "b"}]
}
"""
    found = assert_expected(tmp_path, TREE + tree, "sample-next-page")
    assert found[0].location.column == 13
    assert "marker 'c', but the last item is 'b'" in found[0].message


def test_a_page_that_is_not_full(tmp_path: Path) -> None:
    tree = """\
{
    "next": "/things?limit=3&marker=b", <<< sample-next-page
    "things": [{"id": "a"}, {"id": "b"}]
}
"""
    assert_expected(tmp_path, TREE + tree, "sample-next-page")


def test_a_list_without_identifiers_is_not_a_page(tmp_path: Path) -> None:
    tree = '{"next": "/things?limit=3&marker=b", "things": ["a", "b"]}'
    assert_expected(tmp_path, TREE + tree, "sample-next-page")


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
    assert found[0].subject == "things[1]"
    assert "identical to 'things[0]'" in found[0].message


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


def test_a_marker_that_is_the_name_of_the_last_item(tmp_path: Path) -> None:
    """Once a false alarm."""
    tree = '{"next": "/things?marker=b", "things": [{"id": "1", "name": "b"}]}'
    assert_expected(tmp_path, TREE + tree, "sample-next-page")


def test_the_words_of_a_command_may_repeat(tmp_path: Path) -> None:
    """Once a false alarm."""
    tree = (
        '{"sizes": [1, 1], "command": ["run", "1", "--retry", "1"],'
        ' "names": [\n"a",\n"a" <<< sample-item-twice\n]}'
    )
    assert_expected(tmp_path, TREE + tree, "sample-item-twice")


@pytest.mark.parametrize(("limit", "mark"), [(10, " <<< sample-next-page"), (11, "")])
def test_how_long_a_page_is_shown_in_full(tmp_path: Path, limit: int, mark: str) -> None:
    tree = f'{{\n"next": "/a?limit={limit}&marker=7",{mark}\n"things": [{{"id": "7"}}]\n}}'
    assert_expected(tmp_path, TREE + tree, "sample-next-page")


def test_a_page_beside_samples_that_are_none(tmp_path: Path) -> None:
    """Each of the others lacks one condition."""
    things = '"things": [{"id": "7"}]'
    others = (
        "[]",
        f"{{{things}}}",
        f'{{"next": "/a?marker=8", {things}, "parts": []}}',
        '{"next": "/a?marker=8", "things": [{"id": "7"}, {}]}',
        '{"next": "/a?marker=8", "things": []}',
        f'{{"next": "/a", {things}}}',
    )
    tree = "".join(f"=== api-ref/source/{at}.json\n{text}\n" for at, text in enumerate(others))
    shown = "".join(f".. literalinclude:: {at}.json\n" for at in range(len(others)))
    page = TREE.replace(".. literal", f"{shown}.. literal")
    bad = f'{{\n"next": "/a?marker=8", <<< sample-next-page\n{things}\n}}\n'
    assert_expected(tmp_path, page + bad + tree, "sample-next-page")


def test_a_long_page_of_which_a_part_is_shown(tmp_path: Path) -> None:
    """Once a false alarm: a sample shows only the first items of a hundred."""
    tree = '{"next": "/things?limit=100&marker=b", "things": [{"id": "a"}, {"id": "b"}]}'
    assert_expected(tmp_path, TREE + tree, "sample-next-page")


def test_a_page_that_is_too_full(tmp_path: Path) -> None:
    items = ", ".join(f'{{"id": "{number}"}}' for number in range(13))
    tree = f'{{\n"next": "/things?limit=12&marker=12", <<< sample-next-page\n"things": [{items}]}}'
    (found,) = assert_expected(tmp_path, TREE + tree, "sample-next-page")
    assert "has the limit 12, but this page has 13 items" in found.message
