"""Rules of ``apiref.rules.pages.unreadable``."""

from pathlib import Path

import pytest

from apiref.model.cause import at
from apiref.model.location import Location
from tests.trees import assert_expected, findings, write_tree
from tests.unit.rules.things import things


def test_a_readable_tree_is_silent(tmp_path: Path) -> None:
    assert_expected(tmp_path, SOUND, "json-syntax", "yaml-syntax", "rst-syntax", "rst-warning")


SOUND = """\
=== api-ref/source/index.rst
===
API
===

.. unknown-directive:: with an argument

   Some :unknown:`role`.

.. include:: things.inc
=== api-ref/source/things.inc
Things
======

.. rest_method:: GET /things
"""


@pytest.mark.parametrize(
    "block",
    [
        '.. code-block:: json\n   :linenos:\n\n   {\n     "id": 1,} <<< json-syntax\n',
        '.. code-block:: js\n\n   {\n     "id": 1\n     "name": "a" <<< json-syntax\n   }\n',
        'It is\n\n::\n\n   [\n     {"id": 1},\n     {"id": 2,} <<< json-syntax\n   ]\n',
        'It is::\n\n       {\n   "id": 1,} <<< json-syntax\n',
        # Meant as they are.
        '.. code-block:: json\n\n   {\n     "id": 1,\n     ...\n   }\n',
        '.. code-block:: json\n\n   {"id": 1, "name": NAME}\n',
        '.. code-block:: python\n\n   {\n     "id": 1,\n   }\n',
        "It is::\n\n   ['a', 'b',]\n",
        'It is::\n\n   {"id": 1}\n',
    ],
)
def test_json_in_a_literal_block(tmp_path: Path, block: str) -> None:
    tree = f"=== api-ref/source/index.rst\nThings\n======\n\n{block}\nMore.\n"
    for found in assert_expected(tmp_path, tree, "json-syntax"):
        written = (tmp_path / found.location.path).read_text().split("\n")[found.location.line - 1]
        assert written[found.location.column - 1] in ',"}'


def test_a_sample_that_is_empty(tmp_path: Path) -> None:
    """Often there is no body, and the page is wrong."""
    tree = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
=== api-ref/source/thing.json
  <<< json-syntax
"""
    (found,) = assert_expected(tmp_path, tree, "json-syntax")
    assert [(place.path, place.line) for place in found.places] == [("api-ref/source/index.rst", 1)]
    assert "if there is none, do not show the file" in found.message


def test_json_with_a_missing_comma(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
=== api-ref/source/thing.json
{
    "id": 1
    "name": "a" <<< json-syntax
}
"""
    found = assert_expected(tmp_path, tree, "json-syntax")
    assert "missing comma" in found[0].message
    assert found[0].location.column == 5


def test_a_latin_1_file_is_reported_with_its_place(tmp_path: Path) -> None:
    write_tree(tmp_path, SOUND)
    (tmp_path / "api-ref/source/index.rst").write_bytes(b"one\ntwo caf\xe9\n")
    found = [f for f in findings(tmp_path) if f.rule == "wrong-encoding"]
    assert [(f.location.line, f.location.column) for f in found] == [(2, 8)]


def rules_of(tmp_path: Path, name: str, data: bytes) -> set[str]:
    write_tree(tmp_path, SOUND)
    page = tmp_path / "api-ref/source/things.inc"
    page.write_text(page.read_text() + MORE)
    (tmp_path / "api-ref/source" / name).write_bytes(data)
    return {found.rule for found in findings(tmp_path)}


MORE = """
.. rest_parameters:: p.yaml

   - id: id

.. literalinclude:: a.json
   :language: json
"""


def test_other_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert "byte-order-mark" in rules_of(tmp_path, "a.json", b"\xef\xbb\xbf{}")
    assert "json-duplicate-key" in rules_of(tmp_path, "a.json", b'{"a": 1, "a": 2}')
    assert "yaml-structure" in rules_of(tmp_path, "p.yaml", b"id:\nin: body\n")
    assert "yaml-syntax" in rules_of(tmp_path, "p.yaml", b'id:\n  in: "body\n')
    assert "unreadable-file" in rules_of(tmp_path, "a.json", b" " * 2_000_001)
    broken = b".. rest_parameters:: p.yaml\n\n   - id\n     server_id: x\n"
    assert "directive-syntax" in rules_of(tmp_path, "things.inc", broken)


