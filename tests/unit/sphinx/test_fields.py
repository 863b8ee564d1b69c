"""The rows of a table, nested like the samples beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.html_page import Element, parse
from tests.unit.sphinx.building import build, conf, write

TYPES = dict.fromkeys(("hall", "room", "shelf", "box", "book"), "object")
TYPES |= {"books": "array", "authors": "array"}


def rows(
    tmp_path: Path,
    listed: str,
    sample: object,
    builder: str = "html",
    sample_role: str = "Response",
    **settings: object,
) -> list[Element]:
    """The rows of the response table with those names; the sample is of the response or request."""
    names = listed.split()
    entries = "".join(
        f"{name}:\n  description: It.\n  in: {'query' if name == 'a_limit' else 'body'}\n"
        f"  required: true\n  type: {TYPES.get(name.rpartition('.')[2], 'string')}\n"
        for name in sorted(set(names))
    )
    table = "".join(f"   - {name}: {name}\n" for name in names)
    files = {
        "index.rst": "Books\n=====\n\nShow a book\n-----------\n\n.. rest_method:: GET /books\n\n"
        f"Response\n~~~~~~~~\n\n.. rest_parameters:: parameters.yaml\n\n{table}\n"
        f"{sample_role} Example\n~~~~~~~~~~~~~~~~~~\n\n"
        f".. code-block:: json\n\n   {json.dumps(sample)}\n",
        "parameters.yaml": entries,
        "conf.py": conf("apiref.sphinx", **settings),
    }
    made = build(write(tmp_path / "source", files), tmp_path / "out", builder)
    assert made.warnings == []
    page = made.text("index.html" if builder == "html" else "index.xhtml")
    (found,) = parse(page).all("table", "parameters")
    return [row for row in found.all("tr") if row.all("td")]


def outline(found: list[Element]) -> list[str]:
    """The names of rows, indented by their depth."""
    lines = []
    for row in found:
        depth = next((kind[-1] for kind in row.classes if kind.startswith("depth-")), "0")
        name = row.all("code")[0].text()
        lines.append("  " * int(depth) + name + (":" if "has-fields" in row.classes else ""))
    return lines


@pytest.mark.parametrize(
    ("listed", "sample", "expected"),
    [
        ("id title", {"id": 1, "title": "a"}, ["id", "title"]),
        # An object that has no row is no level of its own.
        ("id title", {"book": {"id": 1, "title": "a"}}, ["id", "title"]),
        ("book id title", {"book": {"id": 1, "title": "a"}}, ["book:", "  id", "  title"]),
        # Rows elsewhere in the table come to their object.
        (
            "book title authors name id",
            {"book": {"title": "a", "id": 1, "authors": [{"name": "b"}]}},
            ["book:", "  title", "  authors:", "    name", "  id"],
        ),
        (
            "name book shelf",
            {"book": {"title": "a"}, "shelf": {"name": "b"}},
            ["book", "shelf:", "  name"],
        ),
        # Parameters that are no fields stay where they are.
        ("a_limit book id", {"book": {"id": 1}}, ["a_limit", "book:", "  id"]),
        ("book id a_limit", {"book": {"id": 1}}, ["book:", "  id", "a_limit"]),
        # What is deeper than can be shown is beside its object, which does not fold.
        (
            "hall room shelf box book id",
            {"hall": {"room": {"shelf": {"box": {"book": {"id": 1}}}}}},
            ["hall:", "  room:", "    shelf:", "      box:", "        book", "        id"],
        ),
    ],
)
def test_rows_are_inside_their_object(
    tmp_path: Path, listed: str, sample: object, expected: list[str]
) -> None:
    assert outline(rows(tmp_path, listed, sample)) == expected


def test_names_do_not_repeat_those_around(tmp_path: Path) -> None:
    found = rows(tmp_path, "book book.shelf book.shelf.name", {"book": {"shelf": {"name": "a"}}})
    assert outline(found) == ["book:", "  book.shelf:", "    book.shelf.name"]
    hidden = [[each.text() for each in row.all("span", "visually-hidden")] for row in found]
    assert hidden == [[], ["book."], ["book.shelf."]]


@pytest.mark.parametrize(
    ("listed", "sample", "expected"),
    [
        ("authors", {"authors": ["a"]}, "array of strings"),
        ("authors", {"authors": [1, None]}, "array of integers"),
        ("authors", {"authors": [{"name": "a"}]}, "array of objects"),
        ("authors name", {"authors": [{"name": "a"}]}, "array of objects"),
        ("authors", {"authors": ["a", 1]}, "array"),
        ("authors", {"authors": []}, "array"),
        ("id", {"id": ["a"]}, "string"),
    ],
)
def test_of_what_an_array_is(tmp_path: Path, listed: str, sample: object, expected: str) -> None:
    first, *_ = rows(tmp_path, listed, sample)
    _name, _in, kind, _description = first.all("td")
    assert kind.text() == expected


@pytest.mark.parametrize(
    ("role", "expected"), [("Response", ["book:", "  id"]), ("Request", ["id", "book"])]
)
def test_samples_of_the_other_role_say_nothing(
    tmp_path: Path, role: str, expected: list[str]
) -> None:
    assert outline(rows(tmp_path, "id book", {"book": {"id": 1}}, sample_role=role)) == expected


@pytest.mark.parametrize("language", ["json", "javascript", "python", ""])
def test_keys_of_samples_are_highlighted(tmp_path: Path, language: str) -> None:
    files = {
        "index.rst": "Books\n=====\n\nShow a book\n-----------\n\n.. rest_method:: GET /books\n\n"
        f'Response\n~~~~~~~~\n\n.. code-block:: {language}\n\n   {{"id": NaN}}\n',
        "conf.py": conf("apiref.sphinx"),
    }
    made = build(write(tmp_path / "source", files), tmp_path / "out")
    assert made.warnings == []
    assert [each.text() for each in parse(made.text("index.html")).all("span", "nt")] == ['"id"']


def test_books_keep_the_flat_table(tmp_path: Path) -> None:
    found = rows(tmp_path, "book id", {"book": {"id": 1}}, "epub", version="1", copyright="2026")
    assert outline(found) == ["book", "id"]
