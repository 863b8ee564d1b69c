"""The members of all samples, by file and by name, and the names in each sample."""

from __future__ import annotations

from collections import defaultdict

from apiref.analysis.members import Member, members
from apiref.analysis.per_tree import per_file, per_tree
from apiref.model.json_file import JsonFile, JsonPath
from apiref.model.tree import Tree


@per_tree
def members_by_path(tree: Tree) -> dict[str, list[Member]]:
    """The members of each sample, by its path; outer ones before inner ones."""
    return {path: _members(tree, sample) for path, sample in tree.samples.items()}


@per_file
def _members(_: Tree, sample: JsonFile) -> list[Member]:
    return members(sample.value)


@per_tree
def members_by_name(tree: Tree) -> dict[str, list[tuple[str, Member]]]:
    """The members of all samples by name, each with the path of its sample."""
    found: defaultdict[str, list[tuple[str, Member]]] = defaultdict(list)
    for path, shown in members_by_path(tree).items():
        for member in shown:
            found[member.name].append((path, member))
    return dict(found)


def is_always_beside(tree: Tree, name: str, other: str) -> bool:
    """Whether samples show a member in objects that have another one, and never inside of that."""
    around, of_other = _objects_with(tree, name), _objects_with(tree, other)
    return not around.isdisjoint(of_other) and not any(other in path for _, path in around)


@per_tree
def _objects_with(tree: Tree, name: str) -> set[tuple[str, JsonPath]]:
    """The sample and the path of each object that has a member of a name."""
    return {(path, found.path[:-1]) for path, found in members_by_name(tree).get(name, ())}


def paths_with(tree: Tree, name: str) -> set[str]:
    """The paths of the samples that have a member of a name."""
    return {path for path, _ in members_by_name(tree).get(name, ())}


@per_tree
def names_in(tree: Tree, path: str | None) -> frozenset[str]:
    """The names of the members of a sample, empty if there is no such sample."""
    return frozenset(member.name for member in members_by_path(tree).get(path or "", ()))
