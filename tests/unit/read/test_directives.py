"""``apiref.read.directives``: the content of directives, and its exact locations."""

from __future__ import annotations

import pytest

from apiref.model.page import (
    Directive,
    Endpoint,
    ExpandAll,
    Include,
    LiteralBlock,
    ParameterTable,
    SampleReference,
    StatusTable,
    TextTable,
    Toctree,
)
from tests.unit.read.pages import at, blocks, read

ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])


@ENDS
def test_method(end: str) -> None:
    text = end.join(
        ["T", "=", "", ".. rest_method::  GET   /v2/GET/{id}", "   min_version: 1.2", ""]
    )
    (endpoint,) = blocks(text, Endpoint)
    assert (endpoint.method, endpoint.url, endpoint.min_version) == ("GET", "/v2/GET/{id}", "1.2")
    assert endpoint.location == at(text, "GET")
    assert endpoint.url_location == at(text, "/v2/")


def test_method_whose_name_is_in_the_directive() -> None:
    text = ".. rest_method:: rest_method /rest_method\n"
    (endpoint,) = blocks(text, Endpoint)
    assert endpoint.location == at(text, "rest_method", 1)
    assert endpoint.url_location == at(text, "/rest_method")


def test_method_on_the_next_line() -> None:
    text = ".. rest_method::\n\n   GET /v2/things\n   max_version: 2.10\n"
    (endpoint,) = blocks(text, Endpoint)
    assert (endpoint.label, endpoint.max_version) == ("GET /v2/things", "2.10")
    assert endpoint.location == at(text, "GET")


def test_method_without_anything() -> None:
    (endpoint,) = blocks("x\n\n.. rest_method::\n", Endpoint)
    assert (endpoint.method, endpoint.url, endpoint.location.line) == ("", "", 3)


TABLE = """\
.. rest_parameters:: parameters.yaml

   - id: id
   - X-Header:   x_header
   - a b: c
   - "quoted": 'key'
"""


@ENDS
def test_rows(end: str) -> None:
    text = TABLE.replace("\n", end)
    (table,) = blocks(text, ParameterTable)
    assert [(row.name, row.key) for row in table.rows] == [
        ("id", "id"),
        ("X-Header", "x_header"),
        ("a b", "c"),
        ("quoted", "key"),
    ]
    assert table.path == "source/v2/parameters.yaml"
    assert table.location == at(text, "..")
    assert table.file_location == at(text, "parameters.yaml")
    for row, (name, skip), key in zip(
        table.rows,
        [("id", 0), ("X-Header", 0), ("a b", 0), ("quoted", 0)],
        [at(text, "id", 1), at(text, "x_header"), at(text, "c", 0), at(text, "key")],
        strict=True,
    ):
        assert row.location == at(text, name, skip)
        if row.name != "a b":
            assert row.key_location == key
    assert table.rows[2].key_location == at(text, ": c").__class__(*_after(at(text, "a b: c"), 5))


def _after(place: object, columns: int) -> tuple[str, int, int]:
    return (place.path, place.line, place.column + columns)  # type: ignore[attr-defined]


def test_rows_that_are_indented_with_tabs() -> None:
    text = ".. rest_parameters:: parameters.yaml\n\n\t- id:\tthing_id\n"
    (table,) = blocks(text, ParameterTable)
    assert [(row.name, row.key) for row in table.rows] == [("id", "thing_id")]
    assert table.rows[0].location == at(text, "id:")
    assert table.rows[0].key_location == at(text, "thing_id")


def test_rows_that_are_no_yaml_are_a_problem_but_not_lost() -> None:
    text = ".. rest_parameters:: p.yaml\n\n   - a: b: c\n   - id: thing_id\n"
    page, problems = read(text)
    assert [(problem.kind, problem.location.line) for problem in problems] == [
        ("directive-syntax", 3)
    ]
    assert [row.key for block in page.body.children for row in block.rows][1:] == ["thing_id"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("item", "advice"),
    [
        ("   -two: b", "write '- two: b', with a space behind the dash"),
        ("   * two: b", "write '- two: b', with a dash"),
        ("  - two: b", "indent it like the first one"),
        ("   two", "its dash is missing; write '- two'"),
        ("   two: b", "its dash is missing; write '- two: b'"),
    ],
)
def test_a_row_that_is_no_item_says_why(item: str, advice: str) -> None:
    text = f".. rest_parameters:: p.yaml\n\n   - one: a\n{item}\n   - three: c\n"
    _, (problem,) = read(text)
    (table,) = blocks(text, ParameterTable)
    written = item.strip()
    assert problem.message == f"'{written}' is no item of the list; {advice}"
    assert problem.location == at(text, written)
    assert [row.name for row in table.rows] == ["one", "two", "three"]


def test_a_list_that_is_no_yaml_for_another_reason() -> None:
    _, (problem,) = read(".. rest_parameters:: p.yaml\n\n   - one: a\n   - 'two: b\n")
    assert problem.message.startswith("is not valid YAML: ")


