"""The HTML of operations: a heading that is always visible, and details that open below it.

The HTML needs no scripts or inline styles. EPUB, which is HTML too but is read from start to end,
has plain sections. Rows and samples repeat less for the theme, whose style sheet and script tell
their parts by their places: it would be a third of a large page.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

from apiref.sphinx.nodes import endpoint, endpoints, operation, sample, samples, within

_STYLE = re.compile(r' style="((?:width|height): [^;"]+(?:; (?:width|height): [^;"]+)*;?)"')
_SIZE = re.compile(r"(width|height): ([^;]+)")
# Names, operators, punctuation and space, which have the colour of the text in the theme.
_COLOURLESS = re.compile(r'<span class="[nopw]">([^<]*)</span>')
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")


def _is_book(translator: HTML5Translator) -> bool:
    return translator.builder.name == "epub"


def _is_in_theme(translator: HTML5Translator) -> bool:
    """Return whether the style sheet and the script of the theme are there."""
    return bool(translator.config.apiref_theme) and not _is_book(translator)


def visit_operation(self: HTML5Translator, node: operation) -> None:
    """Open the section, labelled by its title and endpoints."""
    lines = [f"{line['method']} {line['url']}" for line in within(node, endpoint)]
    name: Any = {"aria-label": ", ".join([node.children[0].astext(), *lines])}
    self.section_level += 1
    self.body.append(self.starttag(node, "section", **name))


def depart_operation(self: HTML5Translator, node: operation) -> None:
    """Close the details and the section."""
    self.section_level -= 1
    self.body.append("</section>\n" if _is_book(self) else "</div>\n</details>\n</section>\n")


def visit_endpoints(self: HTML5Translator, node: endpoints) -> None:
    """Open the details of an operation and their summary."""
    if _is_book(self):
        self.body.append('<div class="endpoints">')
    else:
        self.body.append('<details class="operation-details">\n<summary>')


def depart_endpoints(self: HTML5Translator, node: endpoints) -> None:
    """Close the summary and open the content of the details."""
    if _is_book(self):
        self.body.append("</div>\n")
        return
    # In the details, not at them: browsers open what is around the target of an address.
    identifier = f' id="{escape(node["ids"][0], quote=True)}"' if node["ids"] else ""
    self.body.append(f'</summary>\n<div class="operation-body"{identifier}>\n')


def visit_endpoint(self: HTML5Translator, node: endpoint) -> None:
    """Write a method and a URL with its placeholders marked."""
    url = "".join(
        f'<span class="path-parameter">{escape(part)}</span>'
        if _PLACEHOLDER.fullmatch(part)
        else escape(part)
        for part in _PLACEHOLDER.split(node["url"])
    )
    method = escape(node["method"])
    kind = nodes.make_id(node["method"])
    marks = "".join(
        f' <span class="{mark["classes"][0]}">{escape(mark.astext())}</span>'
        for mark in node.findall(nodes.inline)
    )
    self.body.append(
        f'<span class="endpoint"><span class="method method-{kind}">{method}</span> '
        f'<code class="url">{url}</code>{marks}</span> '
    )
    raise nodes.SkipNode


def visit_samples(self: HTML5Translator, node: samples) -> None:
    """Open a group of alternative samples."""
    label = escape(node["label"], quote=True)
    named = f' data-title="{label}"' if label else ""
    self.body.append(f'<div class="samples"{named}>\n')


def visit_sample(self: HTML5Translator, node: sample) -> None:
    """Open one of several samples."""
    label = escape(node["label"], quote=True)
    attributes = f'data-title="{label}"'
    if "version" in node:
        place, line, is_stated = node["version"]
        attributes += f' data-version-place="{place}" data-version-line="{escape(line)}"'
        attributes += " data-version-stated" if is_stated else ""
    self.body.append(f'<div class="sample" {attributes}>\n')


def depart_div(self: HTML5Translator, node: nodes.Element) -> None:
    """Close a ``div``."""
    self.body.append("</div>\n")


def visit_expand_all(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the controls of the page, which the script enables."""
    # A second directive on a page would repeat the id.
    if not _is_book(self) and not getattr(self, "_has_api_controls", False):
        self._has_api_controls = True  # type: ignore[attr-defined]
        self.body.append('<div class="api-controls">\n')
        show_all = escape(_("Show all"))
        self.body.append(f'<button type="button" class="expand-all" hidden>{show_all}</button>\n')
        if node.get("major") is not None:
            self.body.append(_microversions(node, self.config.apiref_version_header))
        self.body.append("</div>\n")
    raise nodes.SkipNode


