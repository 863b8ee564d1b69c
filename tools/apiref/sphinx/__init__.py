"""A Sphinx extension that makes os-api-ref's builds trustworthy when they are repeated.

Add ``apiref.sphinx`` to the ``extensions`` of ``conf.py``, before or after ``os_api_ref`` or
instead of it. It leaves every page as os-api-ref writes it, and mends two things:

* An edit of only a parameters file or a status file shows after an incremental build. os-api-ref
  opens these files without telling Sphinx, so the page keeps the old text.
* A build that warned is never taken up again: the next one reads all sources anew and repeats the
  warnings. Otherwise ``sphinx-build -W`` fails once and passes the second time with nothing
  mended, since Sphinx keeps what it has read but not what it had to say about it.
"""

from pathlib import Path

from docutils import nodes
from os_api_ref import YAML_CACHE, RestParametersDirective
from os_api_ref.http_codes import HTTP_YAML_CACHE, HTTPResponseCodeDirective
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from apiref import __version__


def _note_last_argument(env: BuildEnvironment, arguments: list[str]) -> None:
    """Record the file that a directive names last as a dependency of the page being read."""
    if arguments:
        relative, _ = env.relfn2path(arguments[-1])
        env.note_dependency(relative)


class RestParameters(RestParametersDirective):
    """``rest_parameters``, with its parameters file as a dependency of the page."""

    def run(self) -> list[nodes.Node]:
        """Note the dependency, then do what os-api-ref does."""
        _note_last_argument(self.state.document.settings.env, self.arguments)
        return super().run()


class RestStatusCode(HTTPResponseCodeDirective):
    """``rest_status_code``, with its status file as a dependency of the page."""

    def run(self) -> list[nodes.Node]:
        """Note the dependency, then do what os-api-ref does."""
        _note_last_argument(self.state.document.settings.env, self.arguments)
        return super().run()


def _forget_files(app: Sphinx) -> None:
    """Empty os-api-ref's caches, which outlive a build when one process runs several."""
    YAML_CACHE.clear()
    HTTP_YAML_CACHE.clear()


def _forget_warned_build(app: Sphinx, exception: Exception | None) -> None:
    """Remove the saved environment of a build that warned, so that the next one starts afresh."""
    if app._warncount:
        (app.doctreedir / ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives over those of os-api-ref."""
    app.setup_extension("os_api_ref")
    app.add_html_theme("apiref", str(Path(__file__).parent / "theme" / "apiref"))
    app.add_directive("rest_parameters", RestParameters, override=True)
    app.add_directive("rest_status_code", RestStatusCode, override=True)
    app.connect("builder-inited", _forget_files)
    # After every other handler, since those may warn too.
    app.connect("build-finished", _forget_warned_build, priority=1000)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
