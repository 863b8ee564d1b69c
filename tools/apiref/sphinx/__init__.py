"""A Sphinx extension for references written with os-api-ref.

Add ``apiref.sphinx`` to the ``extensions`` in ``conf.py``, before, after or instead of
``os_api_ref``, and set ``html_theme = "apiref"`` for the matching theme. No RST changes.

os-api-ref still parses its directives. The extension adds:

* Operations as sections with titles in every builder (`apiref.sphinx.transforms`), with permanent
  anchors, and with names for search and cross-references (`apiref.sphinx.domain`).
* HTML that is readable without scripts (`apiref.sphinx.html`), with fields inside their object
  (`apiref.sphinx.fields`), a choice of samples (`apiref.sphinx.samples`), requests in the languages
  of clients (`apiref.sphinx.calls`), and both beside the text (`apiref.sphinx.panel`).
* A page for each section of operations, if wanted (`apiref.sphinx.splitting`).
* The operations of all pages on the home page (`apiref.sphinx.home`).
* An index for the search of the theme (`apiref.sphinx.search`).
* Text tables with paragraphs and lists (`apiref.sphinx.text`).
* Pages as Markdown, for programs (`apiref.sphinx.markdown`).
* Warnings with file and line, and repeatable builds (`apiref.sphinx.directives`,
  `apiref.sphinx.incremental`, `apiref.sphinx.updated`).
* An optional OpenAPI document next to the pages (`apiref.sphinx.description`).
* A child theme of ``openstackdocs`` (`apiref.sphinx.theming`).
"""

import gc
import logging

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from apiref import __version__
from apiref.sphinx import (
    calls,
    description,
    directives,
    domain,
    fields,
    home,
    html,
    incremental,
    markdown,
    panel,
    reproducible,
    samples,
    search,
    splitting,
    text,
    theming,
    updated,
)
from apiref.sphinx.transforms import FootnoteReferences, Operations


def _is_useful(record: logging.LogRecord) -> bool:
    """Drop the warning that the microversion releases are not a string, which they cannot be."""
    message = record.getMessage()
    return "os_api_ref_release_microversions" not in message or "dict" not in message


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension, replacing what os-api-ref registers."""
    # The documents of a large page are many objects and hardly any garbage: collect less often.
    gc.set_threshold(50_000, 20, 50)
    app.setup_extension("os_api_ref")
    logging.getLogger("sphinx.sphinx.config").addFilter(_is_useful)
    app.add_directive("rest_method", directives.RestMethod, override=True)
    app.add_directive("rest_parameters", directives.RestParameters, override=True)
    app.add_directive("rest_status_code", directives.RestStatusCode, override=True)
    app.add_transform(Operations)
    app.add_transform(FootnoteReferences)
    for part in (
        domain,
        splitting,
        fields,
        html,
        calls,
        samples,
        panel,
        updated,
        incremental,
        reproducible,
        theming,
        home,
        search,
        text,
        description,
        markdown,
    ):
        part.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
