"""Rules of ``apiref.rules.operations.descriptions``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULE = "operation-description-copied"


def pages(*operations: tuple[str, str, str], apart: bool = False) -> str:
    """The URL, title and text of each operation; ``apart``, each on a page of its own."""
    text = INDEX
    if apart:
        more = "".join(f".. include:: {number}.inc\n" for number in range(1, len(operations)))
        text += more
    text += "=== api-ref/source/things.inc\n"
    for number, (url, title, said) in enumerate(operations):
        if apart and number:
            text += f"=== api-ref/source/{number}.inc\n"
        text += f"{title}\n{'=' * 40}\n\n.. rest_method:: {url}\n\n{said}\n\n"
    return text


GROW = ("POST /barrels/{id}/grow", "Grow barrel", "Grows a barrel.")


def test_the_description_of_the_operation_above(tmp_path: Path) -> None:
    more = "\n\nIt takes a while."
    right = (*GROW[:2], f"{GROW[2]}{more}")
    wrong = ("POST /barrels/{id}/mend", "Mend barrel", f"Grows a barrel. <<< {RULE}{more}")
    (found,) = assert_expected(tmp_path, pages(right, wrong), RULE)
    assert found.message == (
        "the description of 'Mend barrel' is that of 'Grow barrel' (api-ref/source/things.inc:6);"
        " describe this operation"
    )
    assert [place.line for place in found.places] == [6]
    assert (found.subject, found.operation) == ("Mend barrel", wrong[0])


def test_a_bold_heading_is_no_description(tmp_path: Path) -> None:
    """Once not reported."""
    said = f"**Mend barrel**\n\nGrows a barrel. <<< {RULE}\n\n**Example Mend barrel: request**"
    wrong = ("POST /barrels/{id}/mend", "Mend barrel", said)
    (found,) = assert_expected(tmp_path, pages(GROW, wrong), RULE)
    assert found.places[0].line == 6


def test_the_name_of_a_method_is_no_description(tmp_path: Path) -> None:
    """Once not reported."""
    said = f"Grows a barrel. <<< {RULE}\n\nA successful DELETE request has no body."
    wrong = ("DELETE /barrels/{id}", "Delete barrel", said)
    assert_expected(tmp_path, pages(GROW, wrong), RULE)


@pytest.mark.parametrize(("others", "mark"), [(19, f" <<< {RULE}"), (20, "")])
def test_a_description_that_many_have_is_about_none(tmp_path: Path, others: int, mark: str) -> None:
    wrong = [
        (f"POST /barrels/{number}/mend", "Mend barrel", f"Grows a barrel.{mark}")
        for number in range(others)
    ]
    found = assert_expected(tmp_path, pages(GROW, *wrong), RULE)
    assert {each.places for each in found} == ({(found[0].places[0],)} if mark else set())


@pytest.mark.parametrize(
    ("url", "title", "text"),
    [
        ("POST /barrels/{id}/mend", "Mend barrel", "Mends a barrel."),
        # The same words, or no words of its own.
        ("POST /v2/barrels/{id}/grow", "Grow a barrel (deprecated)", "Grows a barrel."),
        ("POST /barrels/grow", "Grow all barrels", "Grows a barrel."),
        # The text goes on.
        ("POST /barrels/{id}/mend", "Mend barrel", "Grows a barrel.\n\nIt is mended as well."),
        # Something more, and something less.
        ("POST /barrels/{id}/old", "Grow old barrel", "Grows a barrel."),
    ],
)
def test_descriptions_that_fit(tmp_path: Path, url: str, title: str, text: str) -> None:
    assert_expected(tmp_path, pages(GROW, (url, title, text)), RULE)


def test_a_description_that_fits_both(tmp_path: Path) -> None:
    text = "Adds items, and keeps the others."
    one = ("POST /barrels/labels", "Set labels of a barrel", text)
    assert_expected(
        tmp_path, pages(one, ("POST /sacks/labels", "Set labels of a sack", text)), RULE
    )


@pytest.mark.parametrize(
    ("url", "mark"), [("GET /sacks", f" <<< {RULE}"), ("GET /v2/barrels/sacks/{id}/barrels", "")]
)
def test_the_description_of_another_page(tmp_path: Path, url: str, mark: str) -> None:
    one = ("GET /barrels", "List barrels", "Lists barrels of a cellar.")
    other = (url, "List sacks", f"Lists barrels of a cellar.{mark}")
    assert_expected(tmp_path, pages(one, other, apart=True), RULE)


@pytest.mark.parametrize(("apart", "mark"), [(True, f" <<< {RULE}"), (False, "")])
def test_the_description_of_another_page_in_front_of_more(
    tmp_path: Path, apart: bool, mark: str
) -> None:
    one = ("PUT /barrels/{id}", "Update barrel", "Changes a barrel.")
    more = "\n\nThe sack must be empty."
    other = ("PUT /sacks/{id}", "Update sack", f"Changes a barrel.{mark}{more}")
    assert_expected(tmp_path, pages(one, other, apart=apart), RULE)


def test_two_verbs_for_one_thing_on_two_pages(tmp_path: Path) -> None:
    """Once a false positive: an older version of the API with another title."""
    one = ("GET /v1/barrels", "List barrels", "Lists barrels.")
    other = ("GET /v2/barrels", "Get barrels", "Lists barrels.")
    assert_expected(tmp_path, pages(one, other, apart=True), RULE)
