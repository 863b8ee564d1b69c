"""Applies certain fixes, and checks that each changes only what it should."""

from __future__ import annotations

import codecs
import difflib
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from apiref.engine.baseline import Result
from apiref.engine.check import check_all
from apiref.engine.session import Session
from apiref.fixes import statements
from apiref.fixes.edits import Edits
from apiref.model.finding import Finding, Severity
from apiref.model.location import Problem
from apiref.model.tree import Tree
from apiref.output import write_bytes
from apiref.read.files import Files
from apiref.read.json_files import read_json
from apiref.read.pages import read_page
from apiref.read.parameters import read_parameters
from apiref.read.statuses import read_statuses

# A fix may reveal another defect; fixes that revert one another would never end.
MAX_PASSES = 50
# Each attempt omits the harmful fixes of the previous one.
MAX_ATTEMPTS = 8

Judge = Callable[[Sequence[Tree]], Result]
_Reader = Callable[[str], tuple[statements.Statements, list[Problem]] | None]


class Change(NamedTuple):
    """A file with its text before and after, and the number of findings that are fixed.

    Both texts include the byte order mark, if there is one.
    """

    path: str
    before: str
    after: str
    findings: int


class ConflictError(Exception):
    """A file cannot be replaced, since it has changed after it was read."""


def changes(session: Session, judge: Judge) -> tuple[Change, ...]:
    """The changes that fix the findings of ``judge`` that have a fix; writes nothing.

    A fix is dropped if it makes a file unreadable, changes more statements of the file than it
    should, or causes another error.
    """
    return _Fixer(session, judge).changes()


def changes_nothing_else(trees: Sequence[Tree], files: Files, finding: Finding) -> bool:
    """Whether the fix of a finding changes no more statements of its file than it should.

    Unlike ``changes``, this does not tell whether it causes another error.
    """
    path = finding.location.path
    text, read = files.text_if_there(path), _reader(trees, files, path)
    if text is None or read is None or finding.fix is None:
        return False
    edits = Edits(text)
    return edits.add(finding.fix.edits) and _keeps(read, text, edits.applied(), [finding])


def write(files: Files, change: Change) -> None:
    """Replace a file atomically. Raises ConflictError or OSError, and then keeps the old file."""
    if not files.exists(change.path):
        raise ConflictError("it is no longer a file of the repository")
    target = files.root / change.path
    if target.read_bytes() != change.before.encode("utf-8"):
        raise ConflictError("it has changed since it was read")
    write_bytes(target, change.after.encode("utf-8"))


def diff(change: Change) -> Iterator[str]:
    """The lines of a unified diff for ``patch -p1``, with their line ends."""
    lines = difflib.unified_diff(
        _lines(change.before),
        _lines(change.after),
        _name(f"a/{change.path}"),
        _name(f"b/{change.path}"),
    )
    for line in lines:
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _name(path: str) -> str:
    """A path as patches have it: quoted, and escaped byte by byte, if it is unusual."""
    if path.isprintable() and not re.search(r'["\\]', path):
        return path
    escaped = (
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}"
        for byte in os.fsencode(path)
    )
    return f'"{"".join(escaped)}"'


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline="\n"))


