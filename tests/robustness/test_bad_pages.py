"""Hostile and broken pages: a located finding or a one-line error, never a traceback or a hang."""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.spoiling import SOURCE, spoil
from tests.trees import write_tree

TITLE = "Thing\n=====\n\n.. rest_method:: GET /things\n\n"
RST = {
    "deep quotes": "\n\n".join(" " * depth + "x" for depth in range(2_000)),
    "deep quotes, far in": "\n\n".join(" " * (8 * depth) + "x" for depth in range(300)),
    "deep lists": "\n\n".join(" " * (2 * depth) + "- x" for depth in range(1_000)),
    "lists in a line": "- " * 3_000 + "x",
    "numbers in a line": "1. " * 3_000 + "x",
    "fields in a line": ":a: " * 2_000 + "x",
    "deep definitions": "\n".join(" " * depth + "x" for depth in range(2_000)),
    "deep directives": "\n".join("   " * depth + ".. note::\n" for depth in range(700)),
    "directives in a line": ".. note:: " * 2_000,
    "deep unknown directives": "\n".join(
        "   " * depth + ".. nothing:: x\n" for depth in range(700)
    ),
    "deep sections": "\n".join(
        f"t{n}\n{char * 4}\n" for n, char in enumerate("=-~^*+#'\"`.:_<>?!$%&(),/;@[]{|}\\"[:30])
    ),
    "sections out of order": "a\n=\n\nb\n-\n\nc\n~\n\nd\n-\n\ne\n~\n\nf\n=\n\ng\n~\n",
    "an overline alone": "====\nTitle\n",
    "an overline that differs": "====\nTitle\n----\n",
    "stars without end": TITLE + "*a " * 3_000,
    "stars without end, many lines": TITLE + "*a *a *a *a *a\n" * 50_000,
    "ticks without end": TITLE + "`a ``b " * 30_000,
    "ticks without end, many lines": TITLE + "`a ``b |c [d]_\n" * 50_000,
    "references": TITLE + "a_ `b`_ `c <d>`__ |e|_ [f]_ [#]_ http://x.y/ a@b.c \n" * 20_000,
    "underscores": TITLE + ("_" * 9_000 + "\n") * 200,
    "parentheses": TITLE + ("((((" * 2_000 + "\n") * 200,
    "blanks": TITLE + (" " * 9_000 + "x\n\n") * 200,
    "a line of 7 MB": TITLE + "x" * 7_000_000,
    "a line of 10 MB": TITLE + "x" * 10_000_000,
    "a title of 1 MB": "x" * 1_000_000 + "\n" + "=" * 1_000_000 + "\n",
    "many short lines": TITLE + "x\n\n" * 30_000,
    "many lines": TITLE + "x\n" * 300_000,
    "many sections": "".join(f"s{n}\n=====\n\n" for n in range(3_000)),
    "many directives": TITLE + ".. rest_expand_all::\n\n" * 20_000,
    "many labels": TITLE + "".join(f".. _label {n}:\n\n" for n in range(5_000)),
    "many comments": TITLE + ".. x\n\n" * 20_000,
    "many items": TITLE + "- x\n" * 10_000,
    "many definitions": TITLE + "x\n  y\n" * 5_000,
    "many substitutions": TITLE
    + "".join(f".. |s{n}| replace:: |s{n + 1}|\n" for n in range(20_000)),
    "a broken table": TITLE + "+--+--+\n| a | b\n+--+\n",
    "a wide table": TITLE + "+" + "-+" * 3_000 + "\n|" + " |" * 3_000 + "\n+" + "-+" * 3_000 + "\n",
    "a table of many columns": TITLE + ("+-" * 2_000 + "+\n" + "|a" * 2_000 + "|\n") * 5,
    "a long table": TITLE + "+--+--+\n" + "|a |b |\n+--+--+\n" * 2_000,
    "a simple table": TITLE + "== ==\n" + "a  b\n" * 5_000 + "== ==\n",
    "a table in a table": TITLE
    + "+-----------+\n| +--+--+   |\n| |a |b |   |\n| +--+--+   |\n+-----------+\n",
    "a list-table without cells": TITLE
    + ".. list-table::\n   :header-rows: 1\n\n   * x\n   * - a\n   - b\n",
    "a list-table of text": TITLE + ".. list-table::\n\n   text\n",
    "raw from a file": TITLE + ".. raw:: html\n   :file: /etc/passwd\n",
    "raw from a network": TITLE + ".. raw:: html\n   :url: http://127.0.0.1:9/\n",
    "a table from a network": TITLE + ".. csv-table::\n   :url: http://127.0.0.1:9/\n",
    "a table from a file": TITLE + ".. csv-table::\n   :file: /etc/passwd\n",
    "a figure": TITLE
    + ".. figure:: http://127.0.0.1:9/x.png\n   :figwidth: image\n\n   Caption.\n",
    "a figure from a file": TITLE + ".. figure:: /etc/passwd\n   :figwidth: image\n",
    "an include": TITLE + ".. include:: /etc/passwd\n",
    "an include upwards": TITLE + ".. include:: ../../../../../../../../etc/passwd\n",
    "a sample": TITLE + ".. literalinclude:: /etc/passwd\n   :language: json\n",
    "a sample upwards": TITLE + ".. literalinclude:: ../../../../../../../../etc/passwd\n",
    "parameters elsewhere": TITLE + ".. rest_parameters:: /etc/passwd\n\n   - a: b\n",
    "parameters upwards": TITLE
    + ".. rest_parameters:: ../../../../../../etc/passwd\n\n   - a: b\n",
    "codes elsewhere": TITLE
    + ".. rest_status_code:: success ../../../../../../etc/passwd\n\n   - 200\n",
    "a name with NUL": TITLE + ".. literalinclude:: a\0b.json\n.. include:: a\0b\n",
    "a very long name": TITLE + ".. literalinclude:: " + "x" * 5_000 + ".json\n",
    "a name of a folder": TITLE
    + ".. literalinclude:: .\n\n.. include:: ..\n\n.. rest_parameters:: /\n\n   - a: b\n",
    "names that are empty": TITLE
    + ".. literalinclude::\n\n.. include::\n\n.. rest_parameters::\n\n.. rest_status_code::\n\n.. toctree::\n\n.. code-block::\n",
    "methods that are none": "T\n=\n\n.. rest_method::\n\n.. rest_method:: GET\n\n.. rest_method:: /x\n\n.. rest_method:: GET  x y z\n",
    "rows that are none": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   -\n   - a\n   - a:\n   - : b\n   - [a, b]\n   - {a: b, c: d}\n   - a: [b]\n",
    "rows that are no YAML": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   - a: b: c\n   - 'x\n   - @a: `b\n",
    "rows that recurse": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   - &a [*a]\n   - ? *a\n     : *a\n",
    "rows that are deep": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   - "
    + "[" * 3_000
    + "\n",
    "codes that are none": TITLE
    + f".. rest_status_code:: success status.yaml\n\n   - x\n   - {'9' * 5_000}\n   - -1\n   - 200: [a]\n   - 2.5\n   - ~\n",
    "codes in text": TITLE + f"Normal response codes: {'9' * 5_000}, ²²², 200\n",
    "many codes in text": TITLE + "Error response codes: " + "404, " * 1_500 + "\n",
    "many codes in lines": TITLE + "Error response codes: " + "404,\n" * 20_000 + "\n",
    "a line that could be of codes": TITLE + "normal " + "codes " * 20_000 + "\n",
    "lines that could be of codes": TITLE + ("normal (" + "codes (" * 1_000 + "\n\n") * 30,
    "options that are none": TITLE
    + ".. literalinclude:: x.json\n   :language:\n   ::\n   :a b: c\n   :language: json\n",
    "a role that stays": ".. default-role:: nothing\n\n.. role:: mine(strong)\n\n.. role:: raw-html(raw)\n   :format: html\n\n`x` :mine:`y` :raw-html:`<b>`\n",
    "a reset of the parser": ".. restructuredtext-test-directive::\n\n.. class:: x\n\n.. meta::\n   :x: y\n\n.. sectnum::\n\n.. contents::\n\n.. target-notes::\n",
    "a date": ".. |x| date:: %Y\n\n.. |y| unicode:: 0x110000\n\n.. |z| image:: /etc/passwd\n\n|x| |y| |z|\n",
    "substitutions in a circle": TITLE + ".. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a| |b|\n",
    "targets in a circle": TITLE + ".. _a: b_\n.. _b: a_\n\na_ b_\n",
    "footnotes": TITLE + ".. [#] x\n.. [1] y\n.. [*] z\n.. [A] w\n\n[#]_ [*]_ [A]_\n",
    "half an explicit markup": "..\n.. \n.. _\n.. _:\n.. |\n.. |x|\n.. [\n.. ::\n.. a::b\n__ \n",
    "line blocks": "| a\n| " + "  | b\n|" * 300,
    "doctest": TITLE + ">>> 1\n" * 1_000,
    "quoted literals": TITLE + "x::\n\n> a\n> b\n* c\n",
    "options": "-a  b\n--c=<d>  e\n/V  f\n" * 1_000,
    "an unknown role": TITLE + ":nothing:`x` `y`:nothing: :a:b:`z` :ref:`<>` :doc:`</>`\n",
    "tabs": "Title\n=====\n\n\t.. rest_method:: GET /a\n\n.. rest_parameters:: parameters.yaml\n\n\t- a:\tb\n",
}