def test_an_underline_that_is_much_too_short(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
Request
--- <<< rst-warning
"""
    assert_expected(tmp_path, tree, "rst-warning")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("A title\n=====", "short; make it as long as the title"),
        ("=====\nA title\n=====", "short; make it, and the underline, as long as the title"),
        ("A title\n==", "underline all of it"),
        (".. note:: It\nis.", "unindent; add one above this line, or indent this line"),
        ("* It\nis.", "unindent; add one above this line"),
        ("It is ``open.", "close it with two backticks"),
        ("It is `open.", "close it with a backtick"),
        ("It is *open.", "for a mere asterisk"),
        ("It is **open.", "close it with two asterisks"),
        ("Such as::\n\nthis.", "indent what follows the '::'"),
    ],
)
def test_what_to_do_about_a_warning(tmp_path: Path, text: str, advice: str) -> None:
    write_tree(tmp_path, f"=== api-ref/source/index.rst\nAnts\n####\n\n{text}\n")
    (found,) = (it for it in findings(tmp_path) if it.rule == "rst-warning")
    assert advice in found.message


def test_what_to_do_about_a_title_of_no_level(tmp_path: Path) -> None:
    text = "A\n####\n\nB\n====\n\nC\n----\n\nD\n====\n\nE\n~~~~\n"
    write_tree(tmp_path, f"=== api-ref/source/index.rst\n{text}")
    (found,) = (it for it in findings(tmp_path) if it.rule == "rst-syntax")
    assert found.message == (
        "Title level inconsistent; underline it like the titles of its level above"
    )


TITLES = """\
=== api-ref/source/index.rst
Ants
####

List ants
=========

.. rest_method:: GET /ants

Response
--------

It is a list.

{title}

.. rest_method:: GET /ants/{{id}}

It shows one.
"""


@pytest.mark.parametrize(
    "title",
    [
        # Once also an operation within another one, to which a title is to be added.
        "Show ant\n==  <<< rst-warning",
        # Once also a warning about the length.
        "Show ant  <<< operation-in-operation\n------",
        "Show ant\n=====  <<< rst-warning",
    ],
)
def test_a_wrong_underline_is_one_finding(tmp_path: Path, title: str) -> None:
    rules = ("rst-warning", "rst-syntax", "operation-in-operation")
    assert_expected(tmp_path, TITLES.format(title=title), *rules)


def test_an_operation_without_title_is_not_explained_by_a_title_far_above(tmp_path: Path) -> None:
    title = "Show ant\n==  <<< rst-warning\n\nIt.\n\nIt.\n"
    text = TITLES.format(title=title)
    text = text.replace("/ants/{id}", "/ants/{id}  <<< operation-in-operation")
    assert_expected(tmp_path, text, "rst-warning", "operation-in-operation")


def test_what_stands_in_a_table_or_a_note_is_rst(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. list-table::

   * - ``open <<< rst-warning
     - Text

.. note:: It is ``open too. <<< rst-warning

.. graphviz::

   digraph { a -> `` }
"""
    assert_expected(tmp_path, tree, "rst-warning")


def test_no_blank_line_above_the_items(tmp_path: Path) -> None:
    """One finding: the rows and the codes count as intended."""
    tree = """\
=== api-ref/source/index.rst
Things
======

.. rest_expand_all::

Show thing
----------

.. rest_method:: GET /things/{thing_id}

.. rest_status_code:: success status.yaml
   - 200 <<< directive-syntax

Request
~~~~~~~

.. rest_parameters:: p.yaml
   - thing_id: thing_id <<< directive-syntax
=== api-ref/source/p.yaml
thing_id:
  in: path
  type: string
  required: true
  description: It.
=== api-ref/source/status.yaml
200:
  default: Well done.
"""
    found = assert_expected(
        tmp_path,
        tree,
        "directive-syntax",
        "empty-table",
        "missing-parameters-file",
        "url-placeholder-undocumented",
        "status-codes-missing",
        "status-file-missing",
        "unused-parameter",
    )
    assert "missing blank line above the items" in found[0].message


@pytest.mark.parametrize(
    ("directive", "mark"),
    [(".. include:: ants.inc", ""), (".. note:: Mind.", " <<< rst-warning")],
)
def test_a_title_right_behind_a_directive(tmp_path: Path, directive: str, mark: str) -> None:
    """Once a false alarm: docutils puts an empty line behind what it includes."""
    tree = (
        f"=== api-ref/source/index.rst\n====\nAnts\n====\n\n{directive}\n====={mark}\nBees\n=====\n"
        "\nText.\n=== api-ref/source/ants.inc\nText about ants.\n"
    )
    assert_expected(tmp_path, tree, "rst-warning", "rst-syntax")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("- one\ntwo", "; add one above this line, or indent this line if it goes on there"),
        ("*one", "; close it with an asterisk, or write '\\*' for a mere asterisk"),
        (
            "One\n  two\none",
            "; add one above this line, or indent this line if it goes on there",
        ),
    ],
)
def test_advice(tmp_path: Path, text: str, advice: str) -> None:
    lines = text.replace("\n", "\n    ")
    tree = f"{SOUND}\n.. rest_parameters:: p.yaml\n\n   - a: a\n"
    write_tree(tmp_path, f"{tree}=== api-ref/source/p.yaml\na:\n  description: |\n    {lines}\n")
    (found,) = (item for item in findings(tmp_path) if item.rule == "description-syntax")
    assert found.message.endswith(advice) and found.subject == "a"


