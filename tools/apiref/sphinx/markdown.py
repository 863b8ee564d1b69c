"""Publishes the pages as Markdown for programs, and lists them in ``llms.txt``.

With ``apiref_markdown = True`` in ``conf.py``, the builder ``html`` writes ``v2/index.md`` beside
each page ``v2/index.html``. ``llms.txt`` is in the form that https://llmstxt.org proposes;
``llms-full.txt`` has the text of all pages.
"""

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from apiref.output import write_lines

# What is only for people at a screen; curl says what the other clients do.
_LEFT_OUT = "a.headerlink, .api-controls, .call .sample + .sample"
# Colours of samples, mostly. Markdown has none, and to parse them takes as long as all else.
_SPAN = re.compile(r"</?span\b[^<>]*+>")


def markdown(html: str) -> list[str]:
    """Return the lines of the body of a page as CommonMark with tables.

    Args:
        html: What Sphinx wrote for the document.
    """
    # Imported here: only builds with the setting need them.
    from bs4 import BeautifulSoup

    from apiref.openapi.markdown import converter

    body = BeautifulSoup(_SPAN.sub("", html), "html.parser")
    for element in body.select(_LEFT_OUT):
        element.decompose()
    made: str = converter().convert_soup(body)
    text = "\n".join(line.rstrip() for line in made.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip().split("\n")


def _is_wanted(app: Sphinx) -> bool:
    # Other builders have other pages, or the same ones in other places.
    return app.builder.name == "html" and bool(app.config.apiref_markdown)


def _write_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Write a document as Markdown, and pass its path to the template."""
    # Lists that Sphinx makes have no document.
    if doctree is not None and _is_wanted(app):
        context["markdown"] = path = f"{pagename}.md"
        target = Path(app.outdir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_lines(target, markdown(context["body"]))


def _write_lists(app: Sphinx, exception: Exception | None) -> None:
    """Write the lists of all documents, the first page first."""
    if exception is not None or not _is_wanted(app):
        return
    from apiref.openapi.markdown import escaped

    first = app.config.root_doc
    # Whoever removed one has it again after the next change of its page.
    written = [name for name in app.env.found_docs if Path(app.outdir, f"{name}.md").is_file()]
    names = sorted(written, key=lambda name: (name != first, name))
    links = [f"- [{escaped(app.env.titles[name].astext())}]({name}.md)" for name in names]
    title = f"# {app.config.html_title}"
    write_lines(Path(app.outdir, "llms.txt"), [title, "", "## Pages", "", *links])
    texts = [Path(app.outdir, f"{name}.md").read_text(encoding="utf-8") for name in names]
    write_lines(Path(app.outdir, "llms-full.txt"), texts)


def setup(app: Sphinx) -> None:
    """Add the setting and connect the handlers."""
    app.add_config_value("apiref_markdown", False, "html", bool)
    # After the handler that changes the body, if any.
    app.connect("html-page-context", _write_page, priority=900)
    app.connect("build-finished", _write_lists)
