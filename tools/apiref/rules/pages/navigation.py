"""Pages: includes, tables of contents, and what no reader can get to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from apiref.analysis.looks import per_tree
from apiref.analysis.pages.absent_folders import absent_folder
from apiref.analysis.pages.documents import contents, documents, page_paths
from apiref.analysis.pages.misspelt_directives import hidden, hidden_files
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.page import ExpandAll, Include
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import LOOSE, Suggester

_SPECIAL = frozenset({"self", "genindex", "modindex", "search"})
_MASTERS = ("index.rst", "contents.rst")
_ORPHAN = re.compile(r"^:orphan:\s*$")


@rule(Severity.ERROR)
def include_missing(tree: Tree) -> Iterator[Defect]:
    """The file of an ``include`` does not exist, or lies outside the repository.

    Passes: ``.. include:: servers.inc`` beside a file ``servers.inc``.

    Fails: ``.. include:: server.inc`` there.
    """
    for include, meant in _missing_includes(tree).items():
        if include.path is None:
            message = f"'{include.file}' lies outside the repository, and is not read"
        else:
            close = _relative(include.location.path, meant) if meant else None
            hint = f"; did you mean '{close}'?" if close else ""
            message = f"there is no file '{include.file}' to include{hint}"
        yield Defect(include.location, include.file or "include", message)


@per_tree
def _missing_includes(tree: Tree) -> dict[Include, str | None]:
    """The includes of files that are not there, each with the page that was probably meant."""
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
    """The folder of the sources has a configuration and pages, but no first page.

    Sphinx starts at ``index.rst`` unless ``conf.py`` says otherwise, and fails without it.

    Passes: ``conf.py`` and ``index.rst`` in one folder.

    Fails: ``conf.py``, and pages in folders below it only.
    """
    prefix = "" if tree.source == "." else f"{tree.source}/"
    if f"{prefix}conf.py" not in tree.source_files or not tree.documents:
        return
    beside = [
        posixpath.basename(path)
        for path in tree.documents
        if posixpath.dirname(path) == tree.source
    ]
    # Any other page may be the first one by conf.py, unless it is index.rst misspelt.
    if _MASTERS[0] in beside or (beside and not Suggester(beside).closest(_MASTERS[0])):
        return
    yield Defect(
        Location(f"{prefix}conf.py"),
        "index.rst",
        f"there is no {prefix}index.rst, at which the build starts; add it",
    )


@rule(Severity.ERROR)
def include_loop(tree: Tree) -> Iterator[Defect]:
    """A page includes itself, directly or by the pages that it includes; the build stops.

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
            elif include.path in open_pages and not include.partial:
                yield Defect(
                    include.location,
                    include.file,
                    f"'{include.file}' includes this page in its turn; remove one of the includes",
                )
            elif include.path in contents(tree) and include.path not in done:
                enter(include.path)


@rule(Severity.WARNING)
def page_not_shown(tree: Tree) -> Iterator[Defect]:
    """A page is in no table of contents, and no other page includes it.

    Readers never see it. A document that is meant to stand alone says ``:orphan:`` at its top.

    Passes: ``.. include:: servers.inc`` in a document, and a file ``servers.inc``.

    Fails: a file ``servers.inc`` that no page includes.
    """
    shown = _shown(tree)
    excused = {meant for meant in _missing_includes(tree).values() if meant is not None}
    excused.update(meant for _, _, meant in _missing_entries(tree) if meant is not None)
    excused.update(hidden_files(tree))
    for path in page_paths(tree):
        if path in shown or path in excused:
            continue
        if any(_ORPHAN.match(line) for line in tree.pages[path].lines[:20]):
            continue
        is_document = path in tree.documents
        if is_document and _master(tree) is None:
            continue
        how = "in no table of contents" if is_document else "included by no other page"
        mend = "add it to a toctree" if is_document else "include it"
        yield Defect(Location(path), path, f"this page is {how}, so that nobody sees it; {mend}")


def _shown(tree: Tree) -> set[str]:
    """The pages that are included, or named by a table of contents, and the first document."""
    shown = {
        path
        for path, places in tree.included.items()
        if any(place.path != path for place in places)
    }
    names = {_document_name(tree, path): path for path in tree.documents}
    for page in contents(tree):
        for toctree in contents(tree)[page].toctrees:
            for entry, _ in toctree.entries:
                name = _resolve(tree, page, entry)
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


def _document_name(tree: Tree, path: str) -> str:
    """The name of a document as Sphinx has it: below the sources, without its ending."""
    name = path.removesuffix(".rst")
    return name if tree.source == "." else name.removeprefix(tree.source + "/")


