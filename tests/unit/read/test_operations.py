"""``apiref.read.operations``, ``apiref.read.roles`` and ``apiref.read.tree``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.model.operation import Operation
from apiref.read.roles import heading_role, name_role
from tests.trees import load, write_tree

INDEX = "=== api-ref/source/index.rst\n===\nAPI\n===\n\n.. include:: a.inc\n"


def operations(root: Path, text: str) -> tuple[Operation, ...]:
    write_tree(root, INDEX + "=== api-ref/source/a.inc\n" + text)
    return load(root).operations


def test_sections_and_includes_in_the_middle(tmp_path: Path) -> None:
    first, second = operations(
        tmp_path,
        """\
Show
====

.. rest_method:: GET /a/{id}

.. include:: b.inc

Response example
----------------

.. literalinclude:: x.json

List
====

.. rest_method:: GET /a

.. literalinclude:: y.json
=== api-ref/source/b.inc
Response
--------

.. rest_parameters:: p.yaml

   - id: id
=== api-ref/source/p.yaml
id: {in: body, type: string, required: true, description: x}
=== api-ref/source/x.json
{"id": "a"}
=== api-ref/source/y.json
{"id": "a"}
""",
    )
    assert (first.label, first.title, first.headings) == ("GET /a/{id}", "Show", ("API",))
    assert [(part.role, part.headings) for part in first.tables] == [("response", ("Response",))]
    assert first.tables[0].table.location.path == "api-ref/source/b.inc"
    assert [(part.role, part.reference.file) for part in first.samples] == [("response", "x.json")]
    assert [(part.role, part.reference.file) for part in second.samples] == [("response", "y.json")]


def test_several_methods_in_one_section(tmp_path: Path) -> None:
    both, alone = operations(
        tmp_path,
        "A\n=\n\n.. rest_method:: GET /a\n\n.. rest_method:: HEAD /a\n\nText.\n\n"
        ".. rest_method:: PUT /a\n\nText.\n",
    )
    assert [endpoint.label for endpoint in both.endpoints] == ["GET /a", "HEAD /a"]
    assert [endpoint.label for endpoint in alone.endpoints] == ["PUT /a"]


def test_a_page_of_two_documents_has_its_operations_once(tmp_path: Path) -> None:
    text = "A\n=\n\n.. rest_method:: GET /a\n=== api-ref/source/other.rst\n.. include:: a.inc\n"
    assert len(operations(tmp_path, text)) == 1


def test_a_page_that_nothing_includes_is_read(tmp_path: Path) -> None:
    text = "x\n=== api-ref/source/alone.inc\nA\n=\n\n.. rest_method:: GET /a\n"
    assert [operation.page for operation in operations(tmp_path, text)] == [
        "api-ref/source/alone.inc"
    ]


@pytest.mark.parametrize(
    ("headings", "role"),
    [
        (("Request",), "request"),
        (("Request", "Response Example"), "response"),
        (("Response", "Parameters"), "response"),
        (("Request and response",), None),
        (("JSON request:",), "request"),
        (("Examples",), None),
        ((), None),
        # Once the role of the request, of which the headings only speak.
        (("Response Example", "Example for a request with detail=false"), "response"),
        (("Response", "Answer to the request that lists all"), "response"),
        (("Response", "Sample of such a request:"), "response"),
        (("Example for a request with detail=false",), None),
        (("Response", "Example of the request body parameters"), "request"),
        (("Response", "Detailed request"), "request"),
    ],
)
def test_roles_of_headings(headings: tuple[str, ...], role: str | None) -> None:
    assert heading_role(headings) == role


@pytest.mark.parametrize(
    ("headings", "role"),
    [
        (("Request", "Example Get Console Output (get action)"), "request"),
        (("Example get console output",), None),
        (("Get Console Output: response",), "response"),
        (("Example Output",), "response"),
    ],
)
def test_the_title_of_the_operation_tells_no_role(
    headings: tuple[str, ...], role: str | None
) -> None:
    """Once a false alarm: a request under "Example Get Console Output" was a response."""
    assert heading_role(headings, "Get Console Output (get action)") == role


def test_a_title_of_one_word_does_not_hide_what_a_heading_says() -> None:
    assert heading_role(("Query parameters",), "Query") == "request"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("samples/thing-create-request.json", "request"),
        ("thing-create-resp.json", "response"),
        ("requests/thing.json", None),
        ("thing-request-response.json", None),
        ("responsible.json", None),
    ],
)
def test_roles_of_names(name: str, role: str | None) -> None:
    assert name_role(name) == role


def test_a_new_style_where_titles_already_go_deeper(tmp_path: Path) -> None:
    """The first file has ``-`` below its title, the second one ``~``, and ``-`` below that."""
    write_tree(
        tmp_path,
        INDEX + ".. include:: b.inc\n"
        "=== api-ref/source/a.inc\nGeneral\n=======\n\nFilters\n-------\n\nText.\n"
        "=== api-ref/source/b.inc\nThings\n======\n\nShow\n~~~~\n\n.. rest_method:: GET /a\n\n"
        "Request\n-------\n\n.. rest_parameters:: p.yaml\n\n   - id: id\n"
        "=== api-ref/source/p.yaml\nid:\n  in: path\n",
    )
    (found,) = load(tmp_path).operations
    assert found.headings == ("API", "Things")
    assert [part.headings for part in found.tables] == [("Request",)]


@pytest.mark.parametrize(
    ("file", "language", "text"),
    [
        ("x.js", "javascript", '// two\n{"a": 1}'),
        ("x.js", "javascript", "{\n  a: 1\n}"),
        ("x.json", "none", 'data: {"a": 1}'),
        ("x.txt", "javascript", "HTTP/1.1 200 OK\nDate: today"),
        ("x.http", "json", "GET /things HTTP/1.1"),
    ],
)
def test_what_is_not_meant_as_json(tmp_path: Path, file: str, language: str, text: str) -> None:
    """Once a false alarm."""
    operations(
        tmp_path,
        f"Show\n====\n\n.. rest_method:: GET /a\n\n.. literalinclude:: {file}\n"
        f"   :language: {language}\n=== api-ref/source/{file}\n{text}\n",
    )
    tree = load(tmp_path)
    assert not tree.samples
    assert not [problem for problem in tree.problems if problem.kind == "json-syntax"]


@pytest.mark.parametrize(
    ("file", "language"),
    [("x.js", "javascript"), ("x.json", "none"), ("x.json", "javascript"), ("x.txt", "json")],
)
def test_what_is_meant_as_json(tmp_path: Path, file: str, language: str) -> None:
    operations(
        tmp_path,
        f"Show\n====\n\n.. rest_method:: GET /a\n\n.. literalinclude:: {file}\n"
        f'   :language: {language}\n=== api-ref/source/{file}\n{{"a": 1}}}}\n',
    )
    assert [problem.kind for problem in load(tmp_path).problems] == ["json-syntax"]


UPDATE = """\
Update
======

