"""Links within the reference that lead nowhere, and addresses that were retired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from apiref.analysis.pages.documents import contents, document_name, resolve
from apiref.analysis.pages.extensions import has_known_labels
from apiref.analysis.pages.passages import file_text, passages
from apiref.analysis.pages.retired_addresses import replacement
from apiref.analysis.per_tree import per_tree
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.page import Directive, Label, Section
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.prose import without_literals
from apiref.text.suggestions import CLOSE, hint

# The first character stands for itself, since the search for one of a few is fast.
_LINK = re.compile(
    r"[:\[|`](?:(?<![\w:]:)(?<=:)(?P<role>ref|doc):`(?P<text>[^`]+)`"
    r"|(?<=\[)#?(?P<note>\w[\w.-]*)\]_(?!\w)"
    r"|(?<![\w|]\|)(?<=\|)(?P<substitution>\w[\w -]*)\|(?!\|)"
    r"|(?<![\w`:>]`)(?<=`)(?P<title>\w[^`<>]*)`_(?![\w_]))"
)
_TARGET = re.compile(r"<(?P<target>[^<>]+)>$")
_DEFINITIONS = tuple(
    map(
        re.compile,
        (
            r"\.\. (?:_`?(?P<label>[^`:\n]+)|\[#?(?P<note>[^\]\n]*)\]"
            r"|\|(?P<substitution>[^|\n]+)\|)",
            r":name:(?P<label>[^\n]+)",
            r"`(?P<title>\w[^`<>]*)<[^<>`]*>`_(?!_)",
            r"_`(?P<label>[^`\n]+)`",
        ),
    )
)
_ADDRESS = re.compile(r"https?://[^\s<>`\"')\]}]+")
# Sphinx makes these pages itself; the last two only if a module is documented.
_SPHINX_LABELS = frozenset({"genindex", "search"})
_MODULE_LABELS = frozenset({"modindex", "py-modindex"})
_MODULES = frozenset("module automodule py:module currentmodule".split())
_SPHINX_SUBSTITUTIONS = frozenset({"release", "today", "translation progress", "version"})


class _Defined(NamedTuple):
    labels: frozenset[str]
    titles: frozenset[str]
    notes: frozenset[str]
    substitutions: frozenset[str]


@rule(Severity.WARNING)
def link_target_missing(tree: Tree) -> Iterator[Defect]:
    """A link within the reference leads to something that no page defines.

    These are labels (``:ref:``), titles, documents (``:doc:``), footnotes, citations and
    substitutions. Nothing is reported if an extension in ``conf.py`` may define them, such as
    intersphinx.

    Passes: ``:ref:`filtering``` with a label ``.. _filtering:``.

    Fails: ``:ref:`filtring``` with that label.
    """
    if not has_known_labels(tree) or _is_incomplete(tree):
        return
    for path in tree.texts:
        # Most files have none.
        if not any(_missing(tree, match) for match in _LINK.finditer(file_text(tree, path))):
            continue
        for passage in passages(tree, path):
            for match in _LINK.finditer(without_literals(passage.source)):
                found = _missing(tree, match)
                # What is shown with its bars is no markup, but drawn.
                is_drawn = match["substitution"] and f"|{match['substitution']}|" in passage.shown
                if found is not None and not is_drawn:
                    kind, name, close = found
                    message = f"{kind} '{name}' is not defined{close}"
                    yield Defect(passage.location(match.start()), name, message)


def _missing(tree: Tree, match: re.Match[str]) -> tuple[str, str, str] | None:
    """The kind and the name of what a link leads to, and a suggestion; None if it is defined."""
    defined = _defined(tree)
    if match["role"]:
        target = _TARGET.search(match["text"])
        name = " ".join((target["target"] if target else match["text"]).split())
        if name.startswith("!"):
            return None
        if match["role"] == "doc":
            names = {document_name(tree, document) for document in tree.documents}
            near = {resolve(tree, document, name) for document in tree.documents}
            return None if near & names else ("document", name, hint(name, names, CLOSE))
        known = name.lower() in defined.labels
        return None if known else ("label", name, hint(name, defined.labels, CLOSE))
    if match["title"]:
        name = " ".join(match["title"].split())
        if name.lower() in defined.titles | defined.labels:
            return None
        return "target", name, hint(name.lower(), defined.titles, CLOSE)
    if match["note"]:
        # "[1]_" may be that of a footnote with an automatic number.
        is_auto = match["note"].isdigit() and "" in defined.notes
        known = is_auto or match["note"].lower() in defined.notes
        return None if known else ("footnote or citation", match["note"], "")
    name = match["substitution"]
    # With a space in front of its end, it is no markup.
    known = name.endswith(" ") or name.lower() in defined.substitutions
    return None if known else ("substitution", name, hint(name, defined.substitutions, CLOSE))


@per_tree
def _defined(tree: Tree) -> _Defined:
    """Everything that pages define, in lower case."""
    labels = {block.name.lower() for block in tree.blocks(Label)} | _SPHINX_LABELS
    if any(block.name in _MODULES for block in tree.blocks(Directive)):
        labels |= _MODULE_LABELS
    titles = {" ".join(block.title.lower().split()) for block in tree.blocks(Section)}
    notes: set[str] = set()
    substitutions = set(_SPHINX_SUBSTITUTIONS)
    texts = [page.text for page in tree.pages.values()]
    texts += (file.text for file in tree.parameter_files.values())
    for text in (*texts, tree.configuration or ""):
        for match in chain.from_iterable(pattern.finditer(text) for pattern in _DEFINITIONS):
            found = match.groupdict()
            if found.get("title"):
                titles.add(" ".join(found["title"].lower().split()))
            elif found.get("label"):
                labels.add(" ".join(found["label"].lower().split()))
            elif found["note"] is not None:
                notes.add(found["note"].lower())
            else:
                substitutions.add(found["substitution"].lower())
    return _Defined(
        frozenset(labels), frozenset(titles), frozenset(notes), frozenset(substitutions)
    )


def _is_incomplete(tree: Tree) -> bool:
    """Whether a page includes something that was not read, which may define anything."""
    includes = (include for page in contents(tree).values() for include in page.includes)
    return any(include.path not in tree.pages for include in includes)


@rule(Severity.WARNING)
def address_retired(tree: Tree) -> Iterator[Defect]:
    """A link leads to an address of OpenStack documentation that was retired.

    It is redirected at best. Addresses with ``http:`` whose sites only answer to ``https:`` are
    reported as infos.

    Passes: ``https://docs.openstack.org/api-ref/compute/``.

    Fails: ``https://developer.openstack.org/api-ref/compute/``.
    """
    for path in tree.texts:
        # Most files have none.
        if not any(map(replacement, _ADDRESS.findall(file_text(tree, path)))):
            continue
        for passage in passages(tree, path):
            for match in _ADDRESS.finditer(without_literals(passage.source)):
                address = match[0].rstrip(".,;:")
                found = replacement(address)
                if found is None:
                    continue
                place = passage.location(match.start())
                fix = None
                # What stands between "<" and ">" may go on in the next line.
                before = passage.source[match.start() - 1 : match.start()]
                is_whole = before != "<" or passage.source[match.end() : match.end() + 1] == ">"
                if found.certain and is_whole:
                    fix = Fix(f"Write '{found.address}'", (Edit(place, address, found.address),), 1)
                yield Defect(
                    place,
                    address,
                    f"{found.reason}; write '{found.address}'",
                    fix=fix,
                    severity=Severity.INFO if found.works else None,
                )
