"""Makes builds trustworthy when they are repeated.

* A build that warned is never taken up again: the next one reads all sources anew and repeats the
  warnings. Otherwise ``sphinx-build -W`` fails once and passes the second time with nothing mended,
  since Sphinx keeps what it has read but not what it had to say about it.
* The output of a page that is gone goes, too.
"""

from collections.abc import Iterable
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from apiref.sphinx import entries


def _forget_files(app: Sphinx) -> None:
    entries.forget()


def _forget_warned_build(app: Sphinx, exception: Exception | None) -> None:
    """Remove the saved environment of a build that warned, so that the next one starts afresh."""
    if app._warncount:
        (app.doctreedir / ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def _remove_gone_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        for docname in removed:
            Path(builder.get_output_path(docname)).unlink(missing_ok=True)
            Path(builder.outdir, "_sources", f"{docname}.rst.txt").unlink(missing_ok=True)
    return []


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("builder-inited", _forget_files)
    app.connect("env-get-outdated", _remove_gone_pages)
    # After every other handler, since those may warn too.
    app.connect("build-finished", _forget_warned_build, priority=1000)
