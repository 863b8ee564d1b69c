"""The response codes of operations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import pairwise

from apiref.analysis.operations.obsolete import is_obsolete
from apiref.analysis.operations.urls import is_discovery
from apiref.analysis.per_tree import per_tree
from apiref.analysis.samples.error_samples import is_about_errors, is_error_sample
from apiref.analysis.samples.extensions import extended_operations
from apiref.analysis.samples.linked_sections import is_alias
from apiref.analysis.statuses.codes import (
    StatusUse,
    is_registered,
    missing_reasons,
    named_codes,
    note_of,
    own_codes,
    status_uses,
)
from apiref.fixes.statuses import in_ascending_order
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import BODYLESS, BODYLESS_CODES, Operation
from apiref.model.page import Code
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import LOOSE, Suggester
from apiref.text.typos import OFTEN, Misspellings

# As many texts have to agree on the name of a code, for each one that differs; as many operations
# of a page list their codes, if one without a list is wrong.
_AGREED = 3
_KINDS = ("success", "error")
# By the phrase in lower case, without spaces and hyphens: "notfound".
_STANDARD_NAMES = {re.sub(r"\W", "", status.phrase.lower()): status.value for status in HTTPStatus}
_PROSE = re.compile(r"\b(?:if|when|unless|is|are|was|were|the|an?|with|for|this|that|returned)\b")
_NAMED = re.compile(r"\b\w+\s*\(\s*\d{3}\s*\)")
_CODE_OF_SUCCESS = re.compile(r"(?<![\w.])[23]\d\d(?![\w.]*\d)")
_CODE_WORDS = re.compile(
    r"\b(?:status|response|error|return) codes?\b|\bHTTP\b"
    r"|\b(?:OK|success|errors?|failures?)\b"
    r"|\b(?:returns?|answers?|responds?)\b(?: with| is)?(?: an?)? [1-5]\d\d\b",
    re.IGNORECASE,
)
_CELL_OF_CODES = re.compile(r"\s*20\d(?:[\s,]+[23]\d\d)*\s*")


@per_tree
def _lists(tree: Tree) -> tuple[StatusUse, ...]:
    """The lists that contain nothing but codes; in a sentence, a code may mean anything."""
    return tuple(use for use in status_uses(tree) if not _is_prose(use))


def _is_prose(use: StatusUse) -> bool:
    if not use.table.is_text or use.operation is None:
        return use.table.is_text
    for paragraph in use.operation.paragraphs:
        if paragraph.location == use.table.location:
            text = _NAMED.sub("", paragraph.text.partition(":")[2])
            return _PROSE.search(text) is not None
    return True


def _is_real(code: Code) -> bool:
    return code.number is not None and is_registered(code.number)


def _group(code: Code) -> str | None:
    """Whether a code is for success or an error; None for redirects and unknown codes."""
    if not _is_real(code):
        return None
    return {1: "success", 2: "success", 4: "error", 5: "error"}.get(_class(code))


def _class(code: Code) -> int:
    """The class of a response code, its hundreds; 0 if it is no number."""
    return (code.number or 0) // 100


@rule(Severity.ERROR)
def unknown_status_code(tree: Tree) -> Iterator[Defect]:
    """A response code does not exist in HTTP.

    A code to which at least three lists give the same name is one of the service.

    Passes: ``- 404``.

    Fails: ``- 440``.
    """
    intended = {missing.code: missing.intended for missing in missing_reasons(tree)}
    for use in _lists(tree):
        for code in use.table.codes:
            close = intended.get(code.text)
            hint = f"; did you mean {close}?" if close else ""
            if code.number is None:
                message = f"'{code.text}' is not a response code{hint or '; write one such as 404'}"
            elif not is_registered(code.number) and code.text not in own_codes(tree):
                message = f"HTTP has no response code {code.text}{hint or '; correct it'}"
            else:
                continue
            yield Defect(
                code.location, code.text, message, use.label, cause=at("code", code.location)
            )


@rule(Severity.ERROR)
def status_code_twice(tree: Tree) -> Iterator[Defect]:
    """A response code is listed twice in one list, or in two lists of the same kind.

    The same code with different reasons, or with different names in a text, is not a duplicate. Nor
    is the code of a list in words that another list sums up, or of another exchange of the
    operation, with a table or a sample between the two lists.

    Passes: ``- 409: in-use`` and ``- 409: locked``.

    Fails: ``- 404`` twice.
    """
    for operation_lists in _by_operation(tree):
        seen: dict[tuple[str, Location | None, int, str | None], dict[str, Code]] = {}
        for use in operation_lists:
            text = use.table.location if use.table.is_text else None
            exchange = _exchange(use)
            for code in use.table.codes:
                key = (code.text, text, exchange, code.reason)
                by_note = seen.setdefault(key, {})
                note = note_of(tree, code)
                noted = (by_note.get(note), by_note.get("")) if note else by_note.values()
                first = next((it for it in noted if it), None)
                by_note.setdefault(note, code)
                if first is not None:
                    yield Defect(
                        code.location,
                        code.text,
                        f"response code {code.text} is listed twice, first in line"
                        f" {first.location.line}; remove one",
                        use.label,
                        (first.location,),
                        related=(at("code", code.location), at("code", first.location)),
                    )


def _exchange(use: StatusUse) -> int:
    """How many tables and samples of its operation stand above a list, on its page."""
    if use.operation is None:
        return 0
    place = use.table.location
    parts = [part.table.location for part in use.operation.tables]
    parts += [part.reference.location for part in use.operation.samples]
    return sum(part.path == place.path and part.line < place.line for part in parts)


def _by_operation(tree: Tree) -> Iterator[list[StatusUse]]:
    """The lists of codes, grouped by operation."""
    groups: dict[Location, list[StatusUse]] = {}
    for use in _lists(tree):
        place = use.operation.location if use.operation else use.table.location
        groups.setdefault(place, []).append(use)
    yield from groups.values()


@rule(Severity.ERROR)
def status_code_kind(tree: Tree) -> Iterator[Defect]:
    """A success code is listed among the errors, or an error code among the successes.

    It is an info if the code is in both lists of an operation, and each has a reason of its own.

    Passes: 200 in ``.. rest_status_code:: success status.yaml``.

    Fails: 404 in that list.
    """
    for use in _lists(tree):
        kind = use.table.kind
        if kind not in _KINDS:
            continue
        wrong = [code for code in use.table.codes if _group(code) not in (None, kind)]
        if not wrong:
            continue
        other = "error" if kind == "success" else "success"
        names = ", ".join(code.text for code in wrong)
        severity = Severity.INFO if all(_has_two_meanings(use, code) for code in wrong) else None
        if len(wrong) == len(use.table.codes) and not use.table.is_text:
            yield Defect(
                use.table.location,
                kind,
                f"the codes {names} of this list are {other} codes; write '{other}' instead of"
                f" '{kind}'",
                use.label,
                related=tuple(at("code", code.location) for code in wrong),
                severity=severity,
            )
            continue
        first, *others = wrong
        message = (
            f"{names} {'are' if others else 'is'} listed among the {kind} codes; move"
            f" {'them' if others else 'it'} to the {other} codes"
        )
        if use.operation is not None and _has_codes(use.operation, other):
            message += f", or remove {'them' if others else 'it'}"
        if use.operation is not None and _is_only_code_of_get(use.operation, first):
            message = (
                "a GET answers 200, not 201; correct the code, and list it among the success codes"
            )
        yield Defect(
            first.location,
            first.text,
            message,
            use.label,
            tuple(code.location for code in others),
            related=tuple(at("code", code.location) for code in wrong),
            severity=severity,
        )


def _has_codes(operation: Operation, kind: str) -> bool:
    """Whether an operation lists codes of a kind under that kind."""
    return any(
        table.kind == kind and any(_group(code) == kind for code in table.codes)
        for table in operation.statuses
    )


def _has_two_meanings(use: StatusUse, code: Code) -> bool:
    """Whether a list of the other kind has the same code of the operation for another reason."""
    tables = use.operation.statuses if use.operation is not None else ()
    return code.reason is not None and any(
        other.text == code.text and other.reason not in (None, code.reason)
        for table in tables
        if table.kind != use.table.kind
        for other in table.codes
    )


def _is_only_code_of_get(operation: Operation, code: Code) -> bool:
    """Whether 201, "Created", is the only code of an operation that creates nothing."""
    codes = [code for table in operation.statuses for code in table.codes]
    return code.number == 201 and len(codes) == 1 and operation.methods <= BODYLESS


@rule(Severity.ERROR)
def unknown_status_kind(tree: Tree) -> Iterator[Defect]:
    """A ``rest_status_code`` is neither for ``success`` nor for ``error``.

    os-api-ref shows an error instead of the table.

    Passes: ``.. rest_status_code:: success status.yaml``.

    Fails: ``.. rest_status_code:: succes status.yaml``.
    """
    suggester = Suggester(_KINDS, LOOSE)
    for use in status_uses(tree):
        table = use.table
        if table.is_text or (table.kind in _KINDS and table.file):
            continue
        if not table.kind or not table.file:
            message = "rest_status_code needs 'success' or 'error', and a file of response codes"
        else:
            hint = suggester.hint(table.kind)
            message = f"the kind is '{table.kind}', not 'success' or 'error'{hint}"
        yield Defect(
            table.location,
            table.kind or "rest_status_code",
            message,
            use.label,
            related=tuple(_reasons_of(tree, use.operation)) if use.operation else (),
        )


@rule(Severity.ERROR)
def status_list_empty(tree: Tree) -> Iterator[Defect]:
    """A ``rest_status_code`` lists no codes; os-api-ref shows an error instead.

    Passes: a ``rest_status_code`` with the item ``- 200``.

    Fails: one without any item.
    """
    broken = {
        (problem.location.path, problem.location.line)
        for problem in tree.problems
        if problem.kind == "directive-syntax"
    }
    for use in status_uses(tree):
        table = use.table
        if table.is_text or table.codes or table.kind not in _KINDS or not table.file:
            continue
        place = table.location
        if not any((place.path, place.line + offset) in broken for offset in range(4)):
            yield Defect(
                place,
                table.kind,
                f"this list of {table.kind} codes is empty; add the codes, or remove the list",
                use.label,
                related=tuple(_reasons_of(tree, use.operation)) if use.operation else (),
            )


def _reasons_of(tree: Tree, operation: Operation) -> Iterator[Cause]:
    """The reasons that an operation refers to, in any of the files."""
    keys = {code.reason for table in operation.statuses for code in table.codes if code.reason}
    return (Cause("reason", path, key) for path in tree.status_files for key in sorted(keys))


@rule(Severity.INFO, fixable=True)
def status_code_order(tree: Tree) -> Iterator[Defect]:
    """The response codes of a list are not in ascending order.

    Passes: 400, 401, 404.

    Fails: 400, 404, 401.
    """
    for use in _lists(tree):
        if use.table.is_text and any(code.reason for code in use.table.codes):
            # Faults with several codes each, as "computeFault(400, 500), unauthorized(401)".
            continue
        numbers = [code.number for code in use.table.codes if code.number and _is_real(code)]
        ordered = sorted(numbers)
        if numbers == ordered:
            continue
        codes = [code for code in use.table.codes if _is_real(code)]
        moved = _moved(numbers)
        yield Defect(
            codes[moved].location,
            codes[moved].text,
            f"response code {codes[moved].text} is out of order; the order is"
            f" {', '.join(map(str, ordered))}",
            use.label,
            fix=in_ascending_order(use.table, tree.pages[use.table.location.path].lines),
        )


def _moved(numbers: list[int]) -> int:
    """The index of the one number that has to move, or of the first that is out of order."""
    index = next(at for at, (one, other) in enumerate(pairwise(numbers), 1) if one > other)
    for candidate in (index, index - 1):
        rest = numbers[:candidate] + numbers[candidate + 1 :]
        if rest == sorted(rest):
            return candidate
    return index


@rule(Severity.WARNING)
def status_code_misnamed(tree: Tree) -> Iterator[Defect]:
    """A response code has the name of another code, or its name has a typo.

    The name is HTTP's own name of the other code; or other texts give it to the other code three
    times as often, and give another name to this code three times as often. A name that is there
    once has a typo if it differs by one from a name that the code has three times or more.

    Passes: "unauthorized(401), forbidden(403)" in several operations.

    Fails: "unauthorized(401), forbidden(401)" in one more; "conflict(404)".
    """
    codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, code, name in named_codes(tree):
        codes[name][code.text] += 1
        names[code.text][name] += 1
    typos = {
        code: Misspellings(name for name, count in known.items() if count >= OFTEN)
        for code, known in names.items()
    }
    for use, code, name in named_codes(tree):
        ((other, often),) = codes[name].most_common(1)
        ((usual, most),) = names[code.text].most_common(1)
        standard = _STANDARD_NAMES.get(name)
        intended = typos[code.text].intended(name) if codes[name].total() == 1 else None
        if intended is not None:
            message = f"the name '{name}' has a typo; write '{intended}', in the case of the others"
        elif standard is not None and str(standard) != code.text:
            message = f"'{name}' is HTTP's name of {standard}; correct the name or the code"
        elif min(often, most) >= _AGREED * codes[name][code.text]:
            message = (
                f"'{name}' is the name of {other} elsewhere, and {code.text} is '{usual}'; correct"
                " the name or the code"
            )
        else:
            continue
        yield Defect(
            code.location,
            f"{name} {code.text}",
            message,
            use.label,
            cause=at("code", code.location),
        )


@rule(Severity.WARNING)
def status_codes_missing(tree: Tree) -> Iterator[Defect]:
    """An operation documents no response codes at all, or no success codes.

    If no operation of a page has codes, there is one finding for the page.

    A success code in a text is enough, unless at least three other operations of the page all list
    their codes. Nothing is reported about operations that are marked as deprecated or removed, nor
    about one that has only a text, if another one in its section has the codes of both.

    Passes: an operation with ``.. rest_status_code:: success``.

    Fails: one with ``.. rest_status_code:: error`` only.
    """
    with_codes = {it.title_location for it in tree.operations if it.statuses}
    pages_with_codes = {it.page for it in tree.operations if it.statuses}
    for operation in tree.operations:
        if is_obsolete(tree, operation):
            continue
        if not operation.statuses:
            if operation.location in extended_operations(tree) or is_alias(operation):
                continue
            is_text = not (operation.tables or operation.samples or operation.text_tables)
            if is_text and operation.title_location in with_codes:
                continue
            in_prose = _mentions_success([it.text for it in operation.paragraphs])
            if not _has_table(operation) and (not in_prose or _is_only_one(tree, operation)):
                lacking = at("codes", operation.location)
                of_page = Cause("file", operation.page)
                yield Defect(
                    operation.location,
                    operation.title,
                    "the operation has no list of response codes; add its success and error codes",
                    operation.label,
                    cause=lacking if operation.page in pages_with_codes else of_page,
                    related=(lacking,),
                )
            continue
        kinds = {table.kind for table in operation.statuses}
        codes = [code for table in operation.statuses for code in table.codes]
        succeeds = any(_group(code) == "success" or _class(code) == 3 for code in codes)
        if "success" not in kinds and kinds <= set(_KINDS) and not succeeds:
            yield Defect(
                operation.statuses[0].location,
                operation.title,
                "the operation documents error codes but no success codes; add them",
                operation.label,
                cause=at("codes", operation.location),
            )


@rule(Severity.ERROR)
def body_without_code(tree: Tree) -> Iterator[Defect]:
    """An operation documents a body of its response, but its success codes mean that it has none.

    These are 204 and 205.

    Passes: ``200`` and a response table with fields of the body.

    Fails: ``204`` alone, and that table.
    """
    for operation in tree.operations:
        listed = [code for table in operation.statuses for code in table.codes]
        success = [code for code in listed if _class(code) == 2]
        if not success or not BODYLESS_CODES.issuperset(code.number for code in success):
            continue
        rows = tuple(
            row.location
            for table, role, headings in operation.tables
            if role == "response" and not is_about_errors(headings)
            for row, parameter in tree.rows(table)
            if parameter.place == "body"
        )
        samples = tuple(
            part.reference.location
            for part in operation.samples
            if part.role == "response"
            and part.reference.path in tree.samples
            and not is_error_sample(part)
        )
        if rows or samples:
            what = "a response table" if rows else "a response sample"
            first = success[0]
            yield Defect(
                first.location,
                first.text,
                f"a response with code {first.number} has no body, but there is {what}; fix the"
                " code, or remove what documents the body",
                operation.label,
                (rows or samples)[:1],
                cause=at("codes", operation.location),
            )


def _mentions_success(texts: Iterable[str]) -> bool:
    """Whether texts mention a success code in another form."""
    return any(
        _CODE_OF_SUCCESS.search(text) and (_CODE_WORDS.search(text) or len(text) < 40)
        for text in texts
    )


def _has_table(operation: Operation) -> bool:
    """Whether a text table of an operation has success codes."""
    rows = [row for part in operation.text_tables for row in part.table.rows if row]
    if any(_CELL_OF_CODES.fullmatch(cell.text) for row in rows for cell in row):
        return True
    return _mentions_success(row[0].text for row in rows)


def _is_only_one(tree: Tree, operation: Operation) -> bool:
    """Whether all others of a page, and enough of them, list their codes."""
    here = [it for it in tree.operations if it.page == operation.page]
    others = [it for it in here if it.location != operation.location]
    return len(others) >= _AGREED and all(it.statuses for it in others)


@rule(Severity.INFO)
def error_codes_missing(tree: Tree) -> Iterator[Defect]:
    """Operations document success codes but no error codes; one finding for each page.

    Version discovery, at ``/`` or ``/v2``, and deprecated operations are not reported.

    Passes: an operation with lists of both kinds.

    Fails: one with the list of success codes only.
    """
    for operation in tree.operations:
        tables = operation.statuses
        if not tables or any(table.kind != "success" for table in tables):
            continue
        if is_obsolete(tree, operation):
            continue
        if all(map(is_discovery, operation.endpoints)):
            # Anyone may request the list of versions.
            continue
        if not any(_group(code) == "error" for table in tables for code in table.codes):
            yield Defect(
                operation.statuses[0].location,
                operation.title,
                f"'{operation.title}' documents no error codes; add those that it may return",
                operation.label,
                cause=Cause("file", operation.page),
                related=(at("codes", operation.location),),
            )
