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
        file = tree.parameter_files[path]
        text = file.text
        after = _fixed(text, parameter_order, replace(tree, parameter_files={path: file}))
    elif path in tree.samples:
        text = after = tree.samples[path].text
        stated = tree.settings.sample_indent
        settings = tree.settings._replace(sample_indent=indent if stated is None else stated)
        for rule in (sample_layout, sample_member_order):
            sample, _ = read_json(path, after)
            after = _fixed(after, rule, replace(tree, samples={path: sample}, settings=settings))
    else:
        return None
    return difference(path, text, after) if text != after else None


def _fixed(text: str, rule: Callable[[Tree], Iterator[Defect]], tree: Tree) -> str:
    """The text after the fixes of a rule."""
    edits = Edits(text)
    for defect in rule(tree):
        if defect.fix is not None:
            edits.add(defect.fix.edits)
    return edits.applied()
