"""Makes the same sources give the same bytes, in whatever place and at whatever time.

HTML needs no help but with its dates (`apiref.sphinx.updated`).
"""

import os
import time
import zipfile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_READABLE = 0o100644 << 16


def _pack_again(app: Sphinx, exception: Exception | None) -> None:
    """Give the files in a book the date that SOURCE_DATE_EPOCH states, and common permissions."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if exception or app.builder.name != "epub" or not stated.isdecimal():
        return
    book = Path(app.outdir, f"{app.config.epub_basename}.epub")
    if not book.is_file():
        return
    # Before 1980, a zip file has no dates.
    date = max(time.gmtime(int(stated))[:6], (1980, 1, 1, 0, 0, 0))
    packed = book.with_suffix(".epub.tmp")
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(packed, "w") as after:
        for member in before.infolist():
            made = zipfile.ZipInfo(member.filename, date)
            made.compress_type, made.external_attr = member.compress_type, _READABLE
            after.writestr(made, before.read(member))
    packed.replace(book)


def _state_metadata(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Have a page without metadata say so in one way, however many processes read the pages."""
    if context.get("meta", {}) is None:
        context["meta"] = {}


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("build-finished", _pack_again)
    app.connect("html-page-context", _state_metadata)