def test_a_place_in_a_row_that_is_no_yaml_counts_from_the_page() -> None:
    text = ".. rest_parameters:: p.yaml\n\n   - a: 'b\n"
    _, problems = read(text)
    assert problems[0].location.line in (3, 4)


@pytest.mark.parametrize(
    "name", ["rest_parameters", "rest_status_code", "literalinclude", "include", "code-block"]
)
def test_a_directive_without_anything(name: str) -> None:
    page, _ = read(f".. {name}::\n")
    assert len(page.body.children) == 1


def test_statuses() -> None:
    text = ".. rest_status_code:: error status.yaml\n\n   - 200\n   - 404: 404_reason\n   - 40x\n"
    (table,) = blocks(text, StatusTable)
    assert (table.kind, table.file, table.path) == ("error", "status.yaml", "source/v2/status.yaml")
    assert [(code.text, code.number, code.reason) for code in table.codes] == [
        ("200", 200, None),
        ("404", 404, "404_reason"),
        ("40x", None, None),
    ]
    assert table.codes[1].location == at(text, "404")
    assert table.codes[1].reason_location == at(text, "404_reason")
    assert table.file_location == at(text, "status.yaml")
    assert not table.is_text


def test_sample() -> None:
    text = ".. literalinclude:: include/a.json\n   :language: json\n   :lines: 1-\n"
    (sample,) = blocks(text, SampleReference)
    assert (sample.file, sample.path) == ("include/a.json", "source/v2/include/a.json")
    assert (sample.language, sample.partial) == ("json", True)
    assert sample.file_location == at(text, "include/")


@pytest.mark.parametrize("name", ["literalinclude", "include", "rest_parameters"])
def test_an_argument_on_the_next_line(name: str) -> None:
    text = f".. {name}::\n   include\n"
    (block,) = read(text)[0].body.children
    assert block.file == "include"  # type: ignore[union-attr]
    assert _file_place(block) == at(text, "   include").__class__(
        *_after(at(text, "   include"), 3)
    )


@pytest.mark.parametrize("name", ["literalinclude", "include", "rest_parameters"])
def test_an_argument_that_is_part_of_the_name(name: str) -> None:
    text = f"  .. {name}:: {name[-3:]}\n"
    (block,) = blocks(text, (SampleReference, Include, ParameterTable))  # type: ignore[arg-type]
    assert _file_place(block).column == text.rindex(name[-3:]) + 1  # type: ignore[attr-defined]


def _file_place(block: object) -> object:
    return block.location if isinstance(block, Include) else block.file_location  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("/a.json", "source/a.json"),
        ("../../samples/a.json", "samples/a.json"),
        ("../../../a.json", None),
        ("a b é.json", "source/v2/a b é.json"),
        ("./b/../a.json", "source/v2/a.json"),
    ],
)
def test_where_paths_lead(file: str, path: str | None) -> None:
    (sample,) = blocks(f".. literalinclude:: {file}\n", SampleReference)
    assert (sample.file, sample.path) == (file, path)


def test_include_and_toctree_and_expand_all() -> None:
    text = """\
.. include:: a.inc
   :start-line: 3

.. include:: <isonum.txt>

.. toctree::
   :glob:
   :maxdepth: 1

   one
   The second <sub/two>

.. rest_expand_all::
"""
    first, standard = blocks(text, Include)
    assert (first.path, first.partial, first.location) == (
        "source/v2/a.inc",
        True,
        at(text, "a.inc"),
    )
    assert standard.path is None
    (toctree,) = blocks(text, Toctree)
    assert toctree.entries == (("one", at(text, "one")), ("sub/two", at(text, "sub/two")))
    assert toctree.glob
    assert blocks(text, ExpandAll)[0].location.line == 13


def test_code() -> None:
    text = "x\n\n.. code-block:: json\n   :linenos:\n\n   {\n     1\n   }\n\ny\n"
    (block,) = blocks(text, LiteralBlock)
    assert (block.language, block.text) == ("json", "{\n  1\n}")
    assert block.location == at(text, "..")


NESTED = """\
T
=

.. rest_method:: GET /a

.. note::

   Text.

   .. literalinclude:: a.json
      :language: json

.. tabs::
   :option: value

   .. tab:: One

      .. rest_parameters:: p.yaml

         - id: thing_id

.. only:: html

   Normal response codes: 200
"""


def test_directives_in_directives() -> None:
    (sample,) = blocks(NESTED, SampleReference)
    assert sample.location == at(NESTED, ".. literal")
    assert sample.file_location == at(NESTED, "a.json")
    (table,) = blocks(NESTED, ParameterTable)
    assert table.rows[0].location == at(NESTED, "id: ")
    assert table.rows[0].key_location == at(NESTED, "thing_id")
    (codes,) = blocks(NESTED, StatusTable)
    assert codes.codes[0].location == at(NESTED, "200")
    assert [block.name for block in blocks(NESTED, Directive)] == ["note", "tabs", "tab", "only"]


