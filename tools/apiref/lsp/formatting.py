"""Formats a sample, or sorts a parameters file, as the rules ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from apiref.fixes.edits import Edits, difference
from apiref.model.finding import Defect
from apiref.model.fix import Edit
from apiref.model.tree import Tree
from apiref.read.json_files import read_json
from apiref.rules.parameters.order import parameter_order
from apiref.rules.samples.layout import sample_layout, sample_member_order


def formatted(tree: Tree, path: str, indent: int) -> Edit | None:
    """The edit that formats a file, or None if nothing is to be done.

    ``indent`` is that of samples for which nothing is configured.
    """
    if path in tree.parameter_files:
        text = tree.parameter_files[path].text
        files = {path: tree.parameter_files[path]}
        return _edit(
            path, text, _fixed(text, parameter_order, replace(tree, parameter_files=files))
        )
    if path not in tree.samples:
        return None
    text = after = tree.samples[path].text
    configured = tree.settings.sample_indent
    settings = tree.settings._replace(sample_indent=indent if configured is None else configured)
    for rule in (sample_layout, sample_member_order):
        sample, _ = read_json(path, after)
        after = _fixed(after, rule, replace(tree, samples={path: sample}, settings=settings))
    return _edit(path, text, after)


def _fixed(text: str, rule: Callable[[Tree], Iterator[Defect]], tree: Tree) -> str:
    """The text after the fixes of a rule."""
    edits = Edits(text)
    for defect in rule(tree):
        if defect.fix is not None:
            edits.add(defect.fix.edits)
    return edits.applied()


def _edit(path: str, before: str, after: str) -> Edit | None:
    return difference(path, before, after) if before != after else None
