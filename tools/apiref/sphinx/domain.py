"""The domain ``rest``: search and cross-references for operations and parameters.

An operation is named by its method and URL, a parameter by these and its own name::

    :rest:operation:`GET /v2/tasks`
    :rest:parameter:`GET /v2/tasks.limit`

Both are in the search index and in ``objects.inv``, so that other projects can refer to them with
intersphinx.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from apiref.sphinx.nodes import VERSION_CLASS, blocks, endpoint, operation, role_of, text_of, within

_VERSION = re.compile(r"v\d[\d.]*")


class Target(NamedTuple):
    """The target of a name; a response code also has its reason as text.

    The name of a change is the microversion, and its text says what changes. The group of an
    operation is the title and the anchor of the section around it.
    """

    name: str
    kind: str  # "operation", "parameter", "code" or "change"
    docname: str
    anchor: str
    title: str
    text: str = ""
    group: tuple[str, str] = ("", "")


class _TargetIndex(Index):
    """All targets of a kind on one page, in page order, in groups."""

    kind: ClassVar[str]

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the groups, sorted by name, and that none of them is collapsed."""
        groups: dict[str, list[IndexEntry]] = {}
        assert isinstance(self.domain, RestDomain)
        for target in self.domain.targets():
            if target.kind == self.kind and (docnames is None or target.docname in docnames):
                group, name, extra, text = self.shown(target)
                entry = IndexEntry(name, 0, target.docname, target.anchor, extra, "", text)
                groups.setdefault(group, []).append(entry)
        return sorted(groups.items()), False

    def shown(self, target: Target) -> tuple[str, str, str, str]:
        """Return the name of the group of a target, its own name, what qualifies it, and a text."""
        raise NotImplementedError


class OperationIndex(_TargetIndex):
    """All operations on one page, ``rest-operations``, grouped by resource."""

    name = "operations"
    localname = "All operations"
    shortname = "operations"
    kind = "operation"

    def shown(self, target: Target) -> tuple[str, str, str, str]:
        """Return the resource, the request, and the title."""
        return _resource(target.name), target.name, "", target.title


class CodeIndex(_TargetIndex):
    """All response codes on one page, ``rest-codes``, with the operations that answer them."""

    name = "codes"
    localname = "Response codes"
    shortname = "codes"
    kind = "code"

    def shown(self, target: Target) -> tuple[str, str, str, str]:
        """Return the number, the title of the operation, the code with its name, and the reason."""
        # Other themes make anchors of the names of groups, so that these have no spaces.
        return target.name.partition(" ")[0], target.title, target.name, target.text


class ChangeIndex(_TargetIndex):
    """What is new in a microversion, and what ends with it, on one page, ``rest-changes``."""

    name = "changes"
    localname = "Changes"
    shortname = "changes"
    kind = "change"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the microversions, the newest first, and that none of them is collapsed."""
        groups, is_collapsed = super().generate(docnames)
        return sorted(groups, key=lambda group: _number(group[0]), reverse=True), is_collapsed

    def shown(self, target: Target) -> tuple[str, str, str, str]:
        """Return the microversion, the title of the operation, and what changes."""
        return target.name, target.title, "", target.text


def _number(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _resource(name: str) -> str:
    """Return the first part of a URL that is neither a version nor a placeholder."""
    path = name.partition(" ")[2].partition("?")[0]
    parts = [part for part in path.split("/") if part]
    named = [part for part in parts if "{" not in part and not _VERSION.fullmatch(part)]
    return named[0] if named else "/"


INDICES = OperationIndex, CodeIndex, ChangeIndex


class RestDomain(Domain):
    """Operations and their parameters."""

    name = "rest"
    label = "REST API"
    object_types: ClassVar[dict[str, ObjType]] = {
        "operation": ObjType(_("operation"), "operation"),
        "parameter": ObjType(_("parameter"), "parameter"),
    }
    indices: ClassVar[list[type[Index]]] = [*INDICES]
    roles: ClassVar[Any] = {"operation": XRefRole(), "parameter": XRefRole()}
    initial_data: ClassVar[dict[str, Any]] = {"targets": {}}
    data_version = 4

    def targets(self) -> Iterator[Target]:
        """Yield all targets, sorted by page name and position."""
        for _docname, found in sorted(self.data["targets"].items()):
            yield from found

    def on_page(self, docname: str) -> Sequence[Target]:
        """Return the targets of a page, by position."""
        return self.data["targets"].get(docname, ())  # type: ignore[no-any-return]

    def clear_doc(self, docname: str) -> None:
        """Remove the data of a page."""
        self.data["targets"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge the data of pages read by another process."""
        for docname, found in otherdata["targets"].items():
            if docname in docnames:
                self.data["targets"][docname] = found

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record the operations and parameters of a page after reading it."""
        found = list(_targets(docname, document))
        if found:
            self.data["targets"][docname] = found

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return a link to the operation or parameter with a name, or None."""
        for known in self.targets():
            if known.name == target and known.kind == typ:
                return self._link(known, fromdocname, builder, contnode)
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return links to everything with a name, for the role ``any``."""
        return [
            (f"rest:{known.kind}", self._link(known, fromdocname, builder, contnode))
            for known in self.targets()
            if known.name == target
        ][:1]

    def _link(
        self, known: Target, fromdocname: str, builder: Builder, contnode: nodes.Element
    ) -> nodes.reference:
        return make_refnode(
            builder, fromdocname, known.docname, known.anchor, contnode, known.title
        )

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the objects for the search index and the inventory; each name once."""
        names: set[tuple[str, str]] = set()
        for target in self.targets():
            name = target.name
            if target.kind in ("code", "change"):
                continue
            if (target.kind, name) in names:
                # Actions share a method and URL, and differ by title.
                name = f"{name} ({target.title})"
            if (target.kind, name) in names:
                continue
            names.add((target.kind, name))
            # Priority 0 ranks before 1; a search for a URL should find the operation.
            rank = 0 if target.kind == "operation" else 1
            yield name, name, target.kind, target.docname, target.anchor, rank