def test_nothing_leaks_from_one_page_to_the_next() -> None:
    text = ".. default-role:: strong\n\n.. role:: mine(emphasis)\n\n`x` :mine:`y`\n"
    assert read(text)[1] == []
    page, problems = read("`x` :mine:`y` ``z``\n")
    assert problems == []
    assert page.body.children[0].literals == ("z",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("item", "name"), [("{label}: value", "{label}"), ("[label]: value", "[label]")]
)
def test_a_name_that_is_none_in_yaml(item: str, name: str) -> None:
    """Once read silently as a row with the name ``mapping``."""
    text = f"T\n=\n\n.. rest_parameters:: p.yaml\n\n   - id: id\n   - {item}\n"
    _, (problem,) = read(text)
    (table,) = blocks(text, ParameterTable)
    assert [row.name for row in table.rows] == ["id", name]
    assert (problem.kind, problem.location) == ("directive-syntax", at(text, name))


def test_a_url_that_is_too_long_is_cut() -> None:
    """URLs are compared in ways that take more than linear time."""
    text = "T\n=\n\n.. rest_method:: GET /" + "{a}/" * 1_000 + "\n"
    _, (problem,) = read(text)
    (endpoint,) = blocks(text, Endpoint)
    assert (problem.kind, problem.location.line) == ("directive-syntax", 4)
    assert endpoint.url == ("/" + "{a}/" * 1_000)[:1_996]


def _cells(text: str) -> tuple[list[str], list[list[str]]]:
    """The texts of the only table of a page: those of its header, and of its rows."""
    (table,) = blocks(text, TextTable)
    header = [cell.text for cell in table.header]
    return header, [[cell.text for cell in row] for row in table.rows]


NAMED = [["limit", "How many."], ["sort", "By which field."]]
ROWS = '   limit, How many.\n   "sort", "By which field."\n'


@pytest.mark.parametrize(
    ("options", "rows", "header"),
    [
        ("   :header: Name, Description\n", ROWS, ["Name", "Description"]),
        ('   :header: "Name", "What, and how"\n', ROWS, ["Name", "What, and how"]),
        ("   :header-rows: 1\n", f"   Name, Description\n{ROWS}", ["Name", "Description"]),
        ("   :header-rows: 0\n", ROWS, []),
        ("", ROWS, []),
        ("   :widths: 20, 80\n", ROWS, []),
    ],
)
def test_csv_table(options: str, rows: str, header: list[str]) -> None:
    assert _cells(f"T\n=\n\n.. csv-table:: Query\n{options}\n{rows}") == (header, NAMED)


def test_the_locations_and_literals_of_a_csv_table() -> None:
    text = (
        "T\n=\n\n.. csv-table::\n   :header: Name, Description\n\n"
        '   ``limit``, "How many,\n   at most ``100``."\n   sort, By which ``field``.\n'
    )
    (table,) = blocks(text, TextTable)
    assert table.location == at(text, "..")
    assert [cell.literals for row in table.rows for cell in row] == [
        ("limit",),
        ("100",),
        (),
        ("field",),
    ]
    limit, sort = (row[0].location for row in table.rows)
    assert (limit, sort) == (at(text, "``limit``"), at(text, "sort"))


def test_a_cell_over_several_lines() -> None:
    """It is one row, and the next row starts where it ends."""
    text = (
        '.. csv-table::\n   :header: A, B\n\n   "x", "one\n   two, ""three""\n   four"\n   y, z\n'
    )
    _, (first, second) = _cells(text)
    assert (first[0], first[1].split()) == ("x", ["one", "two,", '"three"', "four"])
    assert second == ["y", "z"]
    (table,) = blocks(text, TextTable)
    assert table.rows[1][0].location.line == 7


@pytest.mark.parametrize(
    ("row", "found"),
    [
        # The rest of the table is one cell: as docutils, which tells it.
        ('"x, y', ["x, y"]),
        ('x"y, z', ['x"y', "z"]),
        ('"x"y, z', ["xy", "z"]),
        # An empty line, and an empty cell.
        ("\n   x,, z", ["x", "", "z"]),
    ],
)
def test_quotes_that_are_broken(row: str, found: list[str]) -> None:
    assert _cells(f".. csv-table::\n   :header: A, B\n\n   {row}\n")[1] == [found]


LONG = "\n   ".join(["z" * 5_000] * 30)


def test_a_cell_of_a_csv_table_that_is_too_long() -> None:
    text = f'.. csv-table::\n   :header: A, B\n\n   x, y\n   "{LONG}"\n   a, b\n'
    assert _cells(text) == (["A", "B"], [["x", "y"]])


@pytest.mark.parametrize("options", ["", "   :file: names.csv\n", "   :header: A, B\n"])
def test_a_csv_table_without_rows(options: str) -> None:
    assert _cells(f".. csv-table:: Names\n{options}")[1] == []
