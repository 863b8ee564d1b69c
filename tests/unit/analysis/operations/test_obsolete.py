"""Operations that are deprecated or removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.operations.obsolete import is_obsolete, waived_files
from tests.trees import load, write_tree
from tests.unit.analysis.references import SOURCE, operation, reference, titled


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Show thing", "It.", False),
        ("Show thing (DEPRECATED)", "It.", True),
        ("Show thing (removed in 2.4)", "It.", True),
        ("Show deprecated things", "It.", False),
        ("Show thing", "This API is deprecated.", True),
        ("Show thing", "The ``things`` action has\nbeen removed.", True),
        ("Show thing", "These calls will fail with a 404 starting from microversion 2.3.", True),
        ("Show thing", "They were completely removed in the 3.0.0 (Zed) release.", True),
        ("Show thing", "It fails with a 404 if there is none.", False),
        ("Show thing", "It was removed in the meantime.", False),
        ("Show thing", "Things are deprecated. This API may be removed.", False),
        ("Show thing", "The ``size`` of the thing is deprecated.", False),
    ],
)
def test_what_an_operation_says(tmp_path: Path, title: str, text: str, expected: bool) -> None:
    tree = reference(tmp_path, operation(title, text=text), operation("Show other"))
    assert is_obsolete(tree, titled(tree, title)) is expected
    assert not is_obsolete(tree, titled(tree, "Show other"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Things (REMOVED)\n****************\n", True),
        ("Deprecated APIs\n***************\n", True),
        ("Things\n******\n\n.. warning::\n\n   These APIs are deprecated.\n", True),
        ("Things\n******\n\nThey are new.\n", False),
    ],
)
def test_what_stands_at_the_start_of_the_page(tmp_path: Path, head: str, expected: bool) -> None:
    page = f"=== {SOURCE}/things.inc\n{head}\n"
    tree = reference(tmp_path, page, operation("Show thing"), operation("List things"))
    assert {is_obsolete(tree, each) for each in tree.operations} == {expected}


PAGE = """\
=== api-ref/source/index.rst
{index}

.. include:: ants.inc
=== api-ref/source/ants.inc
{ants}

.. literalinclude:: ants.json
.. literalinclude:: both.json
=== api-ref/source/bees.rst
Bees

.. literalinclude:: both.json
=== api-ref/source/ants.json
{{}}
=== api-ref/source/both.json
{{}}
"""


@pytest.mark.parametrize(
    ("index", "ants", "files"),
    [
        ("API", ".. Please do not update this\n   page.", "ants.inc ants.json"),
        ("API", ".. NOTE: They are gone, so don't update this file.", "ants.inc ants.json"),
        (".. note:: This page is no longer maintained.", "Ants", "index.rst ants.inc ants.json"),
        ("API", "These documents are not being updated.", "ants.inc ants.json"),
        ("API", "Do not update this attribute. This page is maintained.", ""),
        ("API", ".. It is generated: do not update this file, but the program.", ""),
    ],
)
def test_pages_that_nobody_is_to_update(tmp_path: Path, index: str, ants: str, files: str) -> None:
    write_tree(tmp_path, PAGE.format(index=index, ants=ants))
    assert waived_files(load(tmp_path)) == {f"{SOURCE}/{name}" for name in files.split()}


def test_includes_within_includes(tmp_path: Path) -> None:
    """Once wrong: only the first of them was waived."""
    write_tree(
        tmp_path,
        f"""\
=== {SOURCE}/index.rst
.. Please do not update this page.

.. include:: ants.inc
=== {SOURCE}/ants.inc
.. include:: bees.inc
=== {SOURCE}/bees.inc
.. include:: wasps.inc
=== {SOURCE}/wasps.inc
Wasps
=== {SOURCE}/other.rst
.. include:: flies.inc
=== {SOURCE}/flies.inc
Flies
""",
    )
    names = ("index.rst", "ants.inc", "bees.inc", "wasps.inc")
    assert waived_files(load(tmp_path)) == {f"{SOURCE}/{name}" for name in names}
