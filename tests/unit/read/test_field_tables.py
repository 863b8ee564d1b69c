"""Text tables of fields, from the page to the findings about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.documentation import documentations
from tests.trees import assert_expected, load, write_tree

RULES = (
    "sample-field-undocumented",
    "sample-field-misspelt",
    "sample-field-missing",
    "sample-value-type",
    "url-placeholder-undocumented",
)
HEAD = """\
=== api-ref/source/index.rst
====
Tins
====

.. rest_expand_all::

Open tin
========

.. rest_method:: POST /tins/{tin_id}/open

Opens a tin.

"""
SAMPLE = ".. literalinclude:: open-request.json\n   :language: json\n"
CSV = """\
.. csv-table:: Request
   :header: "Parameter", "Style", "Type", "Description"

   "tin_id", "URI", "csapi:UUID", "The tin."
   "``lid``", "plain", "xsd:string", "What to do
   with the lid."
   "force (Optional)", "plain", "Boolean", "Whether to bend it."
"""
LIST = """\
**Request parameters**

.. list-table::
   :header-rows: 1

   * - Field
     - Required
     - Data Type
     - Notes
   * - tin_id
     - yes
     - string
     - The tin.
   * - ``lid``
     - Yes
     - string
     - What to do with the lid.
   * - force
     - no
     - Boolean
     - Whether to bend it.
"""
GRID = """\
Request
-------

+--------------+----------+---------+
| Name         | Type     | In      |
+==============+==========+=========+
| tin_id       | string   | path    |
+--------------+----------+---------+
| lid          | string   | body    |
+--------------+----------+---------+
| *force*      | Boolean  | body    |
+--------------+----------+---------+

