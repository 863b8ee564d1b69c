"""Rules of ``apiref.rules.pages.suppressions``, and what the comments suppress."""

import textwrap
from pathlib import Path

from tests.trees import assert_expected

RULES = ("suppression-unknown", "suppression-unused", "json-syntax", "unused-parameter")


def test_a_comment_suppresses_the_sample_that_the_next_block_shows(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. apiref: ignore=json-syntax

.. literalinclude:: one.json
   :language: json

.. literalinclude:: two.json
   :language: json
=== api-ref/source/one.json
{"id": 1,}
=== api-ref/source/two.json
{"id": 1,} <<< json-syntax
"""
    assert_expected(tmp_path, tree, *RULES)


def test_a_comment_that_suppresses_nothing(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. apiref: ignore=json-syntax <<< suppression-unused

.. literalinclude:: one.json
   :language: json

Text.
=== api-ref/source/one.json
{"id": 1}
"""
    assert_expected(tmp_path, tree, *RULES)


def test_an_unknown_rule_is_reported_once(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. apiref: ignore=json-sintax <<< suppression-unknown

Text.
"""
    found = assert_expected(tmp_path, tree, *RULES)
    assert "did you mean 'json-syntax'" in found[0].message


def test_comments_that_are_nearly_right(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. apiref: ignore json-syntax <<< suppression-unknown

.. apiref: ignores=json-syntax <<< suppression-unknown

.. Apiref: Ignore-File=json-syntax <<< suppression-unknown

.. apiref ignore=json-syntax <<< suppression-unknown

.. apiref: disable=json-syntax <<< suppression-unknown

.. apiref: the next sample is not JSON on purpose.

.. apireference: ignore this.

.. apiref:ignore = json-syntax

.. literalinclude:: one.json
   :language: json

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/one.json
{"id": 1,}
=== api-ref/source/parameters.yaml
# apiref: ignore: unused-parameter <<< suppression-unknown
first: <<< unused-parameter
  in: body
  description: |
    What apiref ignores.
id:
  in: body
"""
    found = assert_expected(tmp_path, tree, *RULES)
    reported = [each for each in found if each.rule == "suppression-unknown"]
    assert all("write 'apiref: ignore=RULE'" in each.message for each in reported)


def test_comments_in_yaml(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/parameters.yaml
# apiref: ignore=unused-parameter
first:
  in: body
  description: |
    # apiref: this is text
id:
  in: body
second: # apiref: ignore=unused-parameter
  in: body
third: <<< unused-parameter
  in: body
"""
    assert_expected(tmp_path, tree, *RULES)


def test_a_comment_for_the_whole_file(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/parameters.yaml
id:
  in: body
# apiref: ignore-file=unused-parameter
first:
  in: body
second:
  in: body
"""
    assert_expected(tmp_path, tree, *RULES)


def test_the_example_of_the_guide_suppresses_what_it_names(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[4] / "tools/docs/fixing.rst").read_text(encoding="utf-8")
    start = guide.index("   .. apiref: ignore=")
    example = textwrap.dedent(guide[start : guide.index("\nIn YAML", start)])
    page = f"=== api-ref/source/index.rst\n.. rest_method:: GET /things\n\n{example}"
    tree = page + "=== api-ref/source/samples/not-really.json\n{,}\n"
    assert_expected(tmp_path, tree, *RULES, "sample-language", "sample-unused")
