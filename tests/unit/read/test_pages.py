"""``apiref.read.pages``: sections, text and tables, and their locations."""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from apiref.model.location import Location
from apiref.model.page import Comment, Label, Paragraph, Section, StatusTable, TextTable
from tests.unit.read.pages import PATH, at, blocks, read

TITLES = """\
====
Over
====

Text.

Under
=====

Under
-----

 Centred is no title

=======
  Wide
=======

Last
"""


def test_titles() -> None:
    found = [(s.title, s.style, s.location.line) for s in blocks(TITLES, Section)]
    assert found == [("Over", "==", 2), ("Under", "=", 7), ("Under", "-", 10), ("Wide", "==", 16)]
    assert blocks(TITLES, Section)[3].location == at(TITLES, "Wide")


def test_a_title_below_a_label_and_a_comment() -> None:
    text = ".. _one:\n.. _Two Words:\n\n.. A comment\n   of two lines\n\nTitle\n=====\n"
    assert [(label.name, label.location.line) for label in blocks(text, Label)] == [
        ("one", 1),
        ("two words", 2),
    ]
    (comment,) = blocks(text, Comment)
    assert comment.location == at(text, ".. A")
    assert blocks(text, Section)[0].location == at(text, "Title")


def test_titles_with_markup_and_blanks() -> None:
    text = "A ``b`` *c*\n===========\n\nTitle  \n=======\n"
    first, second = blocks(text, Section)
    assert (first.title, first.location.line) == ("A b c", 1)
    assert (second.title, second.location.line) == ("Title", 4)


@pytest.mark.parametrize(
    "char", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_only_ends_of_lines_count(char: str) -> None:
    text = f"One{char}two\n\n{char}\n\nTitle\n=====\n"
    assert blocks(text, Section)[0].location == Location(PATH, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_codes_in_text_over_several_lines(end: str) -> None:
    text = f"A{end}={end}{end}Normal response codes: 200, 204,{end}200(OK){end}{end}  Error codes: forbidden(403),{end}  404{end}"
    normal, error = blocks(text, StatusTable)
    assert (normal.kind, error.kind) == ("success", "error")
    assert [code.location for code in normal.codes] == [
        at(text, "200"),
        at(text, "204"),
        at(text, "200", 1),
    ]
    assert [code.location for code in error.codes] == [at(text, "403"), at(text, "404")]
    assert normal.is_text


@pytest.mark.parametrize(
    "line",
    ["Normal response codes: none", "A normal response: 200", "Error responses are shown below"],
)
def test_lines_that_hold_no_codes(line: str) -> None:
    assert blocks(line + "\n", StatusTable) == []


def test_codes_that_are_the_items_of_a_list() -> None:
    text = """\
Normal response codes:

* ``OK (200)``. The list.
* 204

Error codes:
 - 409 (Conflict, NodeLocked)
 - 404 (NotFound), as of
   version 1.404

Error response codes:

- BadRequest (400)

- Forbidden (403)
"""
    success, one, other = blocks(text, StatusTable)
    assert [success.kind, one.kind, other.kind] == ["success", "error", "error"]
    assert [(c.number, c.location) for c in (*success.codes, *one.codes, *other.codes)] == [
        (number, at(text, str(number))) for number in (200, 204, 409, 404, 400, 403)
    ]
    assert one.location == at(text, "Error codes")


@pytest.mark.parametrize(
    "text",
    [
        "Error codes:\n\n- 404 (Not Found)\n- whatever else\n",
        "Error codes:\n\nText.\n\n- 404\n",
        "Errors and their codes\n\n- 404\n",
    ],
)
def test_lists_that_hold_no_codes(text: str) -> None:
    assert blocks(text, StatusTable) == []


def test_paragraphs() -> None:
    text = "Plain ``a`` and ``b c``.\n\n**Bold**\n\n**Bold** and plain\n\n:ref:`x <there>` `y`_ `z <http://z/>`__\n"
    plain, bold, mixed, links = blocks(text, Paragraph)
    assert plain.literals == ("a", "b c")
    assert (bold.strong, mixed.strong) == (True, False)
    assert links.links == ("y", "http://z/", "there")
    assert bold.location == at(text, "**Bold**")


LIST_TABLE = """\
.. list-table:: Title
   :widths: 1 2
   :header-rows: 1

   * - Name
     - Meaning
   * - ``one``
     - The first.

       More.
   * - ``two``
     -
"""


def test_list_table() -> None:
    (table,) = blocks(LIST_TABLE, TextTable)
    assert [cell.text for cell in table.header] == ["Name", "Meaning"]
    assert [cell.location for cell in table.header] == [
        Location(PATH, 5, 4),
        Location(PATH, 6, 6),
    ] or [cell.location.line for cell in table.header] == [5, 6]
    assert [row[0].literals for row in table.rows] == [("one",), ("two",)]
    assert [row[0].location.line for row in table.rows] == [7, 11]
    assert table.rows[0][1].location.line == 8
    assert table.location == Location(PATH, 1)


def test_drawn_tables() -> None:
    text = """\
Text.

+-------+-------+
| Name  | Value |
+=======+=======+
| ``a`` | b     |
+-------+-------+

===== =====
Name  Value
===== =====
c     d
===== =====
"""
    grid, simple = blocks(text, TextTable)
    assert [cell.text for cell in grid.header] == ["Name", "Value"]
    assert [[cell.text for cell in row] for row in grid.rows] == [["a", "b"]]
    assert grid.rows[0][0].location.line == 6
    assert [[cell.text for cell in row] for row in simple.rows] == [["c", "d"]]
    assert simple.rows[0][0].location.line == 12
    assert (grid.location.line, simple.location.line) == (3, 9)


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("Title\n====\n", "rst-warning", 2),
        ("Text\n\n====\nTitle\n----\n", "rst-syntax", 3),
        ("Text\n\nAn *open star\n", "rst-warning", 3),
        ("- a\nb\n", "rst-warning", 2),
    ],
)
def test_what_docutils_says_is_located(text: str, kind: str, line: int) -> None:
    _, problems = read(text)
    assert (problems[0].kind, problems[0].location.line) == (kind, line)


def test_an_indentation_and_its_end_are_one_problem() -> None:
    _, (problem,) = read("One,\ntwo:\n  three\nfour.\n")
    assert (problem.message, problem.location.line) == ("Unexpected indentation", 3)


def test_unknown_directives_and_roles_are_no_problem() -> None:
    assert read(".. nothing:: x\n   :y: z\n\n   Text\n\n:no:such:`role`\n")[1] == []


def test_a_page_that_is_nested_too_deeply_is_a_problem() -> None:
    page, problems = read("\n\n".join(" " * depth + "x" for depth in range(500)))
    assert page.body.children == ()
    assert problems[0].kind == "rst-syntax"
    assert "too deeply" in problems[0].message