class _Fixer:
    def __init__(self, session: Session, judge: Judge) -> None:
        self.session = session
        self.judge = judge
        self.trees = session.read()
        self.files = session.files
        self.before: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.fixed: Counter[str] = Counter()
        self.dropped: set[tuple[object, ...]] = set()
        # By real path: the path under which a file is fixed; others may be links to it.
        self.owners: dict[str, str] = {}

    def changes(self) -> tuple[Change, ...]:
        for _ in range(MAX_PASSES):
            wanted = [
                finding for finding in self.judge(self.trees).findings if self.may_fix(finding)
            ]
            if not wanted or not self.attempt(wanted):
                break
        return tuple(
            self.change(path)
            for path in sorted(self.texts)
            if self.texts[path] != self.before[path]
        )

    def change(self, path: str) -> Change:
        """The change of a file."""
        with (self.files.root / path).open("rb") as stream:
            mark = "\ufeff" if stream.read(3) == codecs.BOM_UTF8 else ""
        before, after = mark + self.before[path], mark + self.texts[path]
        return Change(path, before, after, self.fixed[path])

    def may_fix(self, finding: Finding) -> bool:
        """Whether a finding has a fix that was not dropped, in a file of the repository."""
        if finding.fix is None or _key(finding) in self.dropped:
            return False
        path = finding.location.path
        if any(edit.start.path != path for edit in finding.fix.edits):
            return False
        real = os.path.realpath(self.files.root / path)
        return self.files.exists(path) and self.owners.setdefault(real, path) == path

    def attempt(self, wanted: list[Finding]) -> bool:
        """Apply as many compatible, harmless fixes as possible; return whether there were any."""
        errors = _errors(self.trees)
        for _ in range(MAX_ATTEMPTS):
            texts, made = self.applied(wanted)
            if not made:
                # Either nothing is left, or what blocked other fixes has been dropped.
                return False
            trees = self.session.read({**self.texts, **texts})
            new = _new_errors(errors, _errors(trees))
            if not new:
                for path in texts:
                    self.before.setdefault(path, self.files.text(path) or "")
                self.texts.update(texts)
                self.fixed.update(finding.location.path for finding in made)
                self.trees, self.files = trees, self.session.files
                return True
            self.dropped.update(_key(finding) for finding in _suspects(made, new))
            wanted = [finding for finding in wanted if _key(finding) not in self.dropped]
        return False

    def applied(self, wanted: list[Finding]) -> tuple[dict[str, str], list[Finding]]:
        """The texts after all fixes that can be made together, and the findings fixed."""
        by_path: dict[str, list[Finding]] = {}
        for finding in wanted:
            by_path.setdefault(finding.location.path, []).append(finding)
        texts: dict[str, str] = {}
        made: list[Finding] = []
        for path, findings in by_path.items():
            text = self.files.text(path)
            read = _reader(self.trees, self.files, path)
            if text is None or read is None:
                continue
            after, fitting = self.fitting(text, findings, read)
            if after != text:
                texts[path] = after
                made.extend(fitting)
        return texts, made

    def fitting(
        self, text: str, findings: list[Finding], read: _Reader
    ) -> tuple[str, list[Finding]]:
        """The text after the fixes that keep its other statements: all at once, or one by one."""
        edits = Edits(text)
        taken = [finding for finding in findings if finding.fix and edits.add(finding.fix.edits)]
        if _keeps(read, text, edits.applied(), taken):
            return edits.applied(), taken
        edits, kept = Edits(text), list[Finding]()
        for finding in taken:
            with_it = edits.copy()
            if finding.fix is None or not with_it.add(finding.fix.edits):
                continue
            if _keeps(read, text, with_it.applied(), [*kept, finding]):
                edits = with_it
                kept.append(finding)
            else:
                self.dropped.add(_key(finding))
        return edits.applied(), kept


def _reader(trees: Sequence[Tree], files: Files, path: str) -> _Reader | None:
    """The function that reads the statements and the problems of that file from a text."""
    tree = next((tree for tree in trees if tree.holds(path)), None)
    if tree is None:
        return None
    if path in tree.parameter_files:
        return partial(_of_parameters, path)
    if path in tree.status_files:
        return partial(_of_statuses, path)
    if path in tree.pages:
        return partial(_of_page, path, tree.source, files, tree.pages[path].base)
    if path in tree.samples or path in tree.schemas:
        return partial(_of_json, path)
    return None


def _of_parameters(path: str, text: str) -> tuple[statements.Statements, list[Problem]] | None:
    file, problems = read_parameters(path, text)
    return (statements.of_parameters(file), problems) if file is not None else None


def _of_statuses(path: str, text: str) -> tuple[statements.Statements, list[Problem]] | None:
    file, problems = read_statuses(path, text)
    return (statements.of_statuses(file), problems) if file is not None else None


def _of_page(
    path: str, source: str, files: Files, base: str, text: str
) -> tuple[statements.Statements, list[Problem]] | None:
    page, problems = read_page(path, text, source, files, base)
    return statements.of_page(page), problems


def _of_json(path: str, text: str) -> tuple[statements.Statements, list[Problem]] | None:
    file, problems = read_json(path, text)
    return statements.of_json(file), problems


def _keeps(read: _Reader, before: str, after: str, made: list[Finding]) -> bool:
    """Whether a text says the same after the fixes, except for what they should change."""
    first, second = read(before), read(after)
    if first is None or second is None or len(second[1]) > len(first[1]):
        return False
    changes = sum(finding.fix.changes for finding in made if finding.fix is not None)
    return statements.differ_within(first[0], second[0], changes)


def _key(finding: Finding) -> tuple[object, ...]:
    """What identifies a fix, even if lines move."""
    return (*finding.identity, finding.fix.title if finding.fix else "")


_Errors = Counter[tuple[str, str, str]]


def _errors(trees: Sequence[Tree]) -> _Errors:
    """All errors of all rules, also unselected ones, by rule, file and subject."""
    return Counter(
        (finding.rule, finding.location.path, finding.subject.casefold())
        for finding in check_all(trees)
        if finding.severity is Severity.ERROR
    )


def _new_errors(before: _Errors, after: _Errors) -> list[tuple[str, str, str]]:
    """The new errors of the rules and files that have more errors than before."""
    counts: Counter[tuple[str, str]] = Counter()
    for (rule, path, _), count in after.items():
        counts[(rule, path)] += count
    for (rule, path, _), count in before.items():
        counts[(rule, path)] -= count
    return [error for error in after - before if counts[error[:2]] > 0]


def _suspects(made: list[Finding], new: list[tuple[str, str, str]]) -> list[Finding]:
    """The fixes that may cause errors: those of the same subjects, else of the files, else all."""
    subjects = {error[1:] for error in new}
    paths = {error[1] for error in new}
    same = [f for f in made if (f.location.path, f.subject.casefold()) in subjects]
    return same or [f for f in made if f.location.path in paths] or made
