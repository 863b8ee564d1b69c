"""Converts RST to CommonMark."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from docutils import nodes

from apiref.read.rst import BOXES, DirectiveNode, SourceDirective, parse
from apiref.text.prose import LITERAL

# Text whose only markup is literals, without characters that are special in Markdown.
_PLAIN = re.compile(r"(?:[A-Za-z0-9 \n.,;:()'\"/%=?!$-]|(?<=\w)_(?=\w)|``[^`|]+``)*")
_NOT_PLAIN = re.compile(
    r"::|:\w[\w:+-]*:|(?:^|\n)(?:\.\.| +\S|[-=]|\w{1,2}[.)] |\(\w{1,2}\) )|\w_{2,}|\w_\b(?!\w)"
    r"|https?:|mailto:|(?:^|\n)[^\w\n`(]{3,}(?:\n|$)"
)
# Markup that is the same in Markdown, and links with their URL.
_EMPHASIS = re.compile(
    r"(?<![^\s('\"/-])(?P<mark>\*\*?)(?P<inner>[\w(](?:[A-Za-z0-9 \n.,:'()/-]*[\w.,:')])?)(?P=mark)"
    r"(?![^\s.,:;!?)'\"/-])"
)
_LINK = re.compile(
    r"(?<![^\s('\"/-])`(?P<text>\w[A-Za-z0-9 \n.,:()'/-]*)(?<=\s)<(?P<address>https?://[^\s<>`]+)>`__?"
    r"(?![^\s.,:;!?)'\"/-])"
)
_ROLE = re.compile(
    r"(?<![^\s('\"/-]):(?P<role>ref|doc|term|[a-z]+-doc):`(?P<content>\w[A-Za-z0-9 \n.,()'/<>-]*)`"
    r"(?![^\s.,:;!?)'\"/-])"
)
_LANGUAGE = re.compile(r"highlight-(\w+)")
_LINKING = frozenset({"ref", "doc", "rest:operation", "rest:parameter"})
_CODE = ("code-block", "code", "sourcecode", "parsed-literal", "literalinclude")
_LEFT_OUT = ("contents", "toctree", "index", "highlight", "meta", "tabularcolumns")


class Link(NamedTuple):
    """The target of a name: its URL and title."""

    address: str
    title: str


# Resolves a role and its target; None if unknown.
Resolver = Callable[[str, str], Link | None]


def nowhere(_role: str, _target: str) -> None:
    """A resolver that knows no targets."""


class Renderer:
    """Converts RST to Markdown; caches the results.

    ``resolve`` returns the targets of the roles ``ref`` and ``doc``, and of section names for the
    role ``title``. Links to unknown targets become plain text.
    """

    def __init__(self, resolve: Resolver = nowhere) -> None:
        self.resolve = resolve
        self.render = lru_cache(maxsize=None)(self._render)

    def _render(self, text: str) -> str:
        """The Markdown of a text, without a final line end."""
        text = text.strip()
        if is_plain(text):
            return self._plain(text)
        try:
            document = parse(text, _handlers()).document
        except RecursionError:
            return escaped(text)
        self._prepare(document)
        made: str = converter().convert(_html(document))
        return re.sub(r"\n{3,}", "\n\n", made).strip()

    def _plain(self, text: str) -> str:
        """The Markdown of a plain text."""

        def of_role(match: re.Match[str]) -> str:
            title, address = self._linked(match["role"], match["content"])
            return title if address is None else f"[{title}]({address})"

        paragraphs = re.split(r"\n\s*\n", text)
        joined = "\n\n".join(" ".join(part.split()) for part in paragraphs if part.strip())
        joined = _LINK.sub(lambda link: f"[{link['text'].rstrip()}]({link['address']})", joined)
        return LITERAL.sub(r"`\1`", _ROLE.sub(of_role, joined))

    def _linked(self, role: str, text: str) -> tuple[str, str | None]:
        """The text of a role, and its URL if known."""
        title, target = _shown(text)
        link = self.resolve(role, target) if role in _LINKING else None
        if link is None:
            return title, None
        return (link.title if title == text else title), link.address

    def _prepare(self, document: nodes.document) -> None:
        """Replace all other nodes with those of docutils, and resolve links."""
        addresses = _addresses(document)
        for node in list(document.findall(nodes.inline)):
            role = node.get("role")
            if role is not None and node.parent is not None:
                node.replace_self(self._of_role(str(role), node.astext()))
        for reference in list(document.findall(nodes.reference)):
            name = str(reference.get("refname"))
            address = reference.get("refuri") or addresses.get(name)
            if address is None:
                link = self.resolve("title", name)
                address = link.address if link is not None else None
            if address is None:
                reference.replace_self(nodes.inline("", reference.astext()))
            else:
                reference["refuri"] = address
        for words in list(document.findall(nodes.Text)):
            if "\n" in words and not isinstance(words.parent, nodes.literal_block):
                words.parent.replace(words, nodes.Text(words.replace("\n", " ")))
        for unresolved in list(document.findall(_is_unresolved)):
            if isinstance(unresolved, nodes.Element) and unresolved.parent is not None:
                # A footnote that is numbered automatically has no text yet.
                shown = unresolved.astext() or unresolved.rawsource.removesuffix("_")
                unresolved.parent.replace(unresolved, nodes.Text(shown))
        for found in list(document.findall(_is_of_no_use)):
            if found.parent is not None:
                found.parent.remove(found)
        for directive in list(document.findall(DirectiveNode)):
            directive.replace_self(_of_directive(directive))

    def _of_role(self, role: str, text: str) -> nodes.Node:
        title, address = self._linked(role, text)
        if address is not None:
            return nodes.reference("", title, refuri=address)
        if role in ("file", "command", "samp", "envvar", "option", "kbd"):
            return nodes.literal("", title)
        return nodes.Text(title)


def is_plain(text: str) -> bool:
    """Whether a text has only paragraphs, literals, emphasis and links as markup.

    Most descriptions do. They are converted without a parser.
    """
    if "*" in text:
        text = _EMPHASIS.sub(r"\g<inner>", text)
    if "`_" in text:
        text = _LINK.sub("link", text)
    if ":`" in text:
        text = _ROLE.sub(lambda match: _shown(match["content"])[0], text)
    return _PLAIN.fullmatch(text) is not None and _NOT_PLAIN.search(text) is None


def _shown(text: str) -> tuple[str, str]:
    """The title and the target of a role: ``title <target>``, or one text for both."""
    title, bracket, target = text.rstrip().removesuffix(">").rpartition("<")
    if bracket and target and ">" not in target and text.rstrip().endswith(">"):
        return title.rstrip(), target.strip()
    return text, text.strip()


def escaped(text: str) -> str:
    """Escape a text so that Markdown shows it verbatim."""
    return re.sub(r"([\\`*_{}\[\]<>#|&])", r"\\\1", text)


def _addresses(document: nodes.document) -> dict[str, str]:
    """The URLs of the named links in a text, by name."""
    found: dict[str, str] = {}
    for target in document.findall(nodes.target):
        if target.get("refuri"):
            for name in target["names"]:
                found[name] = target["refuri"]
    return found


def _is_unresolved(node: nodes.Node) -> bool:
    """Whether a node is a target, or refers to what is elsewhere or nowhere: here it is text."""
    if isinstance(node, nodes.target):
        return bool(node.children)
    return isinstance(
        node,
        nodes.substitution_reference
        | nodes.footnote_reference
        | nodes.citation_reference
        | nodes.problematic,
    )


def _is_of_no_use(node: nodes.Node) -> bool:
    return isinstance(
        node, nodes.comment | nodes.target | nodes.system_message | nodes.substitution_definition
    )


def _of_directive(node: DirectiveNode) -> nodes.Node:
    """The replacement of a directive: its table, or its content below its name."""
    if node.name in _LEFT_OUT or node.name in ("image", "figure"):
        return nodes.container()
    if node.name == "list-table":
        return _table(node)
    title = node.name.capitalize() if node.name in BOXES else node.argument
    if not title or node.name in ("only", "container"):
        return nodes.container("", *node.children)
    head = nodes.paragraph("", "", nodes.strong("", title))
    return nodes.block_quote("", head, *node.children)


def _table(node: DirectiveNode) -> nodes.Element:
    """The table of a ``list-table``; Markdown requires a header, so the first row becomes it."""
    rows: list[nodes.row] = []
    for item in node.findall(lambda found: _is_row(found, node)):
        assert isinstance(item, nodes.list_item)
        for cells in item.children:
            if isinstance(cells, nodes.bullet_list):
                row = nodes.row()
                items = [item for item in cells.children if isinstance(item, nodes.list_item)]
                row += [nodes.entry("", *item.children) for item in items]
                rows.append(row)
    if not rows:
        return nodes.container("", *node.children)
    columns = max(len(row.children) for row in rows)
    group = nodes.tgroup("", cols=columns)
    group += [nodes.colspec(colwidth=1) for _ in range(columns)]
    group += nodes.thead("", rows[0])
    group += nodes.tbody("", *rows[1:])
    return nodes.table("", group)


def _is_row(node: nodes.Node, around: nodes.Node) -> bool:
    """Whether a node is an item of the outermost list of a directive."""
    return isinstance(node, nodes.list_item) and node.parent.parent is around


@cache
def _handlers() -> dict[str, Callable[[SourceDirective], list[nodes.Node] | None]]:
    return dict.fromkeys(_CODE, _code)


def _code(directive: SourceDirective) -> list[nodes.Node]:
    """A code block; its content is not RST."""
    _, _, start = directive.arguments()
    text = "\n".join(line for _, line in directive.lines[start:])
    return [nodes.literal_block(text, text)] if text.strip() else []


def _html(document: nodes.document) -> str:
    """The HTML of a document's content, as input for the conversion to Markdown."""
    translator = _translator()(document)
    for child in document.children:
        child.walkabout(translator)
    return "".join(translator.body)