.. rest_method:: PUT /a/{{id}}

Request
-------

.. rest_parameters:: p.yaml

   - id: id

Response
--------

.. rest_parameters:: p.yaml

   - id: id

{behind}
=== api-ref/source/p.yaml
id: {{in: body, type: string, required: true, description: x}}
=== api-ref/source/x.json
{{"id": "a"}}
=== api-ref/source/y.json
{{"id": "a"}}
"""


def roles(tmp_path: Path, behind: str) -> list[str | None]:
    """The roles of the samples that follow the tables of an operation."""
    (update,) = operations(tmp_path, UPDATE.format(behind=behind))
    return [part.role for part in update.samples]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Examples\n--------", [None, None]),
        ("Response examples\n-----------------", ["response", "response"]),
        ("", ["response", "response"]),
    ],
)
def test_samples_in_a_section_beside_those_of_the_tables(
    tmp_path: Path, title: str, found: list[str | None]
) -> None:
    """Once a false alarm: the first of two "Examples" is most often the request."""
    samples = ".. literalinclude:: x.json\n\n.. literalinclude:: y.json\n"
    assert roles(tmp_path, f"{title}\n\n{samples}") == found


def test_one_sample_in_a_section_beside_those_of_the_tables(tmp_path: Path) -> None:
    behind = "Example\n-------\n\n.. literalinclude:: x.json\n"
    assert roles(tmp_path, behind) == ["response"]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("The request is:", "and the answer:", ["request", "response"]),
        ("Here is an example request body:", "or else:", ["request", "response"]),
        ("The response body looks like:", "For all others:", ["response", "response"]),
        ("Leave out of the request:", "and:", ["response", "response"]),
    ],
)
def test_sentences_that_say_what_follows(
    tmp_path: Path, first: str, second: str, found: list[str]
) -> None:
    """Once a false alarm: the request behind the table of the response was a response."""
    behind = f"{first}\n\n.. literalinclude:: x.json\n\n{second}\n\n.. literalinclude:: y.json\n"
    assert roles(tmp_path, behind) == found
