"""Makes builds reproducible: the same sources give the same bytes.

For HTML, only the dates need care (`apiref.sphinx.updated`).
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
    """Give the files in an EPUB the date from SOURCE_DATE_EPOCH, and common permissions."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if exception or app.builder.name != "epub" or not stated.isdecimal():
        return
    book = Path(app.outdir, f"{app.config.epub_basename}.epub")
    if not book.is_file():
        return
    # Zip files cannot store dates before 1980.
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
    """Normalise pages without metadata, which differ with the number of reading processes."""
    if context.get("meta", {}) is None:
        context["meta"] = {}


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("build-finished", _pack_again)
    app.connect("html-page-context", _state_metadata)
