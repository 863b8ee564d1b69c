"""Minimal trees, and Sphinx builds of them in the test process.

A process of its own for each build would take most of the time of the tests.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import os_api_ref
from os_api_ref import http_codes
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.builders.html import _assets
from sphinx.util.docutils import docutils_namespace, patch_docutils

# Whole output folders are compared, and files must depend only on the sources.
NOT_COMPARED = frozenset({".buildinfo", ".buildinfo.bak", ".doctrees"})


@dataclass(frozen=True)
class Build:
    """The output of a build, and its warnings."""

    out: Path
    warnings: list[str]
    failed: bool

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and not NOT_COMPARED.intersection(path.relative_to(self.out).parts)
        }


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below the folder; return the folder of conf.py."""
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            file.write_text(content, encoding="utf-8")
        else:
            file.write_bytes(content)
    return root


def build(source: Path, out: Path, builder: str = "html", **settings: Any) -> Build:
    """Build the tree, with settings that go before those of its conf.py.

    Raises:
        Exception: Whatever ends the build with a traceback.
    """
    # os-api-ref and Sphinx cache what they read for the life of the process.
    checksums = getattr(_assets, "_file_checksum_inner", None)
    if checksums:  # Sphinx 8.1 keeps none.
        checksums.cache_clear()
    locale.translators.clear()
    os_api_ref.YAML_CACHE.clear()
    http_codes.HTTP_YAML_CACHE.clear()
    said = io.StringIO()
    doctrees = out.parent / f"{out.name}.doctrees"
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source, source, out, doctrees, builder, settings, None, said, warningiserror=True
        )
        app.build()
    found = re.sub(r"\x1b\[[\d;]*m", "", said.getvalue()).replace(f"{source}/", "")
    return Build(out, found.splitlines(), bool(app.statuscode))


def conf(*extensions: str, theme: str = "basic", **settings: object) -> str:
    """Return the text of a conf.py."""
    values = {"project": "Books", "extensions": list(extensions), "html_theme": theme} | settings
    return "".join(f"{name} = {value!r}\n" for name, value in values.items())


STOCK = conf("os_api_ref")
OURS = conf("os_api_ref", "apiref.sphinx")
