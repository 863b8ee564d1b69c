"""The prose of pages and YAML files."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.pages.passages import passages, tokens
from apiref.model.location import Location
from tests.trees import load, write_tree

TREE = """\
=== api-ref/source/index.rst
Things of ``mine``
==================

.. rest_method:: GET /things

One and
``two``, see `three <four>`_.

* five

.. note:: six

.. versionadded:: 1.2 seven

::

   eight

.. list-table::

   * - nine
     - ten

.. rest_parameters:: parameters.yaml

   - name: name

.. rest_status_code:: success status.yaml

   - 200: shown
=== api-ref/source/parameters.yaml
template: &template
  description: one
name:
  <<: *template
  in: body
alias:
  description: &text >
    two

    Code::

      three

    .. note::

       four

    .. code-block:: json

       five

  in: body
other:
  description: *text
=== api-ref/source/status.yaml
200:
  shown: "six
    seven"
  default: eight
"""


def _words(root: Path, path: str) -> list[str]:
    found = passages(load(root), f"api-ref/source/{path}")
    return [" ".join(passage.text.replace("\0", " ").split()) for passage in found]


def test_pages(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    assert _words(tmp_path, "index.rst") == [
        "Things of",
        "One and , see three _.",
        "* five",
        ".. note:: six",
        ".. versionadded:: 1.2 seven",
        "* - nine",
        "- ten",
    ]


def test_yaml_files(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    assert _words(tmp_path, "parameters.yaml") == [
        "one",
        "two Code:: .. note:: four .. code-block:: json",
        "",
    ]
    assert _words(tmp_path, "status.yaml") == ['"six seven"', "eight"]


def test_a_target_on_a_line_of_its_own(tmp_path: Path) -> None:
    text = "See `three\n<four>`_ and\nfive.\n\n.. _six:\n   http://seven\n\nEight\n"
    write_tree(tmp_path, f"=== api-ref/source/index.rst\nThings\n======\n\n{text}")
    assert _words(tmp_path, "index.rst") == ["Things", "See three _ and five.", "", "Eight"]
    path = "api-ref/source/index.rst"
    label = passages(load(tmp_path), path)[2]
    assert label.location(label.source.index("http")) == Location(path, 9, 4)


def test_places(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    path = "api-ref/source/status.yaml"
    first = passages(load(tmp_path), path)[0]
    assert first.location(first.text.index("seven")) == Location(path, 3, 5)
    assert first.location(first.text.index("six")) == Location(path, 2, 11)


def test_tokens(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    assert tokens(load(tmp_path))["api-ref/source/status.yaml"][:3] == ["200:", "shown:", '"six']


def test_code_in_code(tmp_path: Path) -> None:
    code = "Code::\n\n      one::\n\n         two\n\n      three\n\n    .. four::\n\n    Five"
    entry = f"name:\n  description: |\n    {code}\n  in: body\n"
    write_tree(tmp_path, TREE.partition("template:")[0] + entry)
    assert _words(tmp_path, "parameters.yaml") == ["Code:: .. four:: Five"]


def test_short_keys_and_small_indents(tmp_path: Path) -> None:
    status = "200:\n  a: 'One: two'\n  b: |\n   three:\n    four\n  c: &x five\n"
    write_tree(
        tmp_path,
        f"{TREE.partition('=== api-ref/source/status')[0]}=== api-ref/source/status.yaml\n{status}",
    )
    assert _words(tmp_path, "status.yaml") == ["'One: two'", "three: four", "five"]