def _microversions(node: nodes.Element, header: str) -> str:
    major = node["major"]
    releases = node["releases"] if isinstance(node["releases"], dict) else {}
    options = [f'<option value="">{escape(_("All"))}</option>']
    for minor in range(node["min_ver"], node["max_ver"] + 1):
        version = f"{major}.{minor}"
        release = f" - {escape(str(releases[version]).capitalize())}" if version in releases else ""
        options.append(f'<option value="{version}">{version}{release}</option>')
    return (
        f'<span class="microversion" hidden><label for="microversion">{escape(_("Microversion"))}'
        f'</label>\n<select id="microversion" data-major="{major}"'
        f' data-header="{escape(header, quote=True)}">{"".join(options)}</select>'
        "</span>\n"
    )


def skip(self: Any, node: nodes.Node) -> None:
    """Write nothing: only HTML has controls."""
    raise nodes.SkipNode


def visit_literal(self: HTML5Translator, node: nodes.literal) -> None:
    """Open a literal, in the theme without an element for each of its words, and with one class.

    Large references have tens of thousands of them.
    """
    type(self).visit_literal(self, node)
    if _is_in_theme(self):
        self.body[-1] = self.body[-1].replace('"docutils literal ', '"')
    # Otherwise browsers would show several spaces as one.
    if self.config.apiref_theme and "  " not in node.astext():
        self.protect_literal_text = 0


def depart_literal(self: HTML5Translator, node: nodes.literal) -> None:
    """Close a literal."""
    self.protect_literal_text = 0
    self.body.append("</kbd>" if "kbd" in node["classes"] else "</code>")


def visit_literal_block(self: HTML5Translator, node: nodes.literal_block) -> None:
    """Write a code block that can be focused, since it may have to be scrolled."""
    try:
        if _is_plain(node):
            _write_plain(self, node)
        type(self).visit_literal_block(self, node)
    finally:
        if _is_in_theme(self):
            self.body[-1] = _COLOURLESS.sub(r"\1", self.body[-1])
        if not _is_book(self):
            label = escape(_label(node), quote=True)
            attributes = f'<pre tabindex="0" role="group" aria-label="{label}"'
            self.body[-1] = self.body[-1].replace("<pre", attributes)


def _is_plain(node: nodes.literal_block) -> bool:
    is_text = node.get("language") == "text" and node.rawsource == node.astext()
    return is_text and not node.get("linenos") and not node.get("highlight_args")


def _write_plain(self: HTML5Translator, node: nodes.literal_block) -> None:
    """Write a code block as Pygments would; it takes as long for a request as for a sample."""
    text = escape(node.astext().strip("\n"), quote=False)
    start = self.starttag(node, "div", "", CLASS="highlight-text notranslate")
    block = f'<div class="highlight"><pre><span></span>{text}\n</pre></div>\n'
    self.body.append(f"{start}{block}</div>\n")
    raise nodes.SkipNode


def _label(node: nodes.Element) -> str:
    """Return the caption of a block or table, else the title above it."""
    around = node.parent
    if isinstance(around, nodes.container) and isinstance(around[0], nodes.caption):
        return around[0].astext()
    if isinstance(around, sample):
        return str(around["label"])
    while around is not None:
        if isinstance(around, nodes.section):
            return around[0].astext()
        around = around.parent
    return _("Example")


def visit_table(self: HTML5Translator, node: nodes.table) -> None:
    """Open a table, in a frame that scrolls if the table is wider than the page."""
    if not _is_book(self):
        # These become lists on narrow pages and never scroll.
        if {"parameters", "status-codes"}.intersection(node["classes"]):
            self.body.append('<div class="parameters-scroll">')
        else:
            label = escape(_label(node), quote=True)
            self.body.append(
                f'<div class="table-scroll" tabindex="0" role="group" aria-label="{label}">'
            )
    type(self).visit_table(self, node)


def depart_table(self: HTML5Translator, node: nodes.table) -> None:
    """Close a table and its frame."""
    type(self).depart_table(self, node)
    if not _is_book(self):
        self.body.append("</div>\n")


