"""The files that pages refer to, and whether the checked folder can have them."""

from __future__ import annotations

from apiref.analysis.pages.documents import page_paths
from apiref.analysis.per_tree import per_tree
from apiref.model.tree import Tree
from apiref.text.suggestions import Suggester


def absent_folder(tree: Tree, path: str) -> str | None:
    """The top folder of a path where nothing of it was read, and nothing of a close name either.

    So it is where a part of a repository is checked: what lies elsewhere may well exist.
    """
    folder, slash, _ = path.partition("/")
    if not slash or folder in _top_folders(tree):
        return None
    return folder if Suggester(_top_folders(tree)).closest(folder) is None else None


@per_tree
def _top_folders(tree: Tree) -> frozenset[str]:
    paths = [*page_paths(tree), *tree.samples, *tree.other_files, *tree.schemas]
    paths += [*tree.parameter_files, *tree.status_files, f"{tree.source}/"]
    return frozenset(path.partition("/")[0] for path in paths if "/" in path)
