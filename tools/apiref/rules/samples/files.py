"""Sample files: those that pages include but that do not exist, and those that no page shows."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from apiref.analysis.pages.absent_folders import absent_folder
from apiref.analysis.pages.documents import contents
from apiref.analysis.samples.files import (
    belongs_to,
    is_of_empty_request,
    is_of_tests,
    is_variant,
    missing,
    named_after,
    references,
    unshown,
)
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import SamplePart
from apiref.model.tree import Tree
from apiref.rules.registry import rule

# A folder with this few samples gets a finding for each, even if no page shows any of them.
_FEW = 3


@rule(Severity.ERROR)
def sample_missing(tree: Tree) -> Iterator[Defect]:
    """The file of a ``literalinclude`` does not exist, or is outside the repository.

    Passes: ``.. literalinclude:: samples/server.json``, and a file ``samples/server.json``.

    Fails: ``.. literalinclude:: samples/servers.json`` there.
    """
    labels = {
        part.reference.location: operation.label
        for operation in tree.operations
        for part in operation.samples
    }
    for item in missing(tree):
        first, *others = item.references
        folder = posixpath.dirname(tree.pages[first.location.path].base)
        intended = posixpath.relpath(item.intended, folder or ".") if item.intended else None
        hint = f"; did you mean '{intended}'?" if intended else ""
        if not first.file:
            message = "this literalinclude names no file"
        elif item.path is None:
            message = f"'{first.file}' is outside the repository and is not read{hint}"
        else:
            message = f"file '{first.file}' does not exist{hint or '; add it'}"
        yield Defect(
            first.file_location,
            first.file or "literalinclude",
            message,
            labels.get(first.location),
            tuple(reference.file_location for reference in others),
            related=(Cause("file", item.intended),) if item.intended else (),
            intended=intended,
        )


@rule(Severity.WARNING, all_references=True)
def sample_unused(tree: Tree) -> Iterator[Defect]:
    """No page shows a sample file.

    A folder of more than three samples that are all unused is reported once.

    Passes: a file ``samples/server.json``, and a ``literalinclude`` of it.

    Fails: that file, and no page that includes it.
    """
    named = named_after(tree)
    in_folder = Counter(map(posixpath.dirname, tree.samples))
    hidden = {*unshown(tree)}
    shown = {posixpath.basename(path): path for path in tree.samples if path not in hidden}
    unused = [path for path in unshown(tree) if not _is_for_others(tree, path)]
    unused_in_folder = Counter(map(posixpath.dirname, unused))
    for path in unused:
        folder, name = posixpath.split(path)
        if in_folder[folder] == unused_in_folder[folder] > _FEW:
            yield Defect(
                Location(path),
                folder or ".",
                "no page shows any sample in this folder; include the samples, or remove them",
                cause=Cause("folder", folder),
                related=(Cause("file", path),),
            )
            continue
        operations = named.get(path, [])
        owner = next((item for item in operations if belongs_to(path, item)), None)
        advice = "include it where it belongs, or remove it"
        if owner is not None:
            advice = f"include it in '{owner.title}', which it is named after, or remove it"
        twin = shown.get(name, path)
        # References of several versions of an API each have their own.
        is_near = posixpath.commonpath((path, twin)) in (folder, posixpath.dirname(twin))
        if is_near and tree.samples[twin].value == tree.samples[path].value and twin != path:
            advice = f"it has the content of '{twin}', which is shown, so remove it"
        elif is_of_empty_request(path, operations):
            advice = "such a request has no body, so remove it"
        yield Defect(
            Location(path),
            name,
            f"no page shows this sample; {advice}",
            owner.label if owner is not None else None,
            cause=Cause("file", path),
            related=tuple(at("samples", operation.location) for operation in operations),
        )


@rule(Severity.INFO, all_references=True)
def sample_variant_unused(tree: Tree) -> Iterator[Defect]:
    """No page shows some samples of microversions or of functional tests; one finding for all.

    Often only tests read them, while the page shows the samples of one version. The samples of
    functional tests are those in a folder ``api_samples``.

    Passes: ``samples/v3.65/server.json``, and a ``literalinclude`` of it.

    Fails: ``samples/v3.57/server.json`` beside it, which no page includes.
    """
    for path in unshown(tree):
        if _is_for_others(tree, path):
            whose = "functional tests" if is_of_tests(path) else "a microversion"
            yield Defect(
                Location(path),
                posixpath.basename(path),
                f"no page shows this sample of {whose}; include it if readers need it, or remove"
                " it if nothing else reads it",
                cause=Cause("folder", tree.source, whose),
                related=(Cause("file", path),),
            )


def _is_for_others(tree: Tree, path: str) -> bool:
    """Whether a sample may have a purpose other than being shown on a page."""
    return is_variant(tree, path) or is_of_tests(path)


@rule(Severity.WARNING)
def sample_twice(tree: Tree) -> Iterator[Defect]:
    """An operation shows the same sample twice as its request, or twice as its response.

    One of them was probably meant to be another file.

    Passes: ``server-update-request.json`` and ``server-update-response.json``.

    Fails: ``server-update-request.json`` twice under "Request Example".
    """
    missing_paths = {item.path for item in missing(tree)}
    for operation in tree.operations:
        seen: dict[tuple[str, str | None], SamplePart] = {}
        for part in operation.samples:
            path = part.reference.path
            if path is None or path in missing_paths or part.reference.partial:
                continue
            first = seen.setdefault((path, part.heading_role), part)
            if first is not part:
                yield Defect(
                    part.reference.file_location,
                    part.reference.file,
                    f"this operation already shows '{part.reference.file}'; include the sample that"
                    " belongs here, or remove this one",
                    operation.label,
                    (first.reference.file_location,),
                )


@rule(Severity.INFO)
def folder_absent(tree: Tree) -> Iterator[Defect]:
    """Pages refer to files in a folder that does not exist; one finding per folder.

    Usually only a part of the repository is being checked.

    Passes: ``.. literalinclude:: ../../doc/samples/server.json``, and a folder ``doc``.

    Fails: that line, and no folder ``doc``.
    """
    folders: dict[str, list[tuple[Location, str]]] = {}
    for reference in references(tree):
        path = reference.path
        folder = absent_folder(tree, path) if path is not None else None
        if folder is not None:
            folders.setdefault(folder, []).append((reference.file_location, reference.file))
    for page in contents(tree).values():
        for include in page.includes:
            path = include.path
            folder = absent_folder(tree, path) if path is not None else None
            if folder is not None:
                folders.setdefault(folder, []).append((include.location, include.file))
    for folder, ((place, file), *others) in folders.items():
        count = f"{len(others) + 1} files" if others else "a file"
        yield Defect(
            place,
            file,
            f"pages refer to {count} in '{folder}/', which does not exist below the checked folder;"
            " check the whole repository, or correct the path",
            None,
            tuple(place for place, _ in others),
        )