def get_ready() -> None:
    """Import in advance what the first conversion needs."""
    _translator()
    converter()


@cache
def _translator() -> Any:
    """An HTML writer that marks literals as code."""
    from docutils import frontend
    from docutils.writers.html5_polyglot import HTMLTranslator, Writer

    settings: Any = frontend.get_default_settings(Writer)
    settings.xml_declaration = False
    settings.embed_stylesheet = False
    settings.stylesheet_path = ""
    settings.stylesheet = ""
    settings.math_output = "latex"
    settings.initial_header_level = "3"

    class Translator(HTMLTranslator):
        def __init__(self, document: Any) -> None:
            for name, value in vars(settings).items():
                if not hasattr(document.settings, name):
                    setattr(document.settings, name, value)
            super().__init__(document)

        def visit_literal(self, node: Any) -> None:
            self.body.append(f"<code>{self.encode(node.astext())}</code>")
            raise nodes.SkipNode

        def visit_literal_block(self, node: Any) -> None:
            self.body.append(f"<pre><code>{self.encode(node.astext())}</code></pre>\n")
            raise nodes.SkipNode

        def unknown_visit(self, node: Any) -> None:
            pass

        def unknown_departure(self, node: Any) -> None:
            pass

    return Translator


@cache
def converter() -> Any:
    """The converter of HTML to CommonMark with tables, of markdownify."""
    # Imported here to keep the start of other commands fast.
    from markdownify import MarkdownConverter

    base: Any = MarkdownConverter

    class Converter(base):  # type: ignore[misc]
        """Escapes what CommonMark parses as markup, but not names such as ``a_b``."""

        def escape(self, text: str, parent_tags: Any) -> str:
            kept: str = super().escape(text, parent_tags)
            return re.sub(r"(?<![\w\\])_|_(?!\w)|[<\[]", r"\\\g<0>", kept)

        def convert_td(self, cell: Any, text: str, parent_tags: Any) -> str:
            made: str = super().convert_td(cell, text.replace("|", "\\|"), parent_tags)
            return made

    return Converter(
        heading_style="ATX",
        bullets="-",
        escape_underscores=False,
        autolinks=True,
        code_language_callback=_language,
    )


def _language(block: Any) -> str:
    """The language of a code block, if Sphinx names one at an element around it."""
    around = block.find_parent(class_=_LANGUAGE)
    found = _LANGUAGE.search(" ".join(around["class"])) if around else None
    return found[1] if found and found[1] not in ("default", "text") else ""