def _targets(docname: str, document: nodes.document) -> Iterator[Target]:
    for section in blocks(document, operation):
        lines = [f"{line['method']} {line['url']}" for line in within(section, endpoint)]
        title = section[0].astext()
        around = section.parent
        is_group = isinstance(around, nodes.section)
        group = (around[0].astext(), around["ids"][0]) if is_group else ("", "")
        for line in lines:
            yield Target(line, "operation", docname, section["ids"][0], title, group=group)
        for version, text, anchor in _changes(section):
            yield Target(version, "change", docname, anchor, title, text)
        seen: set[str] = set()
        for row in within(section, nodes.row):
            name = row.get("parameter")
            if name is not None and name not in seen:
                seen.add(name)
                yield Target(f"{lines[0]}.{name}", "parameter", docname, row["ids"][0], title)
            elif "code" in row:
                code, reason = (text_of(cell) for cell in row.children)
                yield Target(code, "code", docname, row["ids"][0], title, reason)


def _changes(section: operation) -> Iterator[tuple[str, str, str]]:
    """Yield the microversions in which an operation changes, how, and the anchor of what does."""
    for line in within(section, endpoint):
        for edge, words in (("min", "New operation"), ("max", "Last version of the operation")):
            if line[f"{edge}_version"]:
                yield line[f"{edge}_version"], words, section["ids"][0]
    for row in within(section, nodes.row):
        for match in filter(None, map(VERSION_CLASS.fullmatch, row["classes"])):
            name, role = row["parameter"], role_of(row)
            place = f" in the {role}" if role else ""
            is_new = match["edge"] == "min"
            words = f"New{place}: {name}" if is_new else f"Last version with {name}{place}"
            yield match["version"].replace("_", "."), words, row["ids"][0]


def _redirect_dead_labels(app: Sphinx, env: BuildEnvironment) -> None:
    """Let references to an index that is not built lead to the list of all operations, or nowhere.

    Sphinx makes dead links of them, and lists those in the inventory.
    """
    if app.builder.format != "html":
        return
    page, title = f"{RestDomain.name}-{OperationIndex.name}", OperationIndex.localname
    if not env.domaindata["rest"]["targets"] or app.builder.name == "singlehtml":
        page, title = app.config.root_doc, app.config.project
    modules = bool(env.domaindata["py"]["modules"])
    alive = {"modindex": modules, "genindex": app.config.html_use_index}
    pages = env.domaindata["rest"]["targets"].values()
    kinds = {target.kind for targets in pages for target in targets}
    # Sphinx adds these again in the next build, and would warn of others.
    empty = [f"{RestDomain.name}-{index.name}" for index in INDICES if index.kind not in kinds]
    empty += [] if modules else ["py-modindex"]
    for kind, link in (("labels", (page, "", title)), ("anonlabels", (page, ""))):
        labels = env.domaindata["std"][kind]
        for name, is_alive in alive.items():
            labels[name] = StandardDomain.initial_data[kind][name] if is_alive else link
        for name in empty:
            labels.pop(name, None)


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(RestDomain)
    app.connect("env-updated", _redirect_dead_labels)
