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


@pytest.mark.parametrize("name", ["id", "uuid", "name"])
def test_objects_with_an_identity(tmp_path: Path, name: str) -> None:
    items = f'{{"{name}": "a"}},\n1,\n{{"{name}": "a"}} <<< sample-item-twice'
    assert_expected(tmp_path, f'{TREE}{{"things": [\n{items}\n]}}', "sample-item-twice")


@pytest.mark.parametrize("item", ["1", '""', '"--v"', '"a"', "{}", '{"state": "on"}', '{"id": 0}'])
def test_other_items_may_repeat(tmp_path: Path, item: str) -> None:
    """Once a false alarm: measurements, the words of a command, a history of states."""
    assert_expected(tmp_path, f'{TREE}{{"a": [{item}, {item}]}}', "sample-item-twice")


@pytest.mark.parametrize("keyword", ["enum", "required", "type"])
def test_lists_in_json_schema(tmp_path: Path, keyword: str) -> None:
    tree = f'[{{"size": {{"{keyword}": [\n"a",\n"a" <<< sample-item-twice\n]}}}}, 1, 1]'
    assert_expected(tmp_path, TREE + tree, "sample-item-twice")


def test_a_marker_that_is_the_name_of_the_last_item(tmp_path: Path) -> None:
    """Once a false alarm."""
    tree = '{"next": "/things?marker=b", "things": [{"id": "1", "name": "b"}]}'
    assert_expected(tmp_path, TREE + tree, "sample-next-page")


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
