"""When a page was last changed: the date of the last commit to it or to a file that it shows.

Without git, or for a page that no commit has, no date is shown, since none would be true.
"""

import datetime
import subprocess
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git says, or None where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
        )
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def last_updated(env: BuildEnvironment, docname: str) -> str | None:
    """Return the day of the last commit to a page and all files it is made of, in UTC."""
    if docname not in env.all_docs:
        return None
    files = [str(env.doc2path(docname))]
    files += [str(Path(env.srcdir, name)) for name in sorted(env.dependencies.get(docname, ()))]
    seconds = _git(Path(env.srcdir), "log", "-1", "--format=%ct", "--", *files)
    if not seconds:
        return None
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).strftime("%Y-%m-%d")


def _set_date(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    context["last_updated"] = last_updated(app.env, pagename)


def _note_commit(app: Sphinx, config: Config) -> None:
    """Make the pages be written again after a commit, since it may be the one that they name."""
    config["apiref_commit"] = _git(Path(app.srcdir), "rev-parse", "HEAD") or ""


def setup(app: Sphinx) -> None:
    """Connect the handlers, after the theme's own one."""
    app.add_config_value("apiref_commit", "", "html", str)
    app.connect("config-inited", _note_commit)
    app.connect("html-page-context", _set_date, priority=900)
