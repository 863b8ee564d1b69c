"""``apiref.text.ordering``."""

import pytest

from apiref.text.ordering import beside, in_order, out_of_order


def test_nothing_is_out_of_order_in_an_empty_or_sorted_list() -> None:
    assert in_order([]) == []
    assert out_of_order([]) == []
    assert out_of_order([1, 2, 2, 3]) == []


def test_one_moved_thing_is_one_index() -> None:
    assert out_of_order([9, 1, 2, 3]) == [(0, 3)]
    assert out_of_order([2, 3, 4, 1]) == [(3, None)]
    assert out_of_order([5, 1, 6, 2]) == [(0, 3), (2, 3)]
    assert out_of_order([1, 5, 2, 3, 4, 2]) == [(1, 4), (5, 2)]
    assert in_order([3, 3, 1, 4, 2, 4]) == [0, 1, 3, 5]
    assert out_of_order([1, 4, 2, 3, 5]) == [(1, 3)]


def test_two_neighbours_that_changed_places_are_one_index() -> None:
    assert out_of_order([1, 3, 2, 4]) == [(1, 2)]


@pytest.mark.parametrize(
    ("present", "found"),
    [("acd", (3,)), ("ad", (4,)), ("a", (1,)), ("e", ()), ("", ())],
)
def test_an_absent_item_is_before_what_follows_it_or_else_after_what_precedes_it(
    present: str, found: tuple[int, ...]
) -> None:
    places = {item: "abcde".index(item) + 1 for item in present}
    assert beside("b", "abcd", places) == found
