"""Turns sections with os-api-ref directives into operations with permanent anchors.

It also makes text of references to footnotes that are none.
"""

from collections import Counter
from collections.abc import Iterator

from docutils import nodes
from sphinx.transforms import SphinxTransform

from apiref.analysis.operations.anchors import operation_anchor
from apiref.sphinx.nodes import blocks, endpoint, endpoints, operation, version_classes


class Operations(SphinxTransform):
    """Makes a section with endpoints an `operation`, and gives everything in it an anchor.

    Anchors are derived from their targets: ``list-tasks``, ``list-tasks-request``,
    ``list-tasks-request-limit``, ``list-tasks-404``. Existing anchors stay, except those that
    docutils numbers (``id3``), which change when a section is added.
    """

    # Before titles are translated (20): anchors are the same in every language.
    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        """Transform the document of a page in place."""
        for section in list(blocks(self.document, nodes.section)):
            if isinstance(section.next_node(), nodes.title):
                # Requests and responses are told apart by it, in every language.
                section["written_title"] = section[0].astext()
            lines = [child for child in section.children if isinstance(child, endpoint)]
            if lines and isinstance(section.next_node(), nodes.title):
                self._make_operation(section, lines)
        self.titles = Counter(
            nodes.make_id(section[0].astext()) for section in blocks(self.document, operation)
        )
        self._name_sections(self.document, None)
        self._name_rows()
        # Last, as all others were there before.
        self._name_details()

    def _make_operation(self, section: nodes.section, lines: list[endpoint]) -> None:
        made = operation(section.rawsource, **section.attributes)
        made.source, made.line = section.source, section.line
        made["classes"].append("operation")
        if len(lines) == 1:
            made["classes"] += version_classes(lines[0]["min_version"], lines[0]["max_version"])
        title, *rest = section.children
        made += [title, endpoints("", *lines)]
        made += [child for child in rest if not isinstance(child, endpoint)]
        section.replace_self(made)
        for identifier in made["ids"]:
            self.document.ids[identifier] = made

    def _name_sections(self, parent: nodes.Element, prefix: str | None) -> None:
        """Give the sections below ``parent`` their anchors.

        Within an operation, ``prefix`` is the anchor of the enclosing section, otherwise None.
        """
        for section in _sections_of(parent):
            title = section.next_node(nodes.title)
            slug = nodes.make_id(title.astext()) if title else ""
            if isinstance(section, operation):
                self._name_operation(section, slug)
            elif prefix:
                self._put_first(section, f"{prefix}-{slug or 'section'}")
                if "status-section" in section["classes"] and title:
                    self._keep(section, title.astext())
            elif isinstance(parent, nodes.section) and _is_numbered(section):
                self._put_first(section, f"{parent['ids'][0]}-{slug or 'section'}")
            elif not section["ids"]:
                # Codes at the top of a page; Sphinx expects every section to have an anchor.
                self._put_first(section, slug or "section")
            inside = isinstance(section, operation) or prefix
            self._name_sections(section, section["ids"][0] if inside else None)

    def _name_operation(self, section: operation, slug: str) -> None:
        line = section.next_node(endpoint)
        assert line is not None
        alone = self.titles[slug] == 1 and self.document.ids.get(slug) in (section, None)
        wanted = operation_anchor(slug, line["method"], line["url"], alone=alone)
        self._put_first(section, wanted)

    def _name_rows(self) -> None:
        for row in self.document.findall(nodes.row):
            if "parameter" in row:
                anchor = _anchor_around(row, nodes.section)
                slug = nodes.make_id(row["parameter"]) or "parameter"
                self._put_first(row, f"{anchor}-{slug}" if anchor else slug)
            elif "code" in row:
                anchor = _anchor_around(row, operation) or _anchor_around(row, nodes.section)
                self._put_first(row, f"{anchor}-{row['code']}" if anchor else f"code-{row['code']}")

    def _name_details(self) -> None:
        """Give the details of the first operation of a title the anchor that os-api-ref does."""
        for section in blocks(self.document, operation):
            details = section.next_node(endpoints)
            slug = nodes.make_id(section[0].astext())
            if details is not None and slug:
                self._keep(details, f"{slug}-detail")

    def _put_first(self, node: nodes.Element, wanted: str) -> None:
        """Create an anchor, numbered if already used, as the first one of a node."""
        taken = self.document.ids
        anchor, number = wanted, 2
        while taken.get(anchor, node) is not node:
            anchor, number = f"{wanted}-{number}", number + 1
        numbered = [name for name in node["ids"] if _is_automatic(name)]
        for name in numbered:
            taken.pop(name, None)
        lasting = [name for name in node["ids"] if name != anchor and name not in numbered]
        node["ids"] = [anchor, *lasting]
        taken[anchor] = node

    def _keep(self, node: nodes.Element, anchor: str) -> None:
        """Keep an anchor of older versions of the page, unless an earlier node has it."""
        if anchor not in self.document.ids:
            node["ids"].append(anchor)
            self.document.ids[anchor] = node


class FootnoteReferences(SphinxTransform):
    """Makes text of references such as ``[#name]_`` if the name is that of a link.

    docutils reports them, but its writers fail.
    """

    # After the references of docutils are resolved (850).
    default_priority = 860

    def apply(self, **kwargs: object) -> None:
        """Replace the references in the document of a page in place."""
        for reference in list(self.document.findall(nodes.footnote_reference)):
            if "refid" not in reference:
                text = reference.rawsource
                reference.replace_self(nodes.inline(text, text))


def _sections_of(parent: nodes.Element) -> Iterator[nodes.section]:
    """Yield the sections whose nearest section or document is ``parent``."""
    for child in parent.children:
        if isinstance(child, nodes.section):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.TextElement):
            yield from _sections_of(child)


def _is_automatic(name: str) -> bool:
    return name.startswith("id") and name[2:].isdecimal()


def _is_numbered(section: nodes.section) -> bool:
    """Whether a section has no anchor, or one that docutils numbered."""
    return not section["ids"] or _is_automatic(section["ids"][0])


def _anchor_around(node: nodes.Node, kind: type[nodes.Element]) -> str | None:
    """Return the anchor of the nearest enclosing element of a kind."""
    around = node.parent
    while around is not None and not (isinstance(around, kind) and around["ids"]):
        around = around.parent
    return around["ids"][0] if around is not None else None
