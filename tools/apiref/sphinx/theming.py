"""The theme ``apiref``: a child of openstackdocs that loads nothing unused from its parents.

openstackdocstheme checks the name of its theme in several places. Its handlers therefore see that
name while they run, so that the project data they collect is available to the child as well.
"""

import importlib.util
import logging
import re
import sys
import zlib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2 import Environment, FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.util.fileutil import copy_asset_file

from apiref.sphinx.domain import RestDomain

NAME = "apiref"
PARENT = "openstackdocs"
FOLDER = Path(__file__).parent / "theme" / NAME

# Sphinx's name for the target of a page in a single-page build.
_WITHIN_PAGE = re.compile(r'href="#document-[^"#]*#')

_TOC_LINK = re.compile(r'<a class="reference internal" href="#(?P<anchor>[^"]*)">')
# Search engines show no more.
_LONGEST_DESCRIPTION = 160

# The files of the parent themes that pages use.
FROM_PARENTS = ("images/logo-full.svg",)


def _disconnect(app: Sphinx, module: str, *events: str) -> None:
    """Disconnect a module's handlers of some events."""
    for event in events:
        for listener in list(app.events.listeners.get(event, [])):
            if listener.handler.__module__ == module:
                app.disconnect(listener.id)


def _replace_handlers(app: Sphinx, config: Config) -> None:
    """Disconnect handlers of other extensions that this one replaces."""
    _disconnect(app, "os_api_ref", "doctree-read", "builder-inited", "build-finished")
    _disconnect(app, "openstackdocstheme.page_context", "html-page-context")


def _is_ours(config: Config) -> bool:
    return bool(config.html_theme == NAME)


def _before(app: Sphinx, *arguments: object) -> None:
    if _is_ours(app.config):
        app.config.html_theme = PARENT


def _after(app: Sphinx, *arguments: object) -> None:
    if app.config.html_theme == PARENT and app.config.apiref_theme:
        app.config.html_theme = NAME
        # openstackdocstheme sets the build time; pages have dates of their own.
        app.config.html_last_updated_fmt = None


def _choose(app: Sphinx, config: Config) -> None:
    config["apiref_theme"] = _is_ours(config)
    if not config.apiref_theme:
        return
    # The contrast of the theme's own colours is verified; other styles may be too faint.
    config.pygments_style = None
    # References have no index entries; the page of all operations replaces the index.
    if "html_use_index" not in config._raw_config:
        config.html_use_index = False
    if not config.html_show_sourcelink:
        config.html_copy_source = False


def _copy_less(app: Sphinx) -> None:
    """Copy only the theme's own files and the used files of its parents."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.get_theme_config()[0] != NAME:
        return

    def copy(context: dict[str, Any]) -> None:
        assert builder.theme is not None
        own, *parents = (Path(folder, "static") for folder in builder.theme.get_theme_dirs())
        # Sphinx 8.2 renamed the template suffix.
        files = [
            (parent, source)
            for parent in reversed(parents)
            for name in FROM_PARENTS
            for source in parent.glob(f"{name}*")
        ]
        files += [(own, source) for source in sorted(own.rglob("*")) if source.is_file()]
        for folder, source in files:
            target = Path(builder.outdir, "_static", source.relative_to(folder))
            target.parent.mkdir(parents=True, exist_ok=True)
            copy_asset_file(source, target, context=context, renderer=builder.templates, force=True)

    builder.copy_theme_static_files = copy  # type: ignore[method-assign]


def _name_static_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give pages the checksums of the theme's files, so that browsers reload what has changed."""
    context["static_checksums"] = _static_checksums()


