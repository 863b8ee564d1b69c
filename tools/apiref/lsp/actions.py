"""What can be done about findings: fix them, add what is missing, suppress or record them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.samples.files import references
from apiref.engine.fixing import changes_nothing_else
from apiref.fixes.edits import difference, line_end, replacement
from apiref.lsp.creating import creations
from apiref.lsp.declaring import declarations
from apiref.lsp.positions import line_of
from apiref.lsp.state import Snapshot
from apiref.model.baseline import Baseline
from apiref.model.finding import Finding
from apiref.model.fix import Edit
from apiref.model.location import Location
from apiref.model.page import Section, walk
from apiref.model.tree import Tree
from apiref.read.baseline import FILE_NAME
from apiref.report.baseline import render
from apiref.rules.registry import all_rules

# A directive whose argument is in the next line.
_BARE = re.compile(r" *\.\. [\w-]+:: *")
# What a placeholder and a directive begin with.
_LEAD = re.compile(r"\{|\.\. +")


class Action(NamedTuple):
    """Edits of files, some of which may not exist yet, that do something about a finding.

    ``is_certain`` says that it is the right thing to do.
    """

    title: str
    finding: Finding
    edits: tuple[Edit, ...]
    is_certain: bool = False


def actions(snapshot: Snapshot, path: str, first: int, last: int) -> list[Action]:
    """What can be done about the findings in those lines of a file, the best first."""
    near = [
        finding
        for finding in snapshot.findings()
        if finding.location.path == path and first <= finding.location.line <= last
    ]
    mending = [each for finding in near for each in _mending(snapshot, finding)]
    hiding = [each for finding in near for each in _hiding(snapshot, finding)]
    found = {(it.title, it.edits): it for it in (*mending, *hiding)}.values()
    alike = Counter(it.title for it in found)
    return [
        it._replace(title=f"{it.title}: {it.finding.subject}") if alike[it.title] > 1 else it
        for it in found
    ]


def _mending(snapshot: Snapshot, finding: Finding) -> Iterator[Action]:
    tree = snapshot.tree(finding.location.path)
    fix = finding.fix
    if fix is not None and changes_nothing_else(snapshot.trees, snapshot.files, finding):
        yield Action(fix.title, finding, fix.edits, is_certain=True)
    for title, edits in (
        *_intended(snapshot, finding),
        *creations(tree, finding),
        *declarations(snapshot, tree, finding),
    ):
        yield Action(title, finding, tuple(_as_there(snapshot, edit) for edit in edits))


def _as_there(snapshot: Snapshot, edit: Edit) -> Edit:
    """An edit with the line ends of its file."""
    return edit._replace(new=edit.new.replace("\n", line_end(snapshot.text(edit.start.path))))


def _intended(snapshot: Snapshot, finding: Finding) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Write what is probably meant, at all places of the finding; a path may stand for its end."""
    new, old = finding.intended, finding.subject
    edits: list[Edit] = []
    for place in (finding.location, *finding.places):
        text = snapshot.text(place.path)
        skipped = _LEAD.match(line_of(text, place.line), place.column - 1)
        start = place._replace(column=place.column + len(skipped[0] if skipped else ""))
        if new is not None and (edit := _replaced(text, start, old, new)):
            edits.append(edit)
    if edits:
        yield f"Write '{new}' instead of '{edits[0].old}'", tuple(edits)


def _replaced(text: str, start: Location, old: str, new: str) -> Edit | None:
    last = old.rpartition(".")[2]
    return replacement(text, start, old, new) or replacement(text, start, last, new)


def _hiding(snapshot: Snapshot, finding: Finding) -> Iterator[Action]:
    edit = _suppression(snapshot, finding)
    if edit is not None:
        yield Action(f"Suppress {finding.rule} here", finding, (_as_there(snapshot, edit),))
    record = _record(snapshot, finding)
    yield Action(f"Add this {finding.rule} to the baseline", finding, (record,))


def _suppression(snapshot: Snapshot, finding: Finding) -> Edit | None:
    """The comment above the block, or above the block that shows the sample; None for others."""
    tree = snapshot.tree(finding.location.path)
    place = finding.location
    if all_rules()[finding.rule].kind != "tree":
        return None
    if place.path in tree.samples:
        shown = next((it for it in references(tree) if it.path == place.path), None)
        if shown is None:
            return None
        place = shown.location
    text = snapshot.text(place.path)
    if place.path in tree.pages:
        # Rows and codes belong to their directive, which comments cannot interrupt.
        lines = [
            block.location.line
            for block in walk(tree.pages[place.path].body)
            if block.location.line <= place.line
            and (not isinstance(block, Section) or block.location.line == place.line)
        ]
        kind, line = ("ignore", max(lines)) if lines else ("ignore-file", 1)
        # An argument may be below the name of its directive.
        line -= _BARE.fullmatch(line_of(text, line - 1)) is not None
        comment = f".. apiref: {kind}={finding.rule}\n\n"
    elif place.path in tree.parameter_files or place.path in tree.status_files:
        heads = _heads(tree, place.path)
        lines = [line for line in heads if line <= place.line]
        kind, line = ("ignore", max(lines)) if lines else ("ignore-file", 1)
        comment = f"# apiref: {kind}={finding.rule}\n"
    else:
        return None
    content = line_of(text, line)
    indent = content[: len(content) - len(content.lstrip())]
    return Edit(Location(place.path, line), "", indent + comment)


def _heads(tree: Tree, path: str) -> list[int]:
    """The lines of the keys in a YAML file."""
    if path in tree.parameter_files:
        return [entry.location.line for entry in tree.parameter_files[path].parameters]
    entries = tree.status_files[path].entries
    reasons = [reason.location.line for entry in entries for reason in entry.reasons]
    return [*(entry.location.line for entry in entries), *reasons]


def _record(snapshot: Snapshot, finding: Finding) -> Edit:
    """The change of the baseline."""
    path = snapshot.trees[0].settings.baseline or FILE_NAME
    recorded = snapshot.baseline() or Baseline({})
    counts = Counter(recorded.counts)
    counts[finding.identity] += 1
    text = snapshot.text(path)
    return difference(path, text, "\n".join((*render(Baseline(dict(counts))), "")))
