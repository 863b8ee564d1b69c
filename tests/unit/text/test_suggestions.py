"""``apiref.text.suggestions``."""

import pytest

from apiref.text.suggestions import Suggester, are_close, certain, closest, hint


def test_the_closest_name_is_found() -> None:
    assert closest("requried", ("in", "required")) == "required"
    assert closest("IN", ("required", "in")) == "in"
    assert closest("nothing", ("in", "required")) is None


@pytest.mark.parametrize(("length", "is_name"), [(200, True), (201, False)])
def test_a_very_long_name_is_like_none(length: int, is_name: bool) -> None:
    known = "a" * (length - 1)
    expected = known if is_name else None
    assert closest("a" * length, (known,)) == expected
    assert certain("a" * length, (known,)) == expected
    assert closest("A" * length, ("a" * length,)) == "a" * length


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("requried", ("in", "required"), "required"),
        ("Required", ("required", "type"), "required"),
        # Not close enough, or as close to another one.
        ("requires_it", ("in", "required"), None),
        ("a_version", ("b_version", "c_version"), None),
        ("a_version", ("b_version", "type"), "b_version"),
        ("name", (), None),
        # Ten letters of twelve and a half.
        ("abcdefghijkl", ("abcdefghij12345",), None),
        ("abcdefghij", ("abcdefghij12345",), "abcdefghij12345"),
    ],
)
def test_the_name_that_is_certainly_meant(
    name: str, known: tuple[str, ...], expected: str | None
) -> None:
    assert certain(name, known) == expected


def test_hints_end_a_message() -> None:
    suggester = Suggester(["name", "size"])
    assert suggester.hint("nmae") == "; did you mean 'name'?"
    assert suggester.hint("xyz") == ""
    assert hint("nmae", ("name", "size")) == "; did you mean 'name'?"
    assert hint("xyz", ("name", "size")) == ""


def test_one_name_is_surely_meant_for_another() -> None:
    assert are_close("updated", "updated_at")
    assert not are_close("snapshots", "snapshots_links")
    assert are_close("abcde", "abcdx")
    assert not are_close("abcd", "abcx")
    assert are_close("abcd", "abcx", 0.75)
    # The same letters in another order.
    assert not are_close("abcde", "edcba")


def test_the_number_of_comparisons_is_bounded() -> None:
    suggester = Suggester([f"name{number}" for number in range(30_000)])
    assert suggester.closest("NAME5") == "name5"
    assert suggester.closest("NAME6") is None