def _name_home(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give pages the title of the home page."""
    title = app.env.titles.get(app.config.root_doc)
    context["home_title"] = title.astext() if title is not None else ""


def _mark_operations(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Mark the operations in the table of contents of a page with their methods."""
    domain = app.env.domains["rest"]
    assert isinstance(domain, RestDomain)
    methods = {
        target.anchor: target.name.partition(" ")[0]
        for target in reversed(domain.on_page(pagename))
        if target.kind == "operation"
    }

    def marked(link: re.Match[str]) -> str:
        method = methods.get(link["anchor"])
        if method is None:
            return link[0]
        kind = nodes.make_id(method)
        return f'{link[0]}<span class="method method-{kind}">{escape(method)}</span> '

    if methods and "toc" in context:
        context["toc"] = _TOC_LINK.sub(marked, context["toc"])


def _describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give pages their first paragraph of text as description, for search engines."""
    paragraph = doctree.next_node(_is_text) if doctree is not None else None
    if paragraph is not None:
        text = " ".join(paragraph.astext().split())
        if len(text) > _LONGEST_DESCRIPTION:
            cut = text[: _LONGEST_DESCRIPTION - 1]
            # Not every language has spaces.
            text = f"{cut.rpartition(' ')[0] or cut}…"
        context["page_description"] = text


def _is_text(node: nodes.Node) -> bool:
    """Return whether a node is a paragraph of the text, rather than of an admonition or table."""
    around = node.parent
    return type(node) is nodes.paragraph and isinstance(around, nodes.section | nodes.document)


@cache
def _static_checksums() -> dict[str, str]:
    files = [*(FOLDER / "static").glob("*.js"), *(FOLDER / "static").glob("*.css")]
    return {path.name: f"{zlib.crc32(path.read_bytes()):08x}" for path in files}


def _keep_templates(app: Sphinx) -> None:
    """Keep the compiled templates with the doctrees: compiling takes as long as a page."""
    builder = app.builder
    environment = getattr(getattr(builder, "templates", None), "environment", None)
    if isinstance(environment, Environment) and environment.bytecode_cache is None:
        folder = Path(app.doctreedir, "templates")
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def _fix_single_page_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Let the page of the builder ``singlehtml`` link only to its own targets."""
    if app.builder.name == "singlehtml":
        for name in ("toc", "body"):
            if name in context:
                context[name] = _WITHIN_PAGE.sub('href="#', context[name])
        context["hasdoc"] = app.env.all_docs.__contains__


def _defer(package: str, name: str) -> None:
    """Execute a module of a package on first use instead of on import."""
    full_name = f"{package}.{name}"
    if full_name in sys.modules:
        return
    spec = importlib.util.find_spec(full_name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[full_name] = module
    spec.loader.exec_module(module)
    # If the package already has it, "from package import name" looks no further.
    setattr(sys.modules[package], name, module)


def _is_of_use(record: logging.LogRecord) -> bool:
    """Drop the theme's warning about missing git, which has no type to suppress it by."""
    return "cannot get gitsha" not in record.getMessage()


def setup(app: Sphinx) -> None:
    """Register the theme and its handlers."""
    logging.getLogger("sphinx.openstackdocstheme.ext").addFilter(_is_of_use)
    app.add_config_value("apiref_theme", False, "html", bool)
    app.add_html_theme(NAME, str(FOLDER))
    if app.config.html_theme == NAME:
        # Takes a tenth of a build to import, only to get the version of a package.
        _defer("pbr", "packaging")
        app.setup_extension("openstackdocstheme")
    app.connect("config-inited", _replace_handlers)
    app.connect("config-inited", _choose, priority=100)
    for event in ("config-inited", "builder-inited"):
        app.connect(event, _before, priority=499)
        app.connect(event, _after, priority=501)
    # When the theme has its own name again.
    app.connect("builder-inited", _copy_less, priority=502)
    app.connect("builder-inited", _keep_templates)
    app.connect("html-page-context", _fix_single_page_links)
    app.connect("html-page-context", _name_static_files)
    app.connect("html-page-context", _name_home)
    app.connect("html-page-context", _describe)
    app.connect("html-page-context", _mark_operations)