def visit_colspec(self: HTML5Translator, node: nodes.colspec) -> None:
    """Record a column; after the last one, write the widths as classes."""
    group = node.parent
    assert isinstance(group, nodes.tgroup)
    group.stubs.append(node.get("stub"))  # type: ignore[attr-defined]


def depart_colspec(self: HTML5Translator, node: nodes.colspec) -> None:
    """Write the widths after the last column; docutils would write inline styles."""
    columns = [child for child in node.parent.children if isinstance(child, nodes.colspec)]
    table = node.parent.parent
    if node is not columns[-1] or "colwidths-given" not in table["classes"]:
        return
    total = sum(column["colwidth"] for column in columns) or 1
    widths = [round(100 * column["colwidth"] / total) for column in columns]
    # EPUB is XML.
    end = " />" if _is_book(self) else ">"
    cells = "".join(f'<col class="width-{width}"{end}' for width in widths)
    self.body.append(f"<colgroup>{cells}</colgroup>\n")


def visit_image(self: HTML5Translator, node: nodes.image) -> None:
    """Write an image with its size in pixels as attributes, which reserve its space."""
    type(self).visit_image(self, node)
    self.body[-1] = _STYLE.sub(_size, self.body[-1])


def _size(style: re.Match[str]) -> str:
    """Return attributes, or a class for a relative width, instead of an inline style."""
    sizes = dict(_SIZE.findall(style[1]))
    if not all(value.endswith("px") for value in sizes.values()):
        share = re.fullmatch(r"(\d+)(?:\.\d+)?%", sizes.get("width", ""))
        return f' class="width-{share[1]}"' if share and len(sizes) == 1 else style[0]
    return "".join(
        f' {name}="{round(float(value.removesuffix("px")))}"' for name, value in sizes.items()
    )


def visit_row(self: HTML5Translator, node: nodes.row) -> None:
    """Open a row, in the theme without a class for every other one.

    That of a field says by which names a sample has it.
    """
    if _is_in_theme(self):
        self.body.append(self.starttag(node, "tr", ""))
        node.column = 0  # type: ignore[attr-defined]
    else:
        type(self).visit_row(self, node)
    if "field" in node:
        names = escape(node["field"], quote=True)
        self.body[-1] = self.body[-1].replace("<tr", f'<tr data-field="{names}"', 1)


def visit_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Open a cell; header cells get a scope."""
    type(self).visit_entry(self, node)
    if isinstance(node.parent.parent, nodes.thead):
        self.body[-1] = self.body[-1].replace("<th", '<th scope="col"', 1)


def depart_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """Close a cell; the first one of a parameter or code ends with a link to its row.

    In the theme, a script adds the link.
    """
    row = node.parent
    has_link = row["ids"] and not (_is_book(self) or _is_in_theme(self))
    if has_link and node is row.children[0]:
        anchor = escape(row["ids"][0], quote=True)
        title = escape(_("Link to this row"), quote=True)
        link = f'<a class="headerlink" href="#{anchor}" title="{title}">¶</a>'
        place = -1 if self.body[-1].startswith("</p>") else len(self.body)
        self.body.insert(place, link)
    type(self).depart_entry(self, node)


def setup(app: Sphinx) -> None:
    """Register the visitors."""
    from os_api_ref import rest_expand_all

    def html(visit: Callable[..., None], depart: Callable[..., None] | None) -> dict[str, Any]:
        return {"override": True, "html": (visit, depart)}

    app.add_node(operation, **html(visit_operation, depart_operation))
    app.add_node(endpoints, **html(visit_endpoints, depart_endpoints))
    app.add_node(endpoint, **html(visit_endpoint, None))
    app.add_node(samples, **html(visit_samples, depart_div))
    app.add_node(sample, **html(visit_sample, depart_div))
    app.add_node(nodes.literal, **html(visit_literal, depart_literal))
    app.add_node(nodes.literal_block, **html(visit_literal_block, None))
    app.add_node(nodes.table, **html(visit_table, depart_table))
    app.add_node(nodes.colspec, **html(visit_colspec, depart_colspec))
    app.add_node(nodes.image, **html(visit_image, None))
    app.add_node(nodes.row, **html(visit_row, None))
    app.add_node(nodes.entry, **html(visit_entry, depart_entry))
    others = dict.fromkeys(("latex", "man", "texinfo", "text"), (skip, None))
    app.add_node(rest_expand_all, override=True, html=(visit_expand_all, None), **others)
