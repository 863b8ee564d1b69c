"""The examples of an operation: whether they exist, and whether they belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations.obsolete import is_obsolete
from apiref.analysis.pages.broken_directives import is_broken
from apiref.analysis.parameters.types import is_schema
from apiref.analysis.parameters.values import plain
from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.rows.entries import unused_entries_named
from apiref.analysis.samples.error_samples import is_error_sample
from apiref.analysis.samples.files import (
    counterpart_path,
    is_shown_twice,
    samples_of_other_operations,
)
from apiref.analysis.samples.free_bodies import is_left_open
from apiref.analysis.samples.linked_sections import (
    is_referred_elsewhere,
    leads_elsewhere,
    linked_names,
)
from apiref.analysis.samples.names import members_by_path, names_in
from apiref.analysis.samples.values_in_headings import contradicted, samples_as_stated
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import location_of
from apiref.model.location import Location
from apiref.model.operation import (
    BODYLESS,
    ROLES,
    USUALLY_BODYLESS,
    Operation,
    Role,
    SamplePart,
    placeholders,
)
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import Suggester
from apiref.text.typos import is_typo

_NO = re.compile(r"\b(?:no|not|without|any|empty|never|neither|none)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:body|content|entity|payload|data|returned|returns?|example)\b", re.IGNORECASE
)
_LANGUAGES = "json javascript js json5 jsonc console http text none default".split()
_OTHER_LANGUAGES = "bash shell sh yaml xml html python ini rest rst".split()


@rule(Severity.WARNING)
def sample_under_wrong_heading(tree: Tree) -> Iterator[Defect]:
    """The name of a sample says request, but the heading above it says response, or the reverse.

    A response that returns the request may show the same sample, if it has all fields of the table.

    Passes: ``server-create-request.json`` under "Request Example".

    Fails: ``server-create-response.json`` there.
    """
    for operation in tree.operations:
        swapped_paths: set[str] = set()
        for part in operation.samples:
            heading_role, name_role = part.heading_role, part.name_role
            path = part.reference.path
            if heading_role is None or name_role is None or heading_role == name_role:
                continue
            if path in swapped_paths:
                continue
            other = counterpart_path(path or "")
            if other not in tree.samples and _returns_request(tree, operation, part):
                continue
            swapped = next(
                (
                    item
                    for item in operation.samples
                    if item.reference.path == other != path and item.heading_role == name_role
                ),
                None,
            )
            advice = f"include the {heading_role} sample, or change the heading"
            places: tuple[Location, ...] = ()
            if swapped is not None and swapped.name_role != swapped.heading_role:
                swapped_paths.add(other)
                advice = f"swap it with '{swapped.reference.file}'"
                places = (swapped.reference.file_location,)
            elif other in tree.samples and other != path:
                advice = f"include '{other.rpartition('/')[2]}'"
            yield Defect(
                part.reference.file_location,
                part.reference.file,
                f"the name of '{part.reference.file}' says {name_role}, but the heading"
                f" '{part.headings[-1]}' says {heading_role}; {advice}",
                operation.label,
                places,
                cause=at("include", part.reference.location),
                related=(Cause("file", other),),
            )


def _returns_request(tree: Tree, operation: Operation, part: SamplePart) -> bool:
    """Whether a response shows the sample of the request, with all fields of its table."""
    path = part.reference.path
    if part.heading_role != "response" or path not in tree.samples:
        return False
    shown = names_in(tree, path)
    rows = [pair for table in operation.tables_of("response") for pair in tree.rows(table)]
    fields = {field_parts(row.name)[-1] for row, entry in rows if entry.place == "body"}
    return (
        bool(fields)
        and fields <= shown
        and any(
            other.reference.path == path and other.role == "request" for other in operation.samples
        )
    )


@rule(Severity.WARNING)
def sample_of_other_operation(tree: Tree) -> Iterator[Defect]:
    """An operation shows the sample of another one, while a sample named after it is unused.

    Or it shows the same sample as request and as response, while the right one is unused; or one
    without the required fields of the table, while the unused one has them; or that of another
    action of its URL, which the only member of the sample names. The latter two are errors, as they
    contradict the table. Or two operations show the samples that are named after each other.

    Passes: ``server-delete-request.json`` under "Delete server".

    Fails: ``server-update-request.json`` under "Delete server", and no page that shows
    ``server-delete-request.json``.
    """
    for item in samples_of_other_operations(tree):
        reference = item.part.reference
        problem, owner = "belongs to another operation", "this operation"
        if is_shown_twice(item.operation, item.part):
            problem, owner = "is shown as both request and response", "this role"
        elif item.is_by_table:
            problem, owner = "does not fit the table", "this operation and its table"
        own = item.own.rpartition("/")[2]
        advice = f"include '{own}', whose name fits {owner} and which no page shows"
        if item.owner is not None and item.own:
            problem = f"is named after '{item.owner.title}'"
            advice = f"exchange it with '{own}', which is shown there"
        elif item.owner is not None:
            problem = f"is one of '{item.owner.title}', which documents its only member"
            advice = "include that of this operation"
        yield Defect(
            reference.file_location,
            reference.file,
            f"sample '{reference.file}' {problem}; {advice}",
            item.operation.label,
            cause=at("include", reference.location),
            related=(Cause("file", item.own), Cause("sample", reference.path or "")),
            severity=Severity.ERROR if not item.own or item.is_by_table else None,
        )


def _has_body_rows(tree: Tree, operation: Operation, role: Role) -> bool:
    """Whether a table has body parameters; placeholders of the URL never count as such."""
    named = {name for endpoint in operation.endpoints for name in placeholders(endpoint.url)}
    return any(
        entry.place == "body" and (role == "response" or row.name not in named)
        for table in operation.tables_of(role)
        for row, entry in tree.rows(table)
    )


def _without_example(tree: Tree, role: Role) -> Iterator[Defect]:
    """One defect for each operation with body rows of that role, but without a sample.

    The text may say that there is no body.
    """
    for operation in tree.operations:
        if role == "request" and operation.methods <= USUALLY_BODYLESS:
            continue
        if is_obsolete(tree, operation):
            continue
        if any(part.role in (role, None) for part in operation.samples):
            continue
        if any(literal.role in (role, None) for literal in operation.literals):
            continue
        if not _has_body_rows(tree, operation, role):
            continue
        if not any(_says_no_body(paragraph.text) for paragraph in operation.paragraphs):
            yield Defect(
                operation.place_of_rows(role),
                operation.title,
                f"the table documents a {role} body, but there is no example of it; add one",
                operation.label,
                cause=at("samples", operation.location),
            )


@rule(Severity.INFO)
def request_without_example(tree: Tree) -> Iterator[Defect]:
    """An operation documents the fields of the request body, but shows no example of it.

    Readers begin with an example, and the check compares the table with it.

    Passes: body rows under "Request", and a ``literalinclude`` under "Request Example".

    Fails: body rows under "Request", and no example.
    """
    return _without_example(tree, "request")


@rule(Severity.INFO)
def response_without_example(tree: Tree) -> Iterator[Defect]:
    """An operation documents the fields of the response body, but shows no example of it.

    Readers begin with an example, and the check compares the table with it.

    Passes: body rows under "Response", and a ``literalinclude`` under "Response Example".

    Fails: body rows under "Response", and no example.
    """
    return _without_example(tree, "response")


@rule(Severity.WARNING)
def sample_without_table(tree: Tree) -> Iterator[Defect]:
    """An operation shows a sample of its request or response, but no table documents it.

    A sample that is a JSON Schema documents itself. If the text leaves the members of a body open,
    there is nothing that a table could list; and the text beside a sample may refer to another
    operation instead. Deprecated operations are not checked.

    Passes: a sample under "Response Example", and a ``rest_parameters`` table under "Response".

    Fails: a sample under "Response Example", and no table for the response.
    """
    for operation in tree.operations:
        if any(part.role is None for part in operation.tables) or is_obsolete(tree, operation):
            continue
        if _documents_elsewhere(tree, operation):
            continue
        for role in ROLES:
            if operation.tables_of(role) or is_left_open(operation, role):
                continue
            parts = [part for part in operation.samples if part.role == role]
            parts = [part for part in parts if not is_error_sample(part)]
            shown = [part for part in parts if _has_members(tree, part)]
            shown = [part for part in shown if not _is_described_in_text(tree, operation, part)]
            if not shown:
                continue
            first, *others = shown
            if not is_referred_elsewhere(tree, operation, first):
                message = (
                    f"no table documents the {role} that this sample shows; add a rest_parameters"
                    f" table for the {role}"
                )
                if role == "request" and operation.methods <= USUALLY_BODYLESS:
                    method = " or ".join(sorted(operation.methods))
                    message = (
                        f"a {method} request seldom has a body; remove this sample, or"
                        " add a table of its fields"
                    )
                yield Defect(
                    first.reference.file_location,
                    first.reference.file,
                    message,
                    operation.label,
                    tuple(part.reference.file_location for part in others),
                    related=(
                        at("tables", operation.location),
                        *_entries_for(tree, operation, shown),
                    ),
                )


def _entries_for(tree: Tree, operation: Operation, shown: list[SamplePart]) -> Iterator[Cause]:
    """The unused entries that the missing table would refer to, if they cover half of its rows."""
    for part in shown:
        names = names_in(tree, part.reference.path)
        entries = unused_entries_named(tree, operation, sorted(names))
        if len(entries) * 2 >= len(names):
            yield from (Cause("entry", entry.path, entry.key) for entry in entries)


def _documents_elsewhere(tree: Tree, operation: Operation) -> bool:
    """Whether the fields are documented in another way or in another place.

    In a text table; behind a link; or in the request table although the request has no body.
    """
    if operation.text_tables or any(leads_elsewhere(tree, item) for item in operation.paragraphs):
        return True
    return operation.methods <= BODYLESS and _has_body_rows(tree, operation, "request")


def _is_described_in_text(tree: Tree, operation: Operation, part: SamplePart) -> bool:
    """Whether the text, or a section that it links to, names most members of a sample.

    In a sample with a single top-level member, the members of that one count.
    """
    mentioned = {literal for item in operation.paragraphs for literal in item.literals}
    mentioned |= linked_names(tree, operation)
    sample = tree.samples[part.reference.path or ""]
    if not mentioned or not isinstance(sample.value, dict):
        return False
    by_depth: dict[int, set[str]] = {}
    for member in members_by_path(tree)[sample.path]:
        by_depth.setdefault(len(member.names), set()).add(member.name)
    names = by_depth[1] if len(by_depth[1]) > 1 else by_depth.get(2, by_depth[1])
    return len(names & mentioned) * 3 >= len(names) * 2


def _has_members(tree: Tree, part: SamplePart) -> bool:
    sample = tree.samples.get(part.reference.path or "")
    value = sample.value if sample is not None else None
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) and item and not is_schema(item) for item in items)


@rule(Severity.WARNING)
def sample_unlike_heading(tree: Tree) -> Iterator[Defect]:
    """The heading of a sample states a value of a field that differs from the one in the sample.

    Often the sample of another state is shown, or the heading was copied.

    Passes: "Response Example (task status: success)" above a sample with ``"status": "success"``.

    Fails: that heading above a sample with ``"status": "failure"``.
    """
    for item in contradicted(tree):
        reference = item.part.reference
        shown = plain(item.value)
        yield Defect(
            reference.file_location,
            reference.file,
            f"the heading says '{item.words}: {item.stated}', but the sample has"
            f" '{item.path[-1]}: {shown}'; include the right sample, or correct either of them",
            item.operation.label,
            (location_of(item.sample, item.path),),
            related=tuple(Cause("file", path) for path in samples_as_stated(tree, item)),
        )


@rule(Severity.INFO)
def sample_language(tree: Tree) -> Iterator[Defect]:
    """A ``literalinclude`` has a misspelled ``:language:``, or for JSON none or a wrong one.

    Sphinx then highlights the file in its default language, Python, or warns.

    Passes: ``:language: json``.

    Fails: no ``:language:``, ``:language: jsno``, or ``:language: bash``.
    """
    suggester = Suggester(("json", "javascript"))
    for operation in tree.operations:
        paths = [part.reference.path for part in operation.samples]
        for part in operation.samples:
            reference = part.reference
            if is_broken(tree, reference.location) or paths.count(reference.path) > 1:
                continue
            language = (reference.language or "").lower()
            is_json = reference.file.endswith(".json")
            if language in _LANGUAGES or not (is_json or language):
                continue
            if language in _OTHER_LANGUAGES:
                if not is_json:
                    continue
                shown = tree.samples.get(reference.path or "")
                if shown is None or not shown.valid or reference.partial:
                    continue
                message = f"'{reference.file}' is JSON, not {language}; write ':language: json'"
            elif not language:
                message = f"no ':language:' is given for '{reference.file}'; add ':language: json'"
            else:
                typos = (it for it in (*_LANGUAGES, *_OTHER_LANGUAGES) if is_typo(language, it))
                intended = next(typos, None) or (suggester.closest(language) if is_json else None)
                if intended is None:
                    continue
                message = f"unknown language '{language}'; did you mean '{intended}'?"
            yield Defect(reference.location, reference.file, message, operation.label)


def _says_no_body(text: str) -> bool:
    """Whether a sentence says that there is no body, such as "Returns no content"."""
    for sentence in text.split("."):
        denied = _NO.search(sentence)
        if denied is not None and _BODY.search(sentence, denied.end()):
            return True
    return False
