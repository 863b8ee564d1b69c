"""The sample files: those that pages want to show, and those that no page shows."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from apiref.analysis.pages.absent_folders import absent_folder
from apiref.analysis.pages.documents import contents
from apiref.analysis.samples.files import (
    excused,
    is_of_tests,
    is_variant,
    missing,
    mistaken,
    named_after,
    references,
    unshown,
)
from apiref.analysis.samples.values_in_headings import fitting
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import SamplePart
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import listed

# A folder with so few samples gets a finding for each, even if no page shows any of them.
_FEW = 3


@rule(Severity.ERROR)
def sample_missing(tree: Tree) -> Iterator[Defect]:
    """The file of a ``literalinclude`` does not exist, or lies outside the repository.

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
        page = posixpath.dirname(first.location.path) or "."
        hint = f"; did you mean '{posixpath.relpath(item.meant, page)}'?" if item.meant else ""
        if not first.file:
            message = "this literalinclude names no file"
        elif item.path is None:
            message = f"'{first.file}' lies outside the repository, and is not read{hint}"
        else:
            message = f"there is no file '{first.file}'{hint}"
        yield Defect(
            first.file_location,
            first.file or "literalinclude",
            message,
            labels.get(first.location),
            tuple(reference.file_location for reference in others),
        )


@rule(Severity.WARNING, unanimous=True)
def sample_unused(tree: Tree) -> Iterator[Defect]:
    """No page shows a sample file.

    Of a folder whose samples are all unused, only the first is told.

    Passes: a file ``samples/server.json``, and a ``literalinclude`` of it.

    Fails: that file, and no page that includes it.
    """
    named = named_after(tree)
    counts: dict[str, int] = {}
    for path in tree.samples:
        folder = posixpath.dirname(path)
        counts[folder] = counts.get(folder, 0) + 1
    folders: dict[str, list[str]] = {}
    for path in _unused(tree):
        if not _is_for_others(tree, path):
            folders.setdefault(posixpath.dirname(path), []).append(path)
    for folder, paths in folders.items():
        if len(paths) > _FEW and len(paths) == counts[folder]:
            yield Defect(
                Location(paths[0]),
                folder or ".",
                f"no page shows any of the {len(paths)} samples in this folder; include or remove"
                " them",
                None,
                tuple(Location(path) for path in paths[1:]),
            )
            continue
        for path in paths:
            operation = named.get(path)
            hint = f" in '{operation.title}', after which it is named" if operation else ""
            yield Defect(
                Location(path),
                posixpath.basename(path),
                f"no page shows this sample; include it{hint}, or remove it",
                operation.label if operation else None,
            )


@rule(Severity.INFO, unanimous=True)
def sample_variant_unused(tree: Tree) -> Iterator[Defect]:
    """No page shows some of the samples of a microversion; one finding for each folder.

    Often tests read them, while the page shows those of one version only. The same holds for all
    samples in a folder ``api_samples``, which is that of functional tests.

    Passes: ``samples/v3.65/server.json``, and a ``literalinclude`` of it.

    Fails: ``samples/v3.57/server.json`` beside it, which no page includes.
    """
    folders: dict[str, list[str]] = {}
    for path in _unused(tree):
        if _is_for_others(tree, path):
            folders.setdefault(posixpath.dirname(path), []).append(path)
    for folder, paths in folders.items():
        names = listed([posixpath.basename(path) for path in paths])
        are = "are samples" if len(paths) > 1 else "is a sample"
        of_tests = all(map(is_of_tests, paths))
        whose = "of tests" if of_tests else "of some microversions"
        yield Defect(
            Location(paths[0]),
            folder or ".",
            f"no page shows {names}, which {are} {whose};"
            " show what readers need of them, or remove what nothing reads",
            None,
            tuple(Location(path) for path in paths[1:]),
        )


def _unused(tree: Tree) -> list[str]:
    """The samples that no page shows, but for those of which other rules tell where they belong."""
    meant = excused(tree) | {item.own for item in mistaken(tree)}
    unused = [path for path in unshown(tree) if path not in meant]
    told = fitting(tree, unused)
    return [path for path in unused if path not in told]


def _is_for_others(tree: Tree, path: str) -> bool:
    """Whether it may well be right that no page shows a sample."""
    return is_variant(tree, path) or is_of_tests(path)


@rule(Severity.WARNING)
def sample_twice(tree: Tree) -> Iterator[Defect]:
    """An operation shows the same sample twice for its request, or for its response.

    Passes: ``server-update-request.json`` and ``server-update-response.json``.

    Fails: ``server-update-request.json`` twice under "Request Example".
    """
    lost = {item.path for item in missing(tree)}
    for operation in tree.operations:
        seen: dict[tuple[str, str | None], SamplePart] = {}
        for part in operation.samples:
            path = part.reference.path
            if path is None or path in lost or part.reference.partial:
                continue
            first = seen.setdefault((path, part.heading_role), part)
            if first is not part:
                yield Defect(
                    part.reference.file_location,
                    part.reference.file,
                    f"this operation already shows '{part.reference.file}' (line"
                    f" {first.reference.location.line}); include the other sample that belongs"
                    " here, or remove this one",
                    operation.label,
                    (first.reference.file_location,),
                )


@rule(Severity.WARNING)
def folder_absent(tree: Tree) -> Iterator[Defect]:
    """Pages refer to files of a folder of which nothing is there; one finding for each folder.

    Mostly only a part of the repository is being checked.

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
    for folder, places in folders.items():
        count = f"{len(places)} files" if len(places) > 1 else "a file"
        yield Defect(
            places[0][0],
            places[0][1],
            f"pages refer to {count} in '{folder}/', of which nothing is below the checked folder;"
            " check the whole repository, or mend the path",
            None,
            tuple(place for place, _ in places[1:]),
        )
