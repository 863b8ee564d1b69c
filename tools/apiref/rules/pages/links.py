"""Links within the reference that lead nowhere, and addresses that were retired."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from apiref.analysis.operations.anchors import anchors_in
from apiref.analysis.pages.documents import contents, document_name, documents, page_paths, resolve
from apiref.analysis.pages.extensions import has_known_labels, has_known_markup
from apiref.analysis.pages.link_targets import MODULE_LABELS, shown_in, targets, targets_near
from apiref.analysis.pages.passages import Passage, file_text, passages
from apiref.analysis.pages.retired_addresses import replacement
from apiref.analysis.per_tree import per_tree
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.prose import without_literals
from apiref.text.suggestions import CLOSE, hint

# The first character stands for itself, since the search for one of a few is fast.
_LINK = re.compile(
    r"[:\[|`<](?:(?<![\w:]:)(?<=:)(?P<role>ref|doc):`(?P<text>[^`]+)`"
    r"|(?<=\[)#?(?P<note>\w[\w.-]*)\]_(?!\w)"
    r"|(?<![\w|\\]\|)(?<=\|)(?P<substitution>\w[\w -]*)\|(?![^\W_]|\|)"
    r"|(?<![\w`:>]`)(?<=`)(?P<title>\w[^`<>]*)`_(?![\w_])"
    r"|(?<=<)(?P<address>[^<>`:]+)>`_)"
)
_TARGET = re.compile(r"<(?P<target>[^<>]+)>$")
# An address of a site without its scheme.
_SITE = re.compile(r"^(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|io|net|org)(?:/|$))")
# Pages of the site, and those that Sphinx makes.
_ELSEWHERE = re.compile(r"\.\.|_|(?:genindex|search|(?:py-)?modindex)$")
# Titles of a reference often differ by a word only.
_SAME_WORDS = 0.9
_MORE_FILES = re.compile(r"^html_extra_path", re.MULTILINE)
# Anchors that docutils, Sphinx or os-api-ref make.
_AUTOMATIC = re.compile(r"(?:id|index-)\d+$|(?:footnote|module|term)-")
# What stands between "<" and ">" may go on in the next line, which is joined to it.
_ADDRESS = re.compile(r"h(?:(?<=<h)[^<>`]+(?=>)|ttps?://[^\s<>`\"')\]}]+)")


@rule(Severity.WARNING)
def link_target_missing(tree: Tree) -> Iterator[Defect]:
    """A link within the reference leads to something that no page defines.

    These are labels (``:ref:``), titles, documents (``:doc:``), footnotes, citations,
    substitutions, and relative addresses of pages and of anchors. Nothing is reported if an
    extension in ``conf.py`` may define them, such as intersphinx for labels.

    Passes: ``:ref:`filtering``` with a label ``.. _filtering:``.

    Fails: ``:ref:`filtring``` with that label, and ```it <#filtring>`_``.
    """
    for path in tree.texts:
        # Most files have none.
        links = _LINK.finditer(file_text(tree, path))
        if not any(_missing(tree, path, match) for match in links):
            continue
        missing: dict[str, tuple[str, str, str] | None] = {}
        for passage in passages(tree, path):
            for match in _LINK.finditer(without_literals(passage.source)):
                # Pages of many links have few targets.
                if match[0] not in missing:
                    missing[match[0]] = _missing(tree, path, match)
                found = missing[match[0]]
                if found is not None and not _is_drawn(tree, passage, match):
                    kind, name, close = found
                    message = f"{kind} '{name}' is not defined{close}"
                    if name.lower() in MODULE_LABELS:
                        message = f"Sphinx builds no '{name}' without modules; remove this link"
                    yield Defect(passage.location(match.start()), name, message)


def _is_drawn(tree: Tree, passage: Passage, match: re.Match[str]) -> bool:
    """Whether what looks like a substitution is none, as between the cells of a table."""
    if not match["substitution"]:
        return False
    return match[0] in passage.shown if passage.start.path in tree.pages else "+--" in match.string


def _missing(tree: Tree, path: str, match: re.Match[str]) -> tuple[str, str, str] | None:
    """The kind and the name of what a link leads to, and a suggestion; None if it is defined."""
    address = "".join((match["address"] or "").split())
    if address and not address.endswith("_"):
        return _missing_address(tree, path, address)
    if not has_known_markup(tree) or _is_incomplete(tree, page_paths(tree)):
        return None
    if match["role"]:
        return _missing_role(tree, match["role"], match["text"])
    defined = targets(tree)
    if match["title"] or address:
        name = " ".join((match["title"] or match["address"].rstrip()[:-1]).split())
        near = targets_near(tree, path) if shown_in(tree, path) else defined
        if name.lower() in near.titles or name.lower() in near.labels:
            return None
        if name.lower() in defined.titles or name.lower() in defined.labels:
            return "target", name, " in the same document; use :ref: or :doc:"
        return "target", name, hint(name.lower(), near.titles, CLOSE)
    if match["note"]:
        # "[1]_" may be that of a footnote with an automatic number.
        is_auto = match["note"].isdigit() and "" in defined.notes
        known = is_auto or match["note"].lower() in defined.notes
        return None if known else ("footnote or citation", match["note"], "")
    name = match["substitution"]
    # With a space in front of its end, it is no markup.
    known = name.endswith(" ") or name.lower() in defined.substitutions
    return None if known else ("substitution", name, hint(name, defined.substitutions, CLOSE))


def _missing_role(tree: Tree, role: str, text: str) -> tuple[str, str, str] | None:
    target = _TARGET.search(text)
    name = " ".join((target["target"] if target else text).split())
    if name.startswith("!") or not has_known_labels(tree):
        return None
    if role == "doc":
        names = _names(tree)
        near = {resolve(tree, document, name) for document in tree.documents}
        return None if near & names.keys() else ("document", name, hint(name, names, CLOSE))
    labels = targets(tree).labels
    return None if name.lower() in labels else ("label", name, hint(name, labels, CLOSE))


def _missing_address(tree: Tree, path: str, address: str) -> tuple[str, str, str] | None:
    """The same for a relative address in a text, which Sphinx publishes as it is written."""
    is_extended = tree.configuration is not None and not has_known_markup(tree)
    if is_extended or _MORE_FILES.search(tree.configuration or ""):
        return None
    if _SITE.match(address):
        return "page", address, f"; did you mean 'https://{address}'?"
    file, _, anchor = address.partition("#")
    file = file.partition("?")[0]
    stem = file.removesuffix(".html").removesuffix(".rst").removesuffix(".md")
    near = {
        resolve(tree, document, stem) if stem else document_name(tree, document)
        for document in shown_in(tree, path)
    }
    if file.startswith(("/", "_")) or any(_ELSEWHERE.match(name) for name in near):
        return None
    names = _names(tree)
    found = near & names.keys()
    if file and not (found and file.endswith(".html")):
        if posixpath.splitext(stem)[1] or stem.endswith("/") or not near:
            return None
        if stem.lower() in targets(tree).labels:
            return "page", file, f"; did you mean ':ref:`{stem}`'?"
        return "page", file, f"; did you mean '{stem}.html'?" if found else hint(stem, names, CLOSE)
    if not anchor or not found or _AUTOMATIC.match(anchor):
        return None
    shown = [names[name] for name in found]
    if any(_is_incomplete(tree, documents(tree)[document].pages) for document in shown):
        return None
    known = [anchors_in(tree, document) for document in shown]
    stem = anchor.removesuffix("-btn").removesuffix("-detail")
    if any(anchor in anchors or stem in anchors for anchors in known):
        return None
    return "anchor", f"#{anchor}", hint(anchor, frozenset().union(*known), _SAME_WORDS)


@per_tree
def _names(tree: Tree) -> dict[str, str]:
    """The documents by their names."""
    return {document_name(tree, document): document for document in tree.documents}


@per_tree
def _is_incomplete(tree: Tree, pages: tuple[str, ...]) -> bool:
    """Whether a page includes something that was not read, which may define anything."""
    includes = (include for path in pages for include in contents(tree)[path].includes)
    return any(include.path not in tree.pages for include in includes)


@rule(Severity.WARNING, fixable=True)
def address_retired(tree: Tree) -> Iterator[Defect]:
    """A link leads to an address of OpenStack documentation that was retired.

    It is redirected at best. Addresses with ``http:`` whose sites only answer to ``https:`` are
    reported as infos.

    Passes: ``https://docs.openstack.org/api-ref/compute/``.

    Fails: ``https://developer.openstack.org/api-ref/compute/``.
    """
    for path in tree.texts:
        # Most files have none.
        if not any(
            replacement(_joined(found)) for found in _ADDRESS.findall(file_text(tree, path))
        ):
            continue
        for passage in passages(tree, path):
            for match in _ADDRESS.finditer(without_literals(passage.source)):
                address = _joined(match[0])
                found = replacement(address)
                if found is None:
                    continue
                place = passage.location(match.start())
                fix, advice = None, f"link to the page on '{found.address}' that replaces it"
                if found.certain:
                    advice = f"write '{found.address}'"
                    if match[0].startswith(address):
                        fix = Fix(
                            f"Write '{found.address}'", (Edit(place, address, found.address),), 1
                        )
                yield Defect(
                    place,
                    address,
                    f"{found.reason}; {advice}",
                    fix=fix,
                    severity=Severity.INFO if found.works else None,
                )


def _joined(address: str) -> str:
    """An address without the white space that RST removes, and without the end of a sentence."""
    return "".join(address.split()).rstrip(".,;:")
