"""How samples are laid out; only where the configuration asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.json_layout import laid_out
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonPath, location_of, pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.WARNING)
def sample_layout(tree: Tree) -> Iterator[Defect]:
    """A sample is not laid out as the project wants it.

    Where the configuration sets ``sample-indent``, each member and each item stands on a line of
    its own, indented by that many spaces a level, and the file ends with one line feed.

    Passes, with ``sample-indent = 2``::

        {
          "id": 1
        }

    Fails::

        {"id": 1}
    """
    indent = tree.settings.sample_indent
    if indent is None:
        return
    for sample in tree.samples.values():
        if not sample.valid:
            continue
        wanted = laid_out(sample.text, indent)
        if wanted == sample.text:
            continue
        found_lines, wanted_lines = sample.text.split("\n"), wanted.split("\n")
        number = next(
            (
                index
                for index, (found, want) in enumerate(
                    zip(found_lines, wanted_lines, strict=False), 1
                )
                if found != want
            ),
            min(len(found_lines), len(wanted_lines)),
        )
        yield Defect(
            Location(sample.path, number),
            sample.path,
            f"the layout is not the project's from here on: one member or item a line, indented by"
            f" {indent} spaces a level, one line feed at the end",
        )


@rule(Severity.WARNING)
def sample_member_order(tree: Tree) -> Iterator[Defect]:
    """The members of an object in a sample are not in the order of their names.

    Where the configuration sets ``sorted-samples``, so that samples read alike and their changes
    are small.

    Passes: ``{"id": 1, "name": "a"}``.

    Fails: ``{"name": "a", "id": 1}``.
    """
    if not tree.settings.sorted_samples:
        return
    for sample in tree.samples.values():
        if sample.valid:
            for path in _unsorted(sample.value, ()):
                yield Defect(
                    location_of(sample, path, key=True),
                    pointer(path),
                    f"'{pointer(path)}' belongs before the member above it: members are in the"
                    " order of their names",
                )


def _unsorted(value: Json, path: JsonPath) -> Iterator[JsonPath]:
    """The first member of each object that stands after one that it should precede."""
    if isinstance(value, dict):
        last = ""
        told = False
        for name, child in value.items():
            if name < last and not told:
                told = True
                yield (*path, name)
            last = name
            yield from _unsorted(child, (*path, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _unsorted(child, (*path, index))
