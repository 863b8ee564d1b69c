"""Publishes the OpenAPI document of the reference, and links to it from every page.

``apiref_openapi`` in ``conf.py`` is its path: ``v2/openapi`` means ``v2/openapi.json`` and
``v2/openapi.yaml``. If it is not set, no document is written.
"""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from apiref.openapi.writing import FORMATS

logger = logging.getLogger(__name__)


def _is_wanted(app: Sphinx) -> bool:
    is_site = isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "epub"
    return is_site and bool(app.config.apiref_openapi)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not _is_wanted(app):
        return
    # Imported here: the checker is slow to import, and few builds need it.
    from apiref.openapi.references import document_of
    from apiref.openapi.writing import written
    from apiref.output import write_lines
    from apiref.read.discovery import NotFoundError, find_root
    from apiref.read.files import Files
    from apiref.read.settings import ConfigurationError
    from apiref.rules.registry import rule_names

    source = Path(app.srcdir).resolve()
    try:
        root = find_root(source)
        made = document_of(Files(root), source.relative_to(root).as_posix(), rule_names())
    except (NotFoundError, ConfigurationError, OSError, ValueError) as error:
        logger.warning("cannot write the OpenAPI document: %s", error)
        return
    for form in FORMATS:
        target = Path(app.outdir, f"{app.config.apiref_openapi}.{form}")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_lines(target, written(made.document, form))


def _link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Pass the names and paths of the documents to the template."""
    if _is_wanted(app):
        path = app.config.apiref_openapi
        context["openapi_documents"] = [(form.upper(), f"{path}.{form}") for form in FORMATS]


def setup(app: Sphinx) -> None:
    """Add the setting and connect the handlers."""
    app.add_config_value("apiref_openapi", "", "html", str)
    app.connect("html-page-context", _link)
    app.connect("build-finished", _write)
