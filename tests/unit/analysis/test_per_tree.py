"""``apiref.analysis.per_tree``: what is kept, and for whom."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.per_tree import per_file, per_tree
from apiref.engine.session import Session
from apiref.model.page import Page
from apiref.model.tree import Tree
from tests.trees import INDEX, load, write_tree


@per_tree
def _pages(tree: Tree, suffix: str) -> list[str] | None:
    return [path for path in tree.pages if path.endswith(suffix)] or None


def test_a_result_is_kept_for_one_tree_and_its_arguments(tmp_path: Path) -> None:
    write_tree(tmp_path, f"{INDEX}\n=== api-ref/source/things.inc\nThings\n")
    first, second = load(tmp_path), load(tmp_path)
    assert _pages(first, ".inc") is _pages(first, ".inc")
    assert _pages(first, ".inc") == _pages(second, ".inc") == ["api-ref/source/things.inc"]
    assert _pages(first, ".inc") is not _pages(second, ".inc")
    assert _pages(first, ".rst") == ["api-ref/source/index.rst"]


def test_that_there_is_nothing_is_kept_as_well(tmp_path: Path) -> None:
    write_tree(tmp_path, INDEX)
    asked = []

    @per_tree
    def nothing(tree: Tree) -> None:
        asked.append(tree)

    tree = load(tmp_path)
    assert nothing(tree) is nothing(tree) is None
    assert asked == [tree]


def test_a_session_keeps_what_was_found_in_files_that_stay_the_same(tmp_path: Path) -> None:
    things = "api-ref/source/things.inc"
    write_tree(tmp_path, f"{INDEX}\n=== {things}\nThings\n")
    asked = []

    @per_file
    def words(_: Tree, page: Page, start: str) -> list[str]:
        asked.append((page.path, start))
        return [word for word in page.text.split() if word.startswith(start)]

    session = Session(tmp_path)

    def of_all(unsaved: dict[str, str]) -> list[list[str]]:
        (tree,) = session.read(unsaved)
        return [words(tree, page, "T") for page in (*tree.pages.values(), *tree.pages.values())]

    index, thing = of_all({})[:2]
    assert thing == ["Things"]
    assert of_all({things: "To Them\n"}) == 2 * [index, ["To", "Them"]]
    assert asked == [("api-ref/source/index.rst", "T"), (things, "T"), (things, "T")]
