"""The formatting of samples, if the configuration asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from apiref.analysis.members import objects
from apiref.fixes.edits import difference, line_end
from apiref.fixes.json_layout import laid_out
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Fix
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.WARNING, fixable=True)
def sample_layout(tree: Tree) -> Iterator[Defect]:
    """A sample is not formatted as the configuration asks for.

    With ``sample-indent``, each member and item must be on its own line, indented by that many
    spaces per level, and the file must end with exactly one newline.

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
        if not sample.valid or sample.repaired:
            continue
        wanted = laid_out(sample.text, indent, line_end(sample.text))
        if wanted == sample.text:
            continue
        edit = difference(sample.path, sample.text, wanted)
        yield Defect(
            Location(sample.path, edit.start.line),
            sample.path,
            "the formatting differs from here on; write one member or item per line, indented by"
            f" {indent} spaces per level, and one newline at the end",
            fix=Fix("Format the sample", (edit,)),
        )


@rule(Severity.WARNING, fixable=True)
def sample_member_order(tree: Tree) -> Iterator[Defect]:
    """The members of an object in a sample are not sorted by name.

    The option ``sorted-samples`` asks for it, so that samples look alike and diffs stay small.

    Passes: ``{"id": 1, "name": "a"}``.

    Fails: ``{"name": "a", "id": 1}``.
    """
    if not tree.settings.sorted_samples:
        return
    for sample in tree.samples.values():
        if sample.valid and not sample.repaired:
            for path, before in _unsorted(sample.value):
                yield Defect(
                    location_of(sample, path, key=True),
                    pointer(path),
                    f"'{pointer(path)}' comes after a member that it should precede; sort the"
                    " members by name",
                    places=(location_of(sample, before, key=True),),
                    fix=_in_order(sample, tree.settings.sample_indent),
                )


def _in_order(sample: JsonFile, indent: int | None) -> Fix | None:
    """The fix that sorts all members of a sample, if their layout is given."""
    end = line_end(sample.text)
    values = json.dumps(sample.value, ensure_ascii=False)
    if indent is None or laid_out(values, indent, end) != laid_out(sample.text, indent, end):
        # Numbers or texts are written in a way that would change.
        return None
    ordered = json.dumps(sample.value, ensure_ascii=False, sort_keys=True)
    edit = difference(sample.path, sample.text, laid_out(ordered, indent, end))
    return Fix("Sort the members by name", (edit,))


def _unsorted(value: Json) -> Iterator[tuple[JsonPath, JsonPath]]:
    """The first member of each object that comes after one that it should precede, and that one."""
    for path, found in objects(value):
        wrong = next((pair for pair in pairwise(found) if pair[1] < pair[0]), None)
        if wrong is not None:
            yield (*path, wrong[1]), (*path, wrong[0])
