"""Pages: includes, tables of contents, and pages that readers cannot reach."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from apiref.analysis.pages.absent_folders import absent_folder
from apiref.analysis.pages.documents import (
    contents,
    document_name,
    documents,
    page_paths,
    resolve,
)
from apiref.analysis.per_tree import per_tree
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.page import Include, Section, Toctree, walk
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import LOOSE, Suggester

_SPECIAL = frozenset({"self", "genindex", "modindex", "search"})
_MASTERS = ("index.rst", "contents.rst")
_ORPHAN = re.compile(r"^:orphan:\s*$")


@rule(Severity.ERROR)
def include_missing(tree: Tree) -> Iterator[Defect]:
    """The file of an ``include`` does not exist, or is outside the repository.

    Passes: ``.. include:: servers.inc`` next to a file ``servers.inc``.

    Fails: ``.. include:: server.inc`` next to that file.
    """
    for include, intended in _missing_includes(tree).items():
        if include.path is None:
            message = (
                f"included file '{include.file}' is outside the repository and is not read;"
                " include one inside it"
            )
        else:
            close = _relative(include.location.path, intended) if intended else None
            hint = f"did you mean '{close}'?" if close else "add it, or remove the include"
            message = f"included file '{include.file}' does not exist; {hint}"
        yield Defect(include.location, include.file or "include", message)


@per_tree
def _missing_includes(tree: Tree) -> dict[Include, str | None]:
    """The includes of files that do not exist, each with the page that was probably intended."""
    unreadable = {problem.location.path for problem in tree.problems}
    fragments = [path for path in page_paths(tree) if not path.endswith(".rst")]
    unused = Suggester([path for path in fragments if path not in tree.included])
    every = Suggester(fragments)
    found: dict[Include, str | None] = {}
    for page in contents(tree).values():
        for include in page.includes:
            if include.file.startswith("<") and include.file.endswith(">"):
                continue
            if include.path is None:
                found[include] = None
            elif (
                include.path not in contents(tree)
                and include.path not in unreadable
                and absent_folder(tree, include.path) is None
            ):
                found[include] = unused.closest(include.path) or every.closest(include.path)
    return found


def _relative(page: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


@rule(Severity.ERROR)
def first_page_missing(tree: Tree) -> Iterator[Defect]:
    """The source folder has a configuration and pages, but no start page.

    Sphinx starts at ``index.rst`` unless ``conf.py`` says otherwise, and fails without it.

    Passes: ``conf.py`` and ``index.rst`` in one folder.

    Fails: ``conf.py`` in a folder, with pages only in folders below it.
    """
    prefix = "" if tree.source == "." else f"{tree.source}/"
    if f"{prefix}conf.py" not in tree.source_files or not tree.documents:
        return
    beside = [
        posixpath.basename(path)
        for path in tree.documents
        if (posixpath.dirname(path) or ".") == tree.source
    ]
    # conf.py may name any other page as the start page, unless that is a misspelt index.rst.
    if _MASTERS[0] in beside or (beside and not Suggester(beside).closest(_MASTERS[0])):
        return
    yield Defect(
        Location(f"{prefix}conf.py"),
        "index.rst",
        f"there is no {prefix}index.rst, where the build starts; add it",
    )


@rule(Severity.ERROR)
def include_loop(tree: Tree) -> Iterator[Defect]:
    """A page includes itself, directly or through other pages, which stops the build.

    Passes: ``a.inc`` includes ``b.inc``.

    Fails: ``a.inc`` includes ``b.inc``, which includes ``a.inc``.
    """
    done: set[str] = set()
    for start in (*tree.documents, *page_paths(tree)):
        trail: list[tuple[str, Iterator[Include]]] = []
        open_pages: dict[str, None] = {}

        def enter(path: str) -> None:
            open_pages[path] = None  # noqa: B023
            trail.append((path, iter(contents(tree)[path].includes)))  # noqa: B023

        if start not in done and start in contents(tree):
            enter(start)
        while trail:
            path, includes = trail[-1]
            include = next(includes, None)
            if include is None:
                trail.pop()
                del open_pages[path]
                done.add(path)
            elif include.path in open_pages:
                # A part need not have the include.
                if not include.partial:
                    message = (
                        f"'{include.file}' in turn includes this page; remove one of the includes"
                    )
                    yield Defect(include.location, include.file, message)
            elif include.path in contents(tree) and include.path not in done:
                enter(include.path)


@rule(Severity.WARNING)
def page_not_shown(tree: Tree) -> Iterator[Defect]:
    """A page is in no table of contents, and no other page includes it.

    Readers never see it. A document that is intended to stand alone has ``:orphan:`` at its top; an
    empty page has nothing to show.

    Passes: ``.. include:: servers.inc`` in a document, with a file ``servers.inc``.

    Fails: a file ``servers.inc`` that no page includes.
    """
    shown = _shown(tree)
    intended = {path for path in _missing_includes(tree).values() if path is not None}
    intended.update(path for _, _, path in _missing_entries(tree) if path is not None)
    for path in page_paths(tree):
        if path in shown or path in intended:
            continue
        page = tree.pages[path]
        if any(map(_ORPHAN.match, page.lines)) or not any(map(str.strip, page.lines)):
            continue
        is_document = path in tree.documents
        if is_document and _master(tree) is None:
            continue
        if is_document:
            message = "no table of contents lists this page; add it to a toctree, or remove it"
        else:
            message = "no other page includes this page, so it is never shown; include or remove it"
        yield Defect(Location(path), path, message, cause=Cause("file", path))


def _shown(tree: Tree) -> set[str]:
    """The pages that are included or in a table of contents, and the start page."""
    shown = {
        path
        for path, places in tree.included.items()
        if any(place.path != path for place in places)
    }
    names = {document_name(tree, path): path for path in tree.documents}
    for page in contents(tree):
        for toctree in contents(tree)[page].toctrees:
            for entry, _ in toctree.entries:
                name = resolve(tree, page, entry)
                if toctree.glob and any(char in name for char in "*?["):
                    shown.update(path for key, path in names.items() if fnmatchcase(key, name))
                elif name in names:
                    shown.add(names[name])
    master = _master(tree)
    if master is not None:
        shown.add(master)
    return shown


def _master(tree: Tree) -> str | None:
    for name in _MASTERS:
        path = posixpath.join(tree.source, name) if tree.source != "." else name
        if path in tree.documents:
            return path
    return None


@per_tree
def _missing_entries(tree: Tree) -> tuple[tuple[str, Location, str | None], ...]:
    """The entries of tables of contents that name no document, with the intended path, if any."""
    names = {document_name(tree, path): path for path in tree.documents}
    suggester = Suggester(names, LOOSE)
    found: list[tuple[str, Location, str | None]] = []
    for page, block in contents(tree).items():
        for toctree in block.toctrees:
            for entry, place in toctree.entries:
                if entry in _SPECIAL or "://" in entry or toctree.glob:
                    continue
                name = resolve(tree, page, entry)
                if name not in names:
                    close = suggester.closest(name)
                    found.append((entry, place, names[close] if close else None))
    return tuple(found)


@rule(Severity.ERROR)
def toctree_entry_missing(tree: Tree) -> Iterator[Defect]:
    """An entry of a table of contents names a document that does not exist.

    Passes: ``v2/index`` in the ``toctree`` of ``index.rst``, with a file ``v2/index.rst``.

    Fails: ``v2/indx`` with that file.
    """
    for entry, place, intended in _missing_entries(tree):
        hint, close = "correct or remove the entry", None
        if intended is not None:
            close = _relative(place.path, intended).removesuffix(".rst")
            hint = f"did you mean '{close}'?"
        message = f"document '{entry}' does not exist; {hint}"
        yield Defect(place, entry, message, intended=close)


@rule(Severity.WARNING)
def toctree_entry_twice(tree: Tree) -> Iterator[Defect]:
    """A section of a document lists another document twice in its tables of contents.

    Passes: ``v2/index`` once in the ``toctree`` of ``index.rst``, or below two of its titles.

    Fails: ``v2/index`` twice in that ``toctree``.
    """
    for page in tree.pages.values():
        seen: dict[str, Location] = {}
        for block in walk(page.body):
            if isinstance(block, Section):
                seen = {}
            for entry, place in block.entries if isinstance(block, Toctree) else ():
                first = seen.setdefault(resolve(tree, page.path, entry), place)
                if first is not place:
                    yield Defect(
                        place,
                        entry,
                        f"'{entry}' is listed twice in the tables of contents of this section,"
                        f" first in line {first.line}; remove one",
                        None,
                        (first,),
                    )


@rule(Severity.ERROR)
def page_shown_twice(tree: Tree) -> Iterator[Defect]:
    """A document includes a page with operations twice, and so shows all of them twice.

    Passes: ``.. include:: servers.inc`` once in a document.

    Fails: the same line twice in a document.
    """
    reported: set[Location] = set()
    for document in documents(tree).values():
        for path, includes in document.includes.items():
            if any(include.partial for include in includes):
                continue
            if path not in contents(tree) or not contents(tree)[path].endpoints:
                continue
            first, *others = (include.location for include in includes)
            for place in others:
                if place not in reported and path != document.path:
                    reported.add(place)
                    yield Defect(
                        place,
                        path,
                        f"'{path}' is already included in this document"
                        f" ({first.path}:{first.line}), so its operations are shown twice;"
                        " remove one of the includes",
                        None,
                        (first,),
                    )


@rule(Severity.INFO)
def expand_all_missing(tree: Tree) -> Iterator[Defect]:
    """A document with operations has no ``rest_expand_all``.

    Readers do not get the button that opens all operations, which other references have.

    Passes: ``.. rest_expand_all::`` at the top of a document with operations.

    Fails: a document with operations without it.
    """
    for path, document in documents(tree).items():
        pages = [contents(tree)[page] for page in document.pages]
        if any(page.endpoints for page in pages) and not any(page.expanders for page in pages):
            yield Defect(
                Location(path),
                path,
                "this document shows operations but has no '.. rest_expand_all::'; add it below"
                " the title",
                related=tuple(Cause("expand-all", page) for page in document.pages),
            )


@rule(Severity.WARNING)
def expand_all_twice(tree: Tree) -> Iterator[Defect]:
    """A document has more than one ``rest_expand_all``.

    Each one shows a button that opens all operations of the page.

    Passes: ``.. rest_expand_all::`` once.

    Fails: ``.. rest_expand_all::`` in a document, and again in a page that it includes.
    """
    for document in documents(tree).values():
        expanders = [found for path in document.pages for found in contents(tree)[path].expanders]
        if len(expanders) > 1:
            first, second = expanders[0].location, expanders[1].location
            yield Defect(
                second,
                "rest_expand_all",
                f"this document already has a rest_expand_all ({first.path}:{first.line}); remove"
                " one",
                None,
                (first,),
            )
