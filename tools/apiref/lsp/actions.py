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
from apiref.lsp.places import Node, entries_of, spot
from apiref.lsp.positions import line_of
from apiref.lsp.state import Snapshot
from apiref.model.baseline import Baseline
from apiref.model.finding import Finding
from apiref.model.fix import Edit
from apiref.model.location import Location
from apiref.model.page import SampleReference, Section, walk
from apiref.model.tree import Tree
from apiref.read.baseline import FILE_NAME
from apiref.report.baseline import render
from apiref.rules.registry import all_rules

# A directive whose argument is in the next line.
_BARE = re.compile(r" *\.\. [\w-]+:: *")
# What a placeholder, a directive and a literal begin with.
_LEAD = re.compile(r"\{|\.\. +|``")


class Action(NamedTuple):
    """Edits of files, some of which may not exist yet, that do something about a finding.

    ``is_certain`` says that it is the right thing to do.
    """

    title: str
    finding: Finding
    edits: tuple[Edit, ...]
    is_certain: bool = False


def actions(snapshot: Snapshot, path: str, first: int, last: int) -> list[Action]:
    """What can be done about the findings in those lines of a file, the best first.

    Others are only mended there: those with a further place in the lines, and those about the table
    or the undocumented members of the sample in the first line.
    """

    def is_near(place: Location) -> bool:
        return place.path == path and first <= place.line <= last

    around = _around(snapshot.tree(path), Location(path, first))
    own: list[Finding] = []
    others: list[Finding] = []
    for finding in snapshot.findings():
        place = finding.location
        if is_near(place):
            own.append(finding)
        elif (
            any(map(is_near, finding.places))
            or place in around
            or (finding.rule == "sample-field-undocumented" and place.path in around)
        ):
            others.append(finding)
    mending = [each for finding in (*own, *others) for each in _mending(snapshot, finding)]
    hiding = [each for finding in own for each in _hiding(snapshot, finding)]
    found = {(it.title, it.edits): it for it in (*mending, *hiding)}.values()
    alike = Counter(it.title for it in found)
    return [
        it._replace(title=f"{it.title}: {it.finding.subject}") if alike[it.title] > 1 else it
        for it in found
    ]


def _around(tree: Tree, place: Location) -> set[Location | str]:
    """The path of the sample that a block shows, or a table and the paths of its samples."""
    found = spot(tree, place)
    if found is None or isinstance(found.thing, Node):
        return set()
    if isinstance(found.thing, SampleReference):
        return {found.thing.path or ""}
    table = (found.table or found.thing).location
    return {table}.union(
        sample.reference.path or ""
        for operation in tree.operations
        for part in operation.tables
        if part.table.location == table
        for sample in operation.samples
        if sample.role == part.role
    )


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
    if finding.intended is None:
        return
    edits: list[Edit] = []
    for place in (finding.location, *finding.places):
        text = snapshot.text(place.path)
        skipped = _LEAD.match(line_of(text, place.line), place.column - 1)
        start = place._replace(column=place.column + len(skipped[0] if skipped else ""))
        for written in dict.fromkeys((finding.subject, finding.subject.rpartition(".")[2])):
            if (edit := replacement(text, start, written, finding.intended)) is not None:
                edits.append(edit)
    if edits:
        yield f"Write '{finding.intended}' instead of '{edits[0].old}'", tuple(edits)


def _hiding(snapshot: Snapshot, finding: Finding) -> Iterator[Action]:
    is_alone = all(place.path != finding.location.path for place in finding.places)
    for where in ("here",) if is_alone else ("here", "in this file"):
        edit = _suppression(snapshot, finding, is_everywhere=where != "here")
        if edit is not None:
            title = f"Suppress {finding.rule} {where}"
            yield Action(title, finding, (_as_there(snapshot, edit),))
    record = _record(snapshot, finding)
    yield Action(f"Add this {finding.rule} to the baseline", finding, (record,))


def _suppression(snapshot: Snapshot, finding: Finding, *, is_everywhere: bool) -> Edit | None:
    """The comment above the block, or above the block that shows the sample; None for others.

    If ``is_everywhere``, the one for the whole file.
    """
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
        form = ".. apiref: {}={}\n\n"
    elif place.path in tree.parameter_files or place.path in tree.status_files:
        heads = [entry.location.line for entry in entries_of(tree, place.path)]
        lines = [line for line in heads if line <= place.line]
        form = "# apiref: {}={}\n"
    else:
        return None
    is_everywhere = is_everywhere or not lines
    kind, line = ("ignore-file", 1) if is_everywhere else ("ignore", max(lines))
    # An argument may be below the name of its directive.
    line -= _BARE.fullmatch(line_of(text, line - 1)) is not None
    content = line_of(text, line)
    indent = content[: len(content) - len(content.lstrip())]
    return Edit(Location(place.path, line), "", indent + form.format(kind, finding.rule))


def _record(snapshot: Snapshot, finding: Finding) -> Edit:
    """The change of the baseline."""
    path = snapshot.trees[0].settings.baseline or FILE_NAME
    recorded = snapshot.baseline() or Baseline({})
    counts = Counter(recorded.counts)
    counts[finding.identity] += 1
    text = snapshot.text(path)
    return difference(path, text, "\n".join((*render(Baseline(dict(counts))), "")))
