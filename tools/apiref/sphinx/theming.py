"""The theme ``apiref``: a child of OpenStack's own that loads nothing from its parents unused.

openstackdocstheme asks for its theme by name in several places, so its handlers are told that name
while they run; what they find out about the project then holds for the child as well.
"""

import importlib.util
import logging
import re
import sys
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2 import Environment, FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.util.fileutil import copy_asset_file

NAME = "apiref"
PARENT = "openstackdocs"
FOLDER = Path(__file__).parent / "theme" / NAME

# Sphinx's name of a place in the one page that all pages are put into.
_WITHIN_PAGE = re.compile(r'href="#document-[^"#]*#')

SCORER = FOLDER / "scorer.js"

# What pages of the theme load from the themes it derives from.
FROM_PARENTS = (
    "doctools.js",
    "documentation_options.js",
    "language_data.js",
    "searchtools.js",
    "sphinx_highlight.js",
    "images/logo-full.svg",
)


def _disconnect(app: Sphinx, module: str, *events: str) -> None:
    """Take a module's handlers of some events away."""
    for event in events:
        for listener in list(app.events.listeners.get(event, [])):
            if listener.handler.__module__ == module:
                app.disconnect(listener.id)


def _replace_handlers(app: Sphinx, config: Config) -> None:
    """Take away what others do to the tree and to the site, and what is done here instead."""
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
        # openstackdocstheme asks for the time of the build; pages have dates of their own.
        app.config.html_last_updated_fmt = None


def _choose(app: Sphinx, config: Config) -> None:
    config["apiref_theme"] = _is_ours(config)
    if not config.apiref_theme:
        return
    # The previews of hits are fetched from the pages, which a browser refuses for file://.
    config.html_show_search_summary = False
    config.html_search_scorer = config.html_search_scorer or str(SCORER)
    # The contrast of the theme's own colours is known; those of another style may be too faint.
    config.pygments_style = None
    # References have no index entries; the page of all operations takes the place of the index.
    if "html_use_index" not in config._raw_config:
        config.html_use_index = False
    if not config.html_show_sourcelink:
        config.html_copy_source = False


def _copy_less(app: Sphinx) -> None:
    """Let the builder copy the theme's own files, and of its parents' only those that are used."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.get_theme_config()[0] != NAME:
        return

    def copy(context: dict[str, Any]) -> None:
        assert builder.theme is not None
        own, *parents = (Path(folder, "static") for folder in builder.theme.get_theme_dirs())
        # The suffix of templates has another name from Sphinx 8.2 on.
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
    # language_data.js has the stemmer in it; the files of their own are for other languages' pages.
    builder.copy_stemmer_js = lambda: None  # type: ignore[method-assign]


def _name_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give pages the checksum of the theme's script, so that no browser keeps an old one."""
    context["script_checksum"] = _script_checksum()


@cache
def _script_checksum() -> str:
    return f"{zlib.crc32((FOLDER / 'static' / 'apiref.js').read_bytes()):08x}"


def _keep_templates(app: Sphinx) -> None:
    """Keep the compiled templates with the doctrees: compiling them takes as long as a page."""
    builder = app.builder
    environment = getattr(getattr(builder, "templates", None), "environment", None)
    if isinstance(environment, Environment) and environment.bytecode_cache is None:
        folder = Path(app.doctreedir, "templates")
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def _mend_single_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Let the one page of the builder ``singlehtml`` link to nothing but to places of its own."""
    if app.builder.name == "singlehtml":
        for name in ("toc", "body"):
            if name in context:
                context[name] = _WITHIN_PAGE.sub('href="#', context[name])
        context["hasdoc"] = app.env.all_docs.__contains__


def _defer(package: str, name: str) -> None:
    """Let a module of a package be executed when it is used, and not when it is imported."""
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
    # Where the package has it already, "from package import name" looks no further.
    setattr(sys.modules[package], name, module)


def _is_of_use(record: logging.LogRecord) -> bool:
    """Drop the theme's warning that there is no git, which has no type to suppress it by."""
    return "cannot get gitsha" not in record.getMessage()


def setup(app: Sphinx) -> None:
    """Register the theme and what it needs."""
    logging.getLogger("sphinx.openstackdocstheme.ext").addFilter(_is_of_use)
    app.add_config_value("apiref_theme", False, "html", bool)
    app.add_html_theme(NAME, str(FOLDER))
    if app.config.html_theme == NAME:
        # Takes a tenth of a build to import, and is asked only for the version of a package.
        _defer("pbr", "packaging")
        app.setup_extension("openstackdocstheme")
    app.connect("config-inited", _replace_handlers)
    app.connect("config-inited", _choose, priority=100)
    for event in ("config-inited", "builder-inited"):
        app.connect(event, _before, priority=499)
        app.connect(event, _after, priority=501)
    # When the theme goes by its own name again.
    app.connect("builder-inited", _copy_less, priority=502)
    app.connect("builder-inited", _keep_templates)
    app.connect("html-page-context", _mend_single_page)
    app.connect("html-page-context", _name_script)
