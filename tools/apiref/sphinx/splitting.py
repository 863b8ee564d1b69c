"""Makes pages of the sections of long pages.

With ``apiref_split = True`` in ``conf.py``, each section of operations, if its page has several, is
a page beside it. In its place is a list of links. They have the anchors of what has moved, so that
addresses of the whole page lead to them; with scripts, to the new page.

A new page is a document to Sphinx, with title, contents and neighbours. Only pages for screens are
split: other builders read the sources again.
"""

import time
from collections.abc import Iterator, Set
from typing import Any

from docutils import nodes
from os_api_ref import rest_expand_all
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import FilterSystemMessages

from apiref.sphinx.nodes import endpoints, is_in_operation, operation

# Pages that Sphinx makes.
_TAKEN = frozenset({"genindex", "modindex", "search"})
# A toctree for the contents of the site only.
_HIDDEN: dict[str, Any] = {"hidden": True, "includehidden": False, "titlesonly": True}
_HIDDEN |= {"maxdepth": -1, "numbered": 0, "glob": False, "rawentries": []}


def parts_of(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the names of new pages by that of the page that they are from."""
    if not hasattr(env, "apiref_parts"):
        env.apiref_parts = {}  # type: ignore[attr-defined]
    parts: dict[str, list[str]] = env.apiref_parts  # type: ignore[attr-defined]
    return parts


def _splits(app: Sphinx) -> bool:
    return app.builder.name in ("html", "dirhtml") and bool(app.config.apiref_split)


def _split(app: Sphinx, doctree: nodes.document) -> None:
    """Make documents of the sections of a document that was read."""
    env, whole = app.env, app.env.docname
    if not _splits(app) or any(whole in parts for parts in parts_of(env).values()):
        return
    outermost = [child for child in doctree.children if isinstance(child, nodes.section)]
    # The title of most pages is a section around all others.
    sections = list(_with_operations(outermost[0] if len(outermost) == 1 else doctree))
    if len(sections) < 2:
        return
    for field in list(doctree.findall(nodes.field)):
        # Sphinx would list no page below a page with it.
        if field[0].astext() == "tocdepth":
            field.parent.remove(field)
    # Sphinx does this later, to what is left.
    FilterSystemMessages(doctree).apply()
    documents = {_name(env, whole, section): section for section in sections}
    parts_of(env)[whole] = list(documents)
    owners = {
        anchor: name
        for name, section in documents.items()
        for element in section.findall(nodes.Element)
        for anchor in element["ids"]
    }
    controls = doctree.next_node(rest_expand_all)
    about = [child for child in doctree.children if isinstance(child, nodes.docinfo)]
    _leave_links(whole, documents)
    for name, section in documents.items():
        part = doctree.copy()
        part += [*(node.deepcopy() for node in about), section]
        for node in part.findall():
            node.document = part
            # Of docutils, for what is done; they hold nodes of other parts.
            vars(node).pop("expect_referenced_by_name", None)
            vars(node).pop("expect_referenced_by_id", None)
        if controls is not None:
            section.insert(1, controls.deepcopy())
        _redirect(app, name, part, owners, whole)
        _record(app, name, part, whole)
    # Otherwise all would be stored with the whole document.
    doctree.ids = {anchor: node for anchor, node in doctree.ids.items() if anchor not in owners}
    doctree.parse_messages = []
    if controls is not None and doctree.next_node(operation) is None:
        controls.parent.remove(controls)
    _redirect(app, whole, doctree, owners, whole)
    _assign_names(env, whole, doctree, owners)


def _with_operations(around: nodes.Element) -> Iterator[nodes.section]:
    """Yield the outermost sections that contain operations themselves."""
    for child in around.children:
        if isinstance(child, nodes.section) and not isinstance(child, operation):
            if any(isinstance(each, operation) for each in child.children):
                yield child
            else:
                yield from _with_operations(child)


def _name(env: BuildEnvironment, whole: str, section: nodes.section) -> str:
    """Return the name of a new page, which is in the folder of the whole one."""
    folder, slash, page = whole.rpartition("/")
    wanted = nodes.make_id(section[0].astext()) or section["ids"][0]
    wanted = f"{folder}{slash}{wanted}" if page == "index" else f"{whole}-{wanted}"
    name, number = wanted, 2
    while name in env.found_docs or name in _TAKEN:
        name, number = f"{wanted}-{number}", number + 1
    env.project.docnames.add(name)
    return name


def _leave_links(whole: str, documents: dict[str, nodes.section]) -> None:
    """Replace sections by lists of links to their pages, one for neighbours."""
    lists: dict[nodes.Element, tuple[addnodes.toctree, nodes.bullet_list]] = {}
    for name, section in documents.items():
        around = section.parent
        if around not in lists:
            contents = addnodes.toctree("", entries=[], includefiles=[], **_HIDDEN, parent=whole)
            lists[around] = contents, nodes.bullet_list(classes=["moved"])
            place = around.index(section)
            around[place:place] = lists[around]
        contents, links = lists[around]
        contents["entries"].append((None, name))
        contents["includefiles"].append(name)
        anchors = [
            anchor
            for element in section.findall(nodes.Element)
            if isinstance(element, operation | endpoints)
            or (isinstance(element, nodes.section) and not is_in_operation(element))
            for anchor in element["ids"]
        ]
        shown = nodes.paragraph("", "", _link(whole, name, section))
        links += nodes.list_item("", shown, ids=anchors)
        around.remove(section)


def _link(whole: str, name: str, section: nodes.section) -> addnodes.pending_xref:
    title = section[0].astext()
    target: dict[str, Any] = {"reftype": "doc", "reftarget": f"/{name}", "refexplicit": True}
    words = nodes.inline(title, title)
    return addnodes.pending_xref("", words, refdomain="std", **target, refdoc=whole)


def _redirect(
    app: Sphinx, name: str, document: nodes.document, owners: dict[str, str], whole: str
) -> None:
    """Let the references of a document lead to the documents that now have their targets."""
    for reference in document.findall(nodes.reference):
        # Some sources have the anchor as an address.
        uri = f"#{reference['refid']}" if "refid" in reference else reference.get("refuri", "")
        query, mark, anchor = uri.partition("#")
        owner = owners.get(anchor, whole)
        if mark and query[:1] in ("", "?") and owner != name:
            reference.attributes.pop("refid", None)
            page = app.builder.get_relative_uri(name, owner)
            reference["refuri"] = f"{page}{query}#{anchor}"
    for unresolved in document.findall(addnodes.pending_xref):
        unresolved["refdoc"] = name


def _record(app: Sphinx, name: str, part: nodes.document, whole: str) -> None:
    """Do with a new document what Sphinx does after it has read one."""
    env = app.env
    env.dependencies[name] |= env.dependencies[whole]
    env.temp_data["docname"] = name
    env.note_dependency(str(env.doc2path(whole)))
    for domain in env.domains.values():
        domain.process_doc(env, name, part)
    app.events.emit("doctree-read", part)
    env.temp_data["docname"] = whole
    env.all_docs[name] = time.time_ns() // 1000
    app.builder.write_doctree(name, part)


def _assign_names(
    env: BuildEnvironment, whole: str, doctree: nodes.document, owners: dict[str, str]
) -> None:
    """Assign labels and operations that were found in the whole document to the new ones."""
    for kind in ("labels", "anonlabels"):
        known = env.domaindata["std"][kind]
        for label, (docname, anchor, *title) in known.items():
            if docname == whole:
                known[label] = (owners.get(anchor, whole), anchor, *title)
    env.domains["rest"].clear_doc(whole)
    env.domains["rest"].process_doc(env, whole, doctree)


def _keep(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: set[str]
) -> list[str]:
    """Keep new pages, which have no files; read all again for a builder with other pages."""
    before, now = getattr(env, "apiref_split_for", ""), app.builder.name if _splits(app) else ""
    env.apiref_split_for = now  # type: ignore[attr-defined]
    if before != now:
        return sorted(env.found_docs)
    for whole, parts in parts_of(env).items():
        if whole in env.found_docs:
            env.project.docnames.update(parts)
            removed.difference_update(parts)
    return []


def _note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    env.apiref_read = list(docnames)  # type: ignore[attr-defined]


def _write_read(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the new pages of what was read, so that they are written."""
    read: list[str] = env.apiref_read  # type: ignore[attr-defined]
    return [part for whole in read for part in parts_of(env).get(whole, ())]


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Remove the new pages of a page that will be read, or is gone."""
    for part in parts_of(env).pop(docname, ()):
        app.events.emit("env-purge-doc", env, part)
        env.clear_doc(part)
        env.project.docnames.discard(part)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment) -> None:
    """Take the new pages that another process has made."""
    for whole in sorted(docnames & parts_of(other).keys()):
        parts = parts_of(env)[whole] = parts_of(other)[whole]
        env.project.docnames.update(parts)
        env.merge_info_from(parts, other, app)


def _name_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Name the page whose file has the text of a new one."""
    for whole, parts in parts_of(app.env).items():
        if pagename in parts:
            context["source_page"] = whole
            context["sourcename"] = ""


def setup(app: Sphinx) -> None:
    """Add the setting and connect the handlers."""
    app.add_config_value("apiref_split", False, "env", bool)
    # Before Sphinx and others record what is in a document.
    app.connect("doctree-read", _split, priority=1)
    app.connect("env-get-outdated", _keep)
    app.connect("env-before-read-docs", _note_read)
    app.connect("env-updated", _write_read)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("html-page-context", _name_source)
