"""The index that the theme's pages search: operations, fields, response codes and text.

MiniSearch (``minisearch.js``) searches it in the browser, with prefixes and typos, from files too.
Sphinx's own index, which knows words of pages only, is not written.
"""

import json
import re
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import only
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.util.tags import Tags

from apiref.output import write_lines
from apiref.sphinx.domain import OperationIndex, RestDomain
from apiref.sphinx.nodes import endpoint, endpoints, is_in_operation, operation, text_of, within

INDEX = "search-index.js"
# Descriptions of fields and codes repeat; all of their text would be most of the index.
LONGEST_OF_ROWS = 200
_DEPRECATED = re.compile(r"\bdeprecated\b", re.IGNORECASE)


class Entry(NamedTuple):
    """Something to find: its title, what it belongs to, its anchor, and its text.

    ``kind`` is ``operation``, ``field``, ``code`` or ``text``. An operation belongs to its methods
    and URLs, one per line; all others to the title of an operation or page.
    """

    kind: str
    title: str
    owner: str
    anchor: str
    text: str
    is_deprecated: bool = False


def entries(document: nodes.document, docname: str, tags: Tags) -> Iterator[Entry]:
    """Yield what can be found in a page, in a build with some tags."""
    title = document.next_node(nodes.title)
    page = title.astext() if title is not None else docname
    if title is None:
        yield Entry("text", page, "", "", _text(document, tags))
    for section in _shown_sections(document, tags):
        if isinstance(section, operation):
            yield from _of_operation(section, tags)
        elif section["ids"] and not is_in_operation(section):
            words = section[0].astext()
            owner = page if words != page else ""
            yield Entry("text", words, owner, section["ids"][0], _text(section, tags))
            for name, text in _explained(section, tags):
                yield Entry("text", name, words, section["ids"][0], text)


def _shown_sections(node: nodes.Element, tags: Tags) -> Iterator[nodes.section]:
    for child in node.children:
        if isinstance(child, only) and not tags.eval_condition(child["expr"]):
            continue
        if isinstance(child, nodes.section):
            yield child
        if isinstance(child, nodes.Element):
            yield from _shown_sections(child, tags)


def _explained(node: nodes.Element, tags: Tags) -> Iterator[tuple[str, str]]:
    """Yield what a section explains below no title of its own, with the explanation.

    It has a line in bold above it, is a term in a list of definitions, or a value in a table.
    """
    for child, after in zip(node.children, [*node.children[1:], nodes.Text("")], strict=False):
        if isinstance(child, nodes.row | nodes.definition_list_item):
            name, *others = child.children
            words = [literal.astext() for literal in child.findall(nodes.literal)][:1]
            if isinstance(name, nodes.term) or [name.astext()] == words:
                text = " ".join(text_of(other, tags) for other in others)
                yield name.astext(), text[:LONGEST_OF_ROWS]
        elif isinstance(child, nodes.paragraph):
            if len(child.children) == 1 and isinstance(child.children[0], nodes.strong):
                yield child.astext(), text_of(after, tags)[:LONGEST_OF_ROWS]
        elif isinstance(child, only) and not tags.eval_condition(child["expr"]):
            continue
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.section):
            yield from _explained(child, tags)


def _of_operation(section: operation, tags: Tags) -> Iterator[Entry]:
    title = section[0].astext()
    lines = list(within(section, endpoint))
    requests = "\n".join(f"{line['method']} {line['url']}" for line in lines)
    old = bool(_DEPRECATED.search(title)) or all(line["max_version"] for line in lines)
    yield Entry("operation", title, requests, section["ids"][0], _text(section, tags), old)
    seen: set[str] = set()
    for row in within(section, nodes.row):
        kind = "field" if "parameter" in row else "code" if "code" in row else ""
        name = row.get("parameter") or row.children[0].astext()
        if not kind or not row["ids"] or name in seen:
            continue
        seen.add(name)
        text = text_of(row.children[-1], tags)[:LONGEST_OF_ROWS]
        yield Entry(kind, name, title, row["ids"][0], text, old)


def _text(node: nodes.Element, tags: Tags) -> str:
    """Return the text of a section or page, without its title, tables and samples.

    The sections in an operation are part of it, all others are found themselves.
    """
    parts = []
    for child in node.children:
        if isinstance(child, nodes.section):
            is_part = not isinstance(child, operation) and is_in_operation(child)
            parts.append(_text(child, tags) if is_part else "")
        elif not isinstance(child, nodes.title | endpoints | nodes.table):
            parts.append(text_of(child, tags))
    return " ".join(" ".join(parts).split())


class Collector(EnvironmentCollector):
    """Keeps the entries of each page with the environment."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page."""
        _of(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take the pages that another process has read."""
        _of(env).update({name: _of(other)[name] for name in docnames if name in _of(other)})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Record a page."""
        docname = app.env.docname
        _of(app.env)[docname] = list(entries(doctree, docname, app.tags))


def _of(env: BuildEnvironment) -> dict[str, list[Entry]]:
    """Return the entries by page."""
    if not hasattr(env, "apiref_search"):
        env.apiref_search = {}  # type: ignore[attr-defined]
    found: dict[str, list[Entry]] = env.apiref_search  # type: ignore[attr-defined]
    return found


def _has_search(app: Sphinx) -> bool:
    builder = app.builder
    is_site = isinstance(builder, StandaloneHTMLBuilder) and builder.name in ("html", "dirhtml")
    return is_site and bool(app.config.apiref_theme)


def _replace(app: Sphinx) -> None:
    """Turn off Sphinx's index and search page."""
    if _has_search(app):
        app.builder.search = False  # type: ignore[attr-defined]


def _write(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the index, and return the search page."""
    if not _has_search(app):
        # Of a build with other settings.
        Path(app.outdir, INDEX).unlink(missing_ok=True)
        return
    found = _of(app.env)
    pages = sorted(found)
    index = {
        "pages": [app.builder.get_target_uri(page) for page in pages],
        "operations": app.builder.get_target_uri(f"{RestDomain.name}-{OperationIndex.name}"),
        "entries": [[number, *entry] for number, page in enumerate(pages) for entry in found[page]],
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    write_lines(Path(app.outdir, INDEX), (f"window.apirefIndex = {text};",))
    yield "search", {}, "search.html"


def _tell(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell templates whether there is a search page."""
    context["has_search"] = _has_search(app)


def setup(app: Sphinx) -> None:
    """Register the collector and the handlers."""
    app.add_env_collector(Collector)
    app.connect("builder-inited", _replace)
    app.connect("html-collect-pages", _write)
    app.connect("html-page-context", _tell)
