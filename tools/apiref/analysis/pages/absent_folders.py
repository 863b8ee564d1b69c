"""Whether the files that pages refer to can be in the checked folder at all."""

from __future__ import annotations

from apiref.analysis.pages.documents import page_paths
from apiref.analysis.per_tree import per_tree
from apiref.model.tree import Tree
from apiref.text.suggestions import Suggester


def absent_folder(tree: Tree, path: str) -> str | None:
    """The top folder of a path if no file was read from it, or from a folder of similar name.

    If only a part of a repository is checked, the files of such a folder may exist.
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