"""


def _tree(tables: str, sample: str) -> str:
    return f"{HEAD}{tables}\n{SAMPLE}=== api-ref/source/open-request.json\n{sample}\n"


TITLED = ".. table:: Request body\n\n" + "".join(
    f"   {line}\n" for line in GRID.splitlines() if "|" in line or "+" in line
)


@pytest.mark.parametrize("table", [CSV, LIST, GRID, TITLED])
def test_the_fields_of_a_text_table(tmp_path: Path, table: str) -> None:
    write_tree(tmp_path, _tree(table, '{"lid": "keep", "force": true}'))
    (documented,) = documentations(load(tmp_path))
    assert documented.role == "request"
    assert [
        (it.name, it.parameter.place, it.parameter.type.lower()) for it in documented.fields
    ] == [
        ("tin_id", "path", "uuid" if table == CSV else "string"),
        ("lid", "body", "string"),
        ("force", "body", "boolean"),
    ]
    lid, force = documented.fields[1:]
    assert (lid.parameter.required, force.parameter.required) == (table == LIST, False)


@pytest.mark.parametrize("table", [CSV, LIST, GRID])
@pytest.mark.parametrize(
    "sample",
    [
        '{"lid": "keep", "force": true}',
        '{\n"lid": "keep",\n"forse": true  <<< sample-field-misspelt\n}',
        '{\n"lid": "keep",\n"force": true,\n"slowly": 1  <<< sample-field-undocumented\n}',
        '{\n"lid": "keep",\n"force": "true"  <<< sample-value-type\n}',
    ],
)
def test_samples_compared_with_a_text_table(tmp_path: Path, table: str, sample: str) -> None:
    assert_expected(tmp_path, _tree(table, sample), *RULES)


def test_a_required_field_of_a_text_table(tmp_path: Path) -> None:
    sample = '{"force": true}  <<< sample-field-missing'
    (found,) = assert_expected(tmp_path, _tree(LIST, sample), *RULES)
    assert "optional in api-ref/source/index.rst" in found.message


def test_the_columns_of_presence_and_headers(tmp_path: Path) -> None:
    table = CSV.replace('"Style"', '"Optional"').replace('"URI"', '"no"').replace("plain", "maybe")
    table += '   "X-Trace", "yes", "String", "An ID."\n   "force", "yes", "Number", "Of it."\n'
    write_tree(tmp_path, _tree(table, '{"lid": "keep", "force": true}'))
    (documented,) = documentations(load(tmp_path))
    found = [(it.name, it.parameter.place, it.parameter.required) for it in documented.fields]
    assert found == [
        ("tin_id", "path", True),
        ("lid", "body", False),
        ("force", "body", False),
        ("X-Trace", "header", False),
        ("force", "body", False),
    ]
    assert [it.parameter.type for it in documented.fields][-1] == "Number"


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("query string", "query"),
        ("URL query", "query"),
        ("``header``", "header"),
        ("Request body", "body"),
        ("JSON", "body"),
        ("URL path", "path"),
        ("Body", "body"),
        ("elsewhere", "elsewhere"),
    ],
)
def test_places(tmp_path: Path, word: str, place: str) -> None:
    write_tree(tmp_path, _tree(CSV.replace('"plain"', f'"{word}"', 1), "{}"))
    (documented,) = documentations(load(tmp_path))
    assert documented.fields[1].parameter.place == place


def test_a_query_without_a_column_of_places(tmp_path: Path) -> None:
    text = _tree(LIST.replace("tin_id", "dent"), "{}").replace("POST /tins/{tin_id}/open", "GET /t")
    write_tree(tmp_path, text)
    (documented,) = documentations(load(tmp_path))
    assert {it.parameter.place for it in documented.fields} == {"query"}


@pytest.mark.parametrize(
    "table",
    [
        # Neither a place nor a type.
        CSV.replace('"Style", "Type"', '"Meaning", "Since"'),
        # No column of names.
        CSV.replace('"Parameter"', '"Status"'),
        # Names of other things.
        CSV.replace("force (Optional)", "A closed tin"),
        # It does not say whether it is of the request.
        LIST.replace("**Request parameters**\n", ""),
        CSV.replace('   :header: "Parameter", "Style", "Type", "Description"\n', ""),
        # A row without a name.
        CSV + '   ""\n',
    ],
)
def test_other_tables(tmp_path: Path, table: str) -> None:
    write_tree(tmp_path, _tree(table, '{"lid": "keep", "force": true}'))
    tree = load(tmp_path)
    assert (tree.operations[0].tables, len(tree.operations[0].text_tables)) == ((), 1)


def test_a_text_table_beside_rest_parameters(tmp_path: Path) -> None:
    """It explains something else, such as the values of a field."""
    rows = "**Request**\n\n.. rest_parameters:: parameters.yaml\n\n   - tin_id: tin_id\n\n"
    write_tree(tmp_path, _tree(rows + CSV, '{"lid": "keep"}'))
    (operation,) = load(tmp_path).operations
    assert [part.table.entries for part in operation.tables] == [()]


def test_a_text_table_of_few_of_many_fields(tmp_path: Path) -> None:
    """It is a selection, such as the fields that need more words."""
    sample = '{"lid": "keep", "force": true, "slowly": 1, "depth": 2}'
    assert_expected(tmp_path, _tree(CSV, sample), *RULES)


@pytest.mark.parametrize("name", ["required", "optional"])
def test_a_field_that_is_named_like_its_presence(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, _tree(CSV.replace("``lid``", name), "{}"))
    (documented,) = documentations(load(tmp_path))
    assert [it.name for it in documented.fields] == ["tin_id", name, "force"]
    assert not documented.fields[1].parameter.required


@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("(required) lid", True),
        ("(optional) lid", False),
        ("lid (required)", True),
        ("lid required", True),
        ("lid", False),
    ],
)
def test_the_presence_beside_a_name(tmp_path: Path, name: str, required: bool) -> None:
    """Once "(required) lid" was no name, so the table was not read."""
    write_tree(tmp_path, _tree(CSV.replace("``lid``", name), "{}"))
    (documented,) = documentations(load(tmp_path))
    assert [it.name for it in documented.fields] == ["tin_id", "lid", "force"]
    assert bool(documented.fields[1].parameter.required) is required


def test_tables_of_the_same_names(tmp_path: Path) -> None:
    """Once wrong: their entries had one key, and samples of both were compared with the first."""
    response = CSV.replace("Request", "Response").replace('"xsd:string"', '"integer"')
    sample = '{"lid": "keep", "force": true}'
    answer = ".. literalinclude:: open-response.json\n=== api-ref/source/open-response.json\n"
    tree = _tree(f"{CSV}\n{SAMPLE}\n{response}\n{answer}" + '{"lid": 1, "force": true}\n', sample)
    assert_expected(tmp_path, tree, *RULES)
