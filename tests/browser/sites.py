"""The trees whose pages are tested, and how to build them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from apiref.model.operation import Operation
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules
from tests.browser.generated import write_generated

ROOT = Path(__file__).resolve().parents[2]
OURS = ("reference", "generated")
# The generated tree, with a page for each section.
SPLIT = "split"
# For trees without a conf.py.
DEFAULTS = {
    "project": "Reference",
    "version": "1",
    "release": "1",
    "openstackdocs_auto_name": "0",
    "openstackdocs_auto_version": "0",
}


@dataclass(frozen=True)
class Site:
    """A tree and the site built from it, served at ``url``."""

    name: str
    source: Path
    folder: Path
    url: str = ""

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The paths of all HTML pages, relative to the site."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*.html"))
        return tuple(sorted(path.as_posix() for path in found))

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """The operations according to the sources, without Sphinx."""
        files = Files(self.source)
        trees = read_trees(files.root, read_settings(files, all_rules()), files)
        return tuple(operation for tree in trees for operation in tree.operations)

    def address(self, page: str, over: str = "http") -> str:
        """The URL of a page, over ``http`` or ``file``."""
        base = self.folder.as_uri() if over == "file" else self.url
        return f"{base}/{page}"


def other_trees() -> dict[str, Path]:
    """The folders in ``APIREF_BROWSER_TREES``, by name of their repository."""
    listed = os.environ.get("APIREF_BROWSER_TREES", "").split(os.pathsep)
    return {Path(path).name: Path(path).resolve() for path in listed if path}


def build(name: str, work: Path) -> Site:
    """Build the site of a tree in a working folder."""
    if name == "reference":
        source = ROOT / "api-ref" / "source"
    elif name in ("generated", SPLIT):
        source = work / "source"
        write_generated(source)
    else:
        source = other_trees()[name] / "api-ref" / "source"
    site = Site(name, source, work / "html")
    options = ["-Dapiref_split=1"] if name == SPLIT else [] if name in OURS else _options(source)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(work / "doctrees")]
    done = subprocess.run(
        [*command, *options, str(source), str(site.folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def _options(source: Path) -> list[str]:
    """The configuration that makes a foreign tree use the extension and the theme."""
    settings = {
        "extensions": "os_api_ref,openstackdocstheme,apiref.sphinx",
        "html_theme": "apiref",
    }
    if (source / "conf.py").exists():
        return [f"-D{name}={value}" for name, value in settings.items()]
    return ["-C", *(f"-D{name}={value}" for name, value in (DEFAULTS | settings).items())]
