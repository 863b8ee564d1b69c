"""Lists the operations of all pages on the home page, unless it contains operations itself.

A page that was split lists those of its parts.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import IndexEntry

from apiref.sphinx.domain import RestDomain
from apiref.sphinx.splitting import parts_of


class Page(NamedTuple):
    """A page with operations: by section, with the title and the anchor of the section."""

    docname: str
    title: str
    sections: list[tuple[str, str, list[IndexEntry]]]


def _site(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the names of all pages in their order."""
    docname: str | None = builder.config.root_doc
    while docname is not None:
        yield docname
        docname = builder.relations[docname][2]


def _pages(
    builder: StandaloneHTMLBuilder, domain: RestDomain, docnames: Iterable[str]
) -> Iterator[Page]:
    """Yield the pages that have operations."""
    for docname in docnames:
        operations = [each for each in domain.on_page(docname) if each.kind == "operation"]
        sections = [
            (*section, [IndexEntry(e.name, 0, docname, e.anchor, "", "", e.title) for e in found])
            for section, found in groupby(operations, key=lambda each: each.group)
        ]
        if sections:
            yield Page(docname, builder.env.titles[docname].astext(), sections)


def _list(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, object], doctree: object
) -> None:
    """Pass the operations to the template of the home page."""
    builder, domain = app.builder, app.env.domains["rest"]
    assert isinstance(domain, RestDomain)
    is_root, parts = pagename == app.config.root_doc, parts_of(app.env).get(pagename, ())
    if not (is_root or parts) or domain.on_page(pagename):
        return
    if isinstance(builder, StandaloneHTMLBuilder) and builder.name != "singlehtml":
        docnames = _site(builder) if is_root else parts
        context["pages_with_operations"] = list(_pages(builder, domain, docnames))


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("html-page-context", _list)