def test_what_no_page_shows_may_have_any_markup(tmp_path: Path) -> None:
    tree = f"{SOUND}\n.. rest_parameters:: p.yaml\n\n   - a: a\n=== api-ref/source/p.yaml\n"
    tree += "a:\n  description: It.\nb:  <<< unused-parameter\n  description: It is *b.\n"
    assert_expected(tmp_path, tree, "description-syntax", "unused-parameter")


def test_a_literal_that_is_not_closed_is_told_once(tmp_path: Path) -> None:
    tree = f"{SOUND}\n.. rest_parameters:: p.yaml\n\n   - a: a\n=== api-ref/source/p.yaml\n"
    tree += "a:\n  description: It is ``a.  <<< description-markup\n"
    assert_expected(tmp_path, tree, "description-syntax", "description-markup")


ROWS = "id: id\nname: name\nsize: size"
ENTRIES = "\n".join(f"{name}: string required The {name}." for name in ("id", "name", "size"))
SAMPLE = '{"id": "a", "name": "b", "size": "c"}'


@pytest.mark.parametrize(
    ("indented", "flat", "mark"),
    [
        ("   - size: size\n", "- size: size  <<< rst-warning\n", ""),
        (
            "\n   - id: id\n   - name: name\n   - size: size\n",
            "\n- id: id\n- name: name\n- size: size\n",
            "  <<< empty-table",
        ),
    ],
)
def test_rows_that_are_not_indented_are_told_once(
    tmp_path: Path, indented: str, flat: str, mark: str
) -> None:
    tree = things(ROWS, ENTRIES, SAMPLE).replace(indented, flat)
    tree = tree.replace("parameters.yaml\n", f"parameters.yaml{mark}\n", 1)
    assert_expected(tmp_path, tree, "rst-warning", "empty-table", "unused-parameter")


@pytest.mark.parametrize(
    ("between", "mark"), [("\n", ""), ("\n\n", "  <<< operation-in-operation")]
)
def test_how_far_below_its_title_an_operation_is(tmp_path: Path, between: str, mark: str) -> None:
    text = TITLES.format(title=f"Show ant\n==  <<< rst-warning\n{between}.. _show-ant:")
    text = text.replace("/ants/{id}", f"/ants/{{id}}{mark}")
    assert_expected(tmp_path, text, "rst-warning", "operation-in-operation")


def test_a_title_whose_underline_is_too_short_is_what_the_finding_is_about(tmp_path: Path) -> None:
    tree = "=== api-ref/source/index.rst\nAnts\n####\n\nShow ant\n=====  <<< rst-warning\n\nIt.\n"
    (found,) = assert_expected(tmp_path, tree, "rst-warning")
    assert at("block", Location("api-ref/source/index.rst", 4)) in found.related


def test_titles_inside_of_only(tmp_path: Path) -> None:
    """Once an error: Sphinx allows them, docutils alone does not."""
    only = ".. only:: html\n\n   Ants\n   ====\n\n   Bees\n   ----\n\n   It.\n\nText.\n"
    page = f"=== api-ref/source/index.rst\nAnimals\n=======\n\n{only}\nCows\n----\n\nIt.\n"
    assert_expected(tmp_path, page, "rst-syntax", "rst-warning")
    page = page.replace("only:: html", "note::").replace("   Bees\n   ----\n\n", "")
    page = page.replace("   ====", "   ==== <<< rst-syntax")
    assert_expected(tmp_path, page, "rst-syntax")


def test_what_follows_from_a_line_that_is_no_row(tmp_path: Path) -> None:
    """Once three findings for one title that is indented by a space."""
    title = " Long Example <<< directive-syntax\n------------\n\nIt.\n"
    text = things("id: id", "id: string required It.", '{"id": "a"}')
    assert "   - id: id\n" in text
    text = text.replace("   - id: id\n", f"  - id: id\n\n{title}\n", 1)
    assert_expected(tmp_path, text, "directive-syntax", "unknown-parameter", "rst-warning")


def test_a_directive_right_below_a_text(tmp_path: Path) -> None:
    """Once told to add a blank line below it, which makes it no directive."""
    text = "Text.\n.. note:: <<< rst-syntax\n    A note\n    of two lines.\n\n"
    tree = SOUND.replace("GET /things\n", f"GET /things\n\n{text}")
    (found,) = assert_expected(tmp_path, tree, "rst-syntax")
    assert found.message.endswith("this directive is read as text; add a blank line above it")
