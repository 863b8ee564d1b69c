"""A Sphinx extension for references that are written with os-api-ref.

Add ``apiref.sphinx`` to the ``extensions`` of ``conf.py``, before, after or instead of
``os_api_ref``, and set ``html_theme = "apiref"`` for the theme that goes with it. No RST changes.

os-api-ref still parses its directives. What the extension adds:

* Operations are sections with titles in every builder (`apiref.sphinx.transforms`), with anchors
  that last, and with names to search for and to refer to (`apiref.sphinx.domain`).
* HTML that needs no script to be read (`apiref.sphinx.html`), with samples to choose from and a
  line for curl (`apiref.sphinx.samples`).
* Warnings with file and line, and builds that can be repeated (`apiref.sphinx.directives`,
  `apiref.sphinx.incremental`, `apiref.sphinx.updated`).
* An OpenAPI document beside the pages, where it is asked for (`apiref.sphinx.description`).
* A child theme of ``openstackdocs`` (`apiref.sphinx.theming`).
"""

import logging

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from apiref import __version__
from apiref.sphinx import (
    description,
    directives,
    domain,
    html,
    incremental,
    reproducible,
    samples,
    theming,
    updated,
)
from apiref.sphinx.transforms import Operations


def _is_of_use(record: logging.LogRecord) -> bool:
    """Drop the warning that the releases of microversions are no text, which they cannot be."""
    message = record.getMessage()
    return "os_api_ref_release_microversions" not in message or "dict" not in message


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything over what os-api-ref registers."""
    app.setup_extension("os_api_ref")
    logging.getLogger("sphinx.sphinx.config").addFilter(_is_of_use)
    app.add_directive("rest_method", directives.RestMethod, override=True)
    app.add_directive("rest_parameters", directives.RestParameters, override=True)
    app.add_directive("rest_status_code", directives.RestStatusCode, override=True)
    app.add_transform(Operations)
    for part in (
        domain,
        html,
        samples,
        updated,
        incremental,
        reproducible,
        theming,
        description,
    ):
        part.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
