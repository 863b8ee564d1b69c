"""A tiny os-api-ref tree to build again and again."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

CONF = """\
project = "Books"
extensions = ["os_api_ref", "apiref.sphinx"]
html_theme = "basic"
"""

INDEX = """\
=====
Books
=====

.. toctree::

   v1/index
"""

PAGE = """\
=====
Books
=====

.. include:: books.inc
"""

BOOKS = """\
Show a book
===========

.. rest_method:: GET /v1/books/{book_id}

.. rest_status_code:: success ../status.yaml

   - 200

Request
-------

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id

Response Example
----------------

.. literalinclude:: ../../samples/book.json
   :language: json
"""

PARAMETERS = """\
book_id:
  description: |
    The number in the catalogue.
  in: path
  required: true
  type: string
"""

STATUS = """\
200:
  default: |
    The book is there.
"""

SAMPLE = """\
{
    "title": "Emma"
}
"""


@dataclass
class Tree:
    """The folder of a tree, and Sphinx run on it as a user runs it."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "source"

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def extensions(self, names: Sequence[str]) -> None:
        self.edit("source/conf.py", '["os_api_ref", "apiref.sphinx"]', repr(list(names)))

    def build(self, *options: str, to: str = "html") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sphinx", "-b", "html", *options]
        command += ["-d", f"{to}.doctrees", "source", to]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def page(self) -> str:
        return (self.root / "html/v1/index.html").read_text()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    files = {
        "source/conf.py": CONF,
        "source/index.rst": INDEX,
        "source/v1/index.rst": PAGE,
        "source/v1/books.inc": BOOKS,
        "source/parameters.yaml": PARAMETERS,
        "source/status.yaml": STATUS,
        "samples/book.json": SAMPLE,
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return Tree(tmp_path)


@pytest.fixture
def built(tree: Tree) -> Callable[..., str]:
    """Build the tree, which must succeed without a warning, and return its page."""

    def build(*options: str) -> str:
        done = tree.build("-W", *options)
        assert done.returncode == 0, done.stderr
        return tree.page()

    return build