def _resolve(tree: Tree, page: str, entry: str) -> str:
    """The name of the document that an entry of a table of contents on that page names."""
    entry = entry.removesuffix(".rst")
    if entry.startswith("/"):
        return posixpath.normpath(entry.lstrip("/"))
    folder = posixpath.dirname(_document_name(tree, page))
    return posixpath.normpath(posixpath.join(folder, entry))


@per_tree
def _missing_entries(tree: Tree) -> tuple[tuple[str, Location, str | None], ...]:
    """The entries of tables of contents that name no document, and the path that was meant."""
    names = {_document_name(tree, path): path for path in tree.documents}
    suggester = Suggester(names, LOOSE)
    found: list[tuple[str, Location, str | None]] = []
    for page, block in contents(tree).items():
        for toctree in block.toctrees:
            for entry, place in toctree.entries:
                if entry in _SPECIAL or "://" in entry or toctree.glob:
                    continue
                name = _resolve(tree, page, entry)
                if name not in names:
                    close = suggester.closest(name)
                    found.append((entry, place, names[close] if close else None))
    return tuple(found)


@rule(Severity.ERROR)
def toctree_entry_missing(tree: Tree) -> Iterator[Defect]:
    """An entry of a table of contents names no document.

    Passes: ``v2/index`` in the ``toctree`` of ``index.rst``, and a file ``v2/index.rst``.

    Fails: ``v2/indx`` there.
    """
    for entry, place, meant in _missing_entries(tree):
        hint = ""
        if meant is not None:
            close = _relative(place.path, meant).removesuffix(".rst")
            hint = f"; did you mean '{close}'?"
        yield Defect(place, entry, f"there is no document '{entry}'{hint}")


@rule(Severity.WARNING)
def toctree_entry_twice(tree: Tree) -> Iterator[Defect]:
    """A document names another one twice in its tables of contents.

    Passes: ``v2/index`` once in the ``toctree`` of ``index.rst``.

    Fails: ``v2/index`` twice there.
    """
    for page, block in contents(tree).items():
        seen: dict[str, Location] = {}
        for toctree in block.toctrees:
            for entry, place in toctree.entries:
                first = seen.setdefault(_resolve(tree, page, entry), place)
                if first is not place:
                    yield Defect(
                        place,
                        entry,
                        f"'{entry}' is in the tables of contents of this document twice (first in"
                        f" line {first.line}); remove one",
                        None,
                        (first,),
                    )


@rule(Severity.ERROR)
def page_shown_twice(tree: Tree) -> Iterator[Defect]:
    """A document includes a page with operations twice, so that it shows all of them twice.

    Passes: ``.. include:: servers.inc`` once in a document.

    Fails: the same line twice there.
    """
    told: set[Location] = set()
    for document in documents(tree).values():
        for path, includes in document.includes.items():
            if len(includes) < 2 or any(include.partial for include in includes):
                continue
            if path not in contents(tree) or not contents(tree)[path].endpoints:
                continue
            first, *others = (include.location for include in includes)
            for place in others:
                if place not in told and path != document.path:
                    told.add(place)
                    yield Defect(
                        place,
                        path,
                        f"'{path}' is already included in this document"
                        f" ({first.path}:{first.line}), and its operations are shown twice;"
                        " remove one of the includes",
                        None,
                        (first,),
                    )


@rule(Severity.INFO)
def expand_all_missing(tree: Tree) -> Iterator[Defect]:
    """A document with operations has no ``rest_expand_all``.

    Its readers have no button that opens all operations, as other references have.

    Passes: ``.. rest_expand_all::`` at the top of a document with operations.

    Fails: a document with operations without it.
    """
    lost = {item.location.path for item in hidden(tree) if item.meant == "rest_expand_all"}
    for path, expanders, count in _expanders(tree):
        if count and not expanders and not lost.intersection(documents(tree)[path].pages):
            yield Defect(
                Location(path),
                path,
                "this document shows operations, but has no '.. rest_expand_all::'; add it below"
                " the title",
            )


@rule(Severity.WARNING)
def expand_all_twice(tree: Tree) -> Iterator[Defect]:
    """A document has several ``rest_expand_all``.

    Each one is a button that opens all operations of the page.

    Passes: ``.. rest_expand_all::`` once.

    Fails: ``.. rest_expand_all::`` in a document, and again in a page that it includes.
    """
    for _, expanders, _ in _expanders(tree):
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


def _expanders(tree: Tree) -> Iterator[tuple[str, list[ExpandAll], int]]:
    """For each document its ``rest_expand_all`` directives and the number of its operations."""
    for document in documents(tree).values():
        pages = [contents(tree)[path] for path in document.pages]
        expanders = [expander for page in pages for expander in page.expanders]
        yield document.path, expanders, sum(len(page.endpoints) for page in pages)
