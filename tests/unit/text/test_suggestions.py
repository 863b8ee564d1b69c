"""``apiref.text.suggestions``."""

from apiref.text.suggestions import Suggester, are_close, closest, hint


def test_the_closest_name_is_found() -> None:
    assert closest("requried", ("in", "required")) == "required"
    assert closest("IN", ("required", "in")) == "in"
    assert closest("nothing", ("in", "required")) is None


def test_a_very_long_name_is_like_none() -> None:
    assert closest("a" * 300, ("a" * 299,)) is None


def test_hints_end_a_message() -> None:
    suggester = Suggester(["name", "size"])
    assert suggester.hint("nmae") == "; did you mean 'name'?"
    assert suggester.hint("xyz") == ""
    assert hint("nmae", ("name", "size")) == "; did you mean 'name'?"
    assert hint("xyz", ("name", "size")) == ""


def test_one_name_is_surely_meant_for_another() -> None:
    assert are_close("updated", "updated_at")
    assert not are_close("snapshots", "snapshots_links")


def test_the_number_of_comparisons_is_bounded() -> None:
    suggester = Suggester([f"name{number}" for number in range(600_000)])
    assert suggester.closest("NAME5") == "name5"
    assert suggester.closest("NAME6") is None
