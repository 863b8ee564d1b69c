"""Operations with the URL of another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.operations.copied_urls import copied_urls, have_one_title, repeated
from tests.unit.analysis.references import entries, operation, reference


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("GET /things/{id}", "GET /things/{thing_id}", 1),
        ("GET /things", "get /things", 1),
        ("GET /things{?a}", "GET /things{?a}", 1),
        ("GET /things{?a}", "GET /things{?b}", 0),
        ("GET /things", "GET /things/", 0),
        ("GET /things", "POST /things", 0),
        ("GET /things", "GET /others", 0),
        ("GET /things", "GET /things\n   :min_version: 2.1", 0),
    ],
)
def test_repeated_endpoints(tmp_path: Path, first: str, second: str, count: int) -> None:
    tree = reference(tmp_path, operation("Show one", first), operation("Show it", second))
    found = [(one.operation.title, other.operation.title) for one, other in repeated(tree)]
    assert found == [("Show one", "Show it")] * count


@pytest.mark.parametrize("title", ["Show thing (deprecated)", "Show thing (2.1)"])
def test_titles_that_speak_of_versions_tell_operations_apart(tmp_path: Path, title: str) -> None:
    assert repeated(reference(tmp_path, operation(), operation(title))) == ()


def test_pages_of_two_documents_do_not_repeat_one_another(tmp_path: Path) -> None:
    page = "=== api-ref/source/{0}.rst\n{0}\n{1}\n\n.. rest_method:: GET /things\n"
    tree = reference(tmp_path, page.format("one", "==="), page.format("two", "==="))
    assert len(tree.operations) == 2
    assert repeated(tree) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Show  Thing", "show thing", True), ("Show thing", "Show things", False)],
)
def test_titles(tmp_path: Path, one: str, other: str, expected: bool) -> None:
    ((first, second),) = repeated(reference(tmp_path, operation(one), operation(other)))
    assert have_one_title(first, second) is expected


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        (operation("Show it"), operation("Show that"), ["Show that"]),
        # The one of which a path parameter is missing is the copy.
        (operation("Show it", request="a"), operation("Show that"), ["Show it"]),
        (operation("Show it", request="a"), operation("Show that", request="a"), ["Show that"]),
        (operation("Show it", request="id"), operation("Show that"), ["Show that"]),
        (operation("Show it", request="b"), operation("Show that"), ["Show that"]),
        # A query parameter makes a difference, unless one of the URLs is wrong anyway.
        (operation("Show things"), operation("Find some things", request="b"), []),
        # Once not reported: the titles speak of two things.
        (operation("List things"), operation("List parts", request="b"), ["List parts"]),
        (operation("Show it", request="a"), operation("Show that", request="b"), ["Show it"]),
        (
            operation("Show it", "GET /things/{a}", request="a"),
            operation("Show that"),
            ["Show that"],
        ),
        # Values of two kinds, each with a row of its own; once a false alarm.
        (
            operation("Show it", "GET /things/{a}", request="a"),
            operation("Find it", request="id"),
            [],
        ),
        # Another defect: the method, or the title.
        (operation("Show it"), operation("Delete it"), []),
        (operation("Show it"), operation("show it"), []),
        # A body may tell what is meant.
        (operation("Start", "POST /a"), operation("Stop", "POST /a"), []),
    ],
)
def test_copies(tmp_path: Path, first: str, second: str, wrong: list[str]) -> None:
    tree = reference(tmp_path, first, second, entries("id: path", "a: path", "b: query"))
    found = copied_urls(tree)
    assert [copy.wrong.operation.title for copy in found] == wrong
    assert all(copy.original.operation is not copy.wrong.operation for copy in found)
