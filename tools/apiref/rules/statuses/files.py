"""The files of response codes, and the references of pages to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from apiref.analysis.statuses.codes import (
    DEFAULT,
    MissingReason,
    is_registered,
    missing_reasons,
    own_codes,
    reason_owners,
    status_uses,
    unused_reasons,
)
from apiref.fixes.entries import Entries, Entry
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Fix
from apiref.model.location import Location
from apiref.model.page import Code
from apiref.model.tree import Tree
from apiref.model.yaml_file import Reason, StatusEntry, StatusFile
from apiref.rules.registry import rule
from apiref.text.listing import listed
from apiref.text.ordering import beside, in_order, out_of_order
from apiref.text.suggestions import LOOSE, Suggester


@rule(Severity.ERROR)
def status_file_missing(tree: Tree) -> Iterator[Defect]:
    """The file of a ``rest_status_code`` does not exist, or is not a file of response codes.

    The page then has an empty table. A file outside the repository is not read.

    Passes: ``.. rest_status_code:: success status.yaml`` next to a file ``status.yaml``.

    Fails: ``.. rest_status_code:: success statuses.yaml`` next to that file.
    """
    unreadable = {problem.location.path for problem in tree.problems}
    missing: dict[tuple[str, str], list[tuple[Location, str | None]]] = {}
    known: dict[str, None] = {}
    for use in status_uses(tree):
        table = use.table
        if not table.file:
            continue
        if table.path in tree.status_files:
            known[table.file] = None
        elif table.path not in unreadable:
            key = (table.file, table.path or "")
            missing.setdefault(key, []).append((table.file_location or table.location, use.label))
    suggester = Suggester(known, LOOSE)
    for (file, path), ((first, label), *others) in missing.items():
        what = "does not exist" if path else "is outside the repository"
        message = f"the file of response codes '{file}' {what}{suggester.hint(file)}"
        if path in tree.parameter_files or path in tree.source_files:
            message = f"'{file}' contains parameters; refer to a file of response codes"
        yield Defect(
            first,
            file,
            message,
            label,
            tuple(place for place, _ in others),
            related=tuple(_reasons(tree, file)),
        )


def _reasons(tree: Tree, file: str) -> Iterator[Cause]:
    """The reasons that lists expect in a file that does not exist, in the files that do."""
    for use in status_uses(tree):
        if use.table.file == file:
            for code in use.table.codes:
                yield from (Cause("reason", path, code.reason or "") for path in tree.status_files)


@rule(Severity.ERROR)
def status_reason_missing(tree: Tree) -> Iterator[Defect]:
    """A page refers to a response code, or a reason of one, that its file does not define.

    os-api-ref shows the ``default`` text instead; if there is none, the build stops. A code
    without a reason refers to ``default``.

    Passes: ``- 409: in-use``, with a text ``in-use`` under ``409`` in the file.

    Fails: ``- 409: in_use`` with that file.
    """
    for missing in missing_reasons(tree):
        places = [_place(code, missing) for code, _ in missing.uses]
        message, intended = _message(missing), missing.intended
        if missing.misnamed is not None:
            first, others, subject = missing.misnamed, places, missing.intended
            intended = missing.reason or missing.code
        else:
            (first, *others), subject = places, missing.reason
            codes = {entry.code: entry.location for entry in missing.file.entries}
            code = (not missing.reason and missing.intended) or missing.code
            others = [*beside(code, sorted([*codes, code]), codes), *others]
        yield Defect(
            first,
            subject or missing.code,
            message,
            missing.uses[0][1].label,
            tuple(others),
            related=tuple(_intended(missing)),
            intended=intended,
        )


def _intended(missing: MissingReason) -> Iterator[Cause]:
    """The code that is missing, and the parts of the file that the pages may refer to instead."""
    path = missing.file.path
    yield from (at("code", code.location) for code, _ in missing.uses)
    if missing.reason is None:
        for entry in missing.file.entries:
            if entry.code == missing.intended:
                yield at("code", entry.location)
        yield from (Cause("reason", path, code.reason or DEFAULT) for code, _ in missing.uses)
    elif missing.intended is not None:
        yield Cause("reason", path, missing.intended)


def _place(code: Code, missing: MissingReason) -> Location:
    if missing.reason is None:
        return code.location
    return code.reason_location or code.location


def _message(missing: MissingReason) -> str:
    path = missing.file.path
    if missing.reason is None:
        if missing.misnamed is not None:
            return (
                f"no page refers to response code {missing.intended}, but pages refer to"
                f" {missing.code} with its reasons; rename it to {missing.code}"
            )
        hint = f"; did you mean {missing.intended}?" if missing.intended else "; add it there"
        return f"response code {missing.code} is not defined in {path}{hint}"
    if missing.misnamed is not None:
        return (
            f"no page refers to reason '{missing.intended}' of response code {missing.code}, but"
            f" pages refer to '{missing.reason}'; rename it to '{missing.reason}'"
        )
    if missing.reason == DEFAULT:
        keys = [
            reason.key
            for entry in missing.file.entries
            if entry.code == missing.code
            for reason in entry.reasons
        ]
        hint = f"refer to one of its reasons: {listed(keys)}" if keys else "add it there"
        return f"response code {missing.code} has no 'default' text in {path}; {hint}"
    hint = f"; did you mean '{missing.intended}'?" if missing.intended else "; add it there"
    return f"response code {missing.code} has no reason '{missing.reason}' in {path}{hint}"


@rule(Severity.WARNING, all_references=True)
def status_reason_unused(tree: Tree) -> Iterator[Defect]:
    """No page refers to a reason in a file of response codes.

    Codes with only a ``default`` text are a catalogue, from which pages use what they need. So are
    those with the same unused reason, which is reported as an info.

    Passes: ``- 409: in-use`` on a page, with a text ``in-use`` under ``409`` in the file.

    Fails: that file, with no page that refers to ``in-use``.
    """
    for file, key, reasons in unused_reasons(tree):
        first, *others = reasons
        codes = ", ".join(reason.code for reason in reasons)
        owner = reason_owners(tree).get(key)
        hint = f" in '{owner.title}', which uses it for other codes" if owner else ""
        yield Defect(
            first.location,
            key,
            f"no page refers to reason '{key}' of response code {codes}; refer to it{hint}, or"
            " remove it",
            owner.label if owner else None,
            tuple(reason.location for reason in others),
            cause=Cause("reason", file.path, key),
            related=(at("codes", owner.location),) if owner else (),
            severity=Severity.INFO if others else None,
        )


@rule(Severity.ERROR)
def status_key_twice(tree: Tree) -> Iterator[Defect]:
    """A file of response codes has a code twice, or a code has a reason twice.

    The YAML loader silently keeps the last one.

    Passes: one key ``404`` with the reasons ``default`` and ``no-image``.

    Fails: two keys ``404``.
    """
    for file in tree.status_files.values():
        codes: dict[str, StatusEntry] = {}
        for entry in file.entries:
            first = codes.setdefault(entry.code, entry)
            if first is not entry and first.reasons:
                yield Defect(
                    entry.location,
                    entry.code,
                    f"response code {entry.code} occurs twice in this file, first in line"
                    f" {first.location.line}, and only the last one counts; merge the two",
                    None,
                    (first.location,),
                )
            twice = _repeated(entry)
            if twice:
                again, *others = twice
                names = ", ".join(f"'{reason.key}'" for reason in twice)
                yield Defect(
                    again.location,
                    again.key,
                    f"response code {entry.code} has {names} twice, and only the last one counts;"
                    " remove one, or add the line of its code above it",
                    None,
                    tuple(reason.location for reason in others),
                )


def _repeated(entry: StatusEntry) -> list[Reason]:
    """The reasons of a code that repeat an earlier one."""
    seen: set[str] = set()
    found: list[Reason] = []
    for reason in entry.reasons:
        if reason.key in seen:
            found.append(reason)
        seen.add(reason.key)
    return found


@rule(Severity.ERROR)
def status_key(tree: Tree) -> Iterator[Defect]:
    """A key of a file of response codes is not the number of an HTTP response code.

    os-api-ref looks codes up as numbers, so a key in quotes is never found.

    Passes: ``404:``.

    Fails: ``"404":``, ``4O4:`` or ``440:``.
    """
    for file in tree.status_files.values():
        for entry in file.entries:
            if entry.number is not None:
                if not is_registered(entry.number) and entry.code not in own_codes(tree):
                    message = f"HTTP has no response code {entry.code}; correct or remove it"
                    yield _wrong_code(entry, message)
                continue
            if entry.code.isascii() and entry.code.isdigit():
                message = (
                    f"'{entry.code}' is text, so it is never found; write the number without quotes"
                )
            else:
                message = f"'{entry.code}' is not a response code; write its number"
            yield _wrong_code(entry, message)


def _wrong_code(entry: StatusEntry, message: str) -> Defect:
    return Defect(entry.location, entry.code, message, cause=at("code", entry.location))


@rule(Severity.ERROR)
def status_text_missing(tree: Tree) -> Iterator[Defect]:
    """A reason has no text, which stops the build.

    Passes: ``default: The image does not exist.``

    Fails: ``default:``
    """
    for file in tree.status_files.values():
        for entry in file.entries:
            for reason in entry.reasons:
                if not reason.text.strip() and reason not in _shadowed(entry):
                    yield Defect(
                        reason.location,
                        reason.key,
                        f"reason '{reason.key}' of response code {entry.code} has no text; say when"
                        " the code is returned",
                    )


def _shadowed(entry: StatusEntry) -> list[Reason]:
    """The reasons of a code that are replaced by a later one with the same key."""
    last = {reason.key: reason for reason in entry.reasons}
    return [reason for reason in entry.reasons if last[reason.key] is not reason]


@rule(Severity.INFO, fixable=True)
def status_file_order(tree: Tree) -> Iterator[Defect]:
    """The codes of a file of response codes are not in ascending order.

    Passes: 200, 400, 404.

    Fails: 200, 404, 400.
    """
    for file in tree.status_files.values():
        pairs = pairwise(_registered(file))
        wrong = next(((one, other) for (low, one), (high, other) in pairs if high < low), None)
        if wrong is not None:
            last, entry = wrong
            yield Defect(
                entry.location,
                entry.code,
                f"response code {entry.code} comes after {last.code}; keep the codes in ascending"
                " order",
                places=(last.location,),
                fix=_move(file),
            )


def _registered(file: StatusFile) -> list[tuple[int, StatusEntry]]:
    """The entries of codes that HTTP has, with their numbers."""
    return [
        (entry.number, entry)
        for entry in file.entries
        if entry.number is not None and is_registered(entry.number)
    ]


def _move(file: StatusFile) -> Fix | None:
    """The fix that moves the first code out of order; further ones are moved one by one."""
    codes = _registered(file)
    numbers = [number for number, _ in codes]
    if len(set(numbers)) < len(numbers):
        return None
    moves = out_of_order(numbers)
    index, after = moves[0]
    first = in_order(numbers)[0]
    edits = Entries(file.path, file.text).move(
        Entry(codes[index][1].location),
        Entry(codes[after][1].location) if after is not None else None,
        Entry(codes[first][1].location) if after is None else None,
    )
    return Fix(f"Move {codes[index][1].code}", edits) if edits is not None else None