@pytest.mark.parametrize("case", RST)
def test_rst(tree: Path, case: str) -> None:
    spoil(tree, "things.inc", RST[case])


@pytest.mark.parametrize("case", [case for case in RST if "elsewhere" in case or "upwards" in case])
def test_nothing_is_read_from_elsewhere(tree: Path, case: str) -> None:
    done = spoil(tree, "things.inc", RST[case])
    assert any("etc/passwd" in finding["message"] for finding in done.findings)
    assert "root:" not in str(done.findings)


def test_includes_that_loop(tree: Path) -> None:
    write_tree(
        tree,
        "=== api-ref/source/a.inc\n.. include:: b.inc\n.. include:: a.inc\n"
        "=== api-ref/source/b.inc\n.. include:: a.inc\n.. include:: index.rst\n",
    )
    spoil(tree, "things.inc", ".. include:: a.inc\n\n.. include:: things.inc\n")


def test_parts_that_include_their_page(tree: Path) -> None:
    """Once a check without end."""
    write_tree(
        tree,
        "=== api-ref/source/a.inc\nText.\n\n.. include:: a.inc\n   :end-line: 1\n\n"
        ".. include:: things.inc\n   :end-line: 1\n",
    )
    spoil(tree, "things.inc", f"{TITLE}\n.. include:: a.inc\n   :start-line: 1\n")


def test_includes_that_explode(tree: Path) -> None:
    for number in range(40):
        text = f".. include:: i{number + 1}.inc\n\n" * 9 + TITLE.replace(
            "things", f"things{number}"
        )
        (tree / SOURCE / f"i{number}.inc").write_text(text)
    spoil(tree, "things.inc", ".. include:: i0.inc\n")


def test_a_long_chain_of_includes(tree: Path) -> None:
    for number in range(500):
        (tree / SOURCE / f"i{number}.inc").write_text(f".. include:: i{number + 1}.inc\n")
    spoil(tree, "things.inc", ".. include:: i0.inc\n")


# Links.
