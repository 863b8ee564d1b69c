"""The pages as Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.sphinx.markdown import markdown
from tests.site.html_page import parse
from tests.unit.sphinx.building import build, conf, write

INDEX = "Library\n=======\n\n.. toctree::\n\n   v1/books\n   a-page\n"
BOOKS = """\
Books
=====

.. rest_expand_all::

Show a book
-----------

.. rest_method:: GET /v1/books/{book_id}

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - book_id: book_id

Response Example
~~~~~~~~~~~~~~~~

.. code-block:: json

   {"title": "Emma"}
"""
PARAMETERS = (
    "book_id:\n  description: |\n    The | number.\n  in: path\n  required: true\n  type: string\n"
)
FILES = {
    "index.rst": INDEX,
    "a-page.rst": "A page\n======\n\nOf text.\n",
    "v1/books.rst": BOOKS,
    "v1/parameters.yaml": PARAMETERS,
}
EXPECTED = """\
# Books

## Show a book

GET `/v1/books/{book_id}`

### Request

| Name | In | Type | Description |
| --- | --- | --- | --- |
| `book_id` required | path | string | The \\| number. |

```
curl -sS \\
  "$ENDPOINT/v1/books/${book_id}" \\
  -H "X-Auth-Token: $OS_TOKEN"
```

`$ENDPOINT` is the address of the service, `$OS_TOKEN` is a token, and \
[`$book_id`](#show-a-book-request-book-id) is a parameter.

### Response Example

```json
{"title": "Emma"}
```
"""


def files(**settings: object) -> dict[str, str]:
    given = {"version": "1", "copyright": "2026", "html_title": "Library API", **settings}
    return FILES | {"conf.py": conf("apiref.sphinx", theme="apiref", **given)}


def test_pages_and_lists(tmp_path: Path) -> None:
    source = write(tmp_path / "source", files(apiref_markdown=True))
    made = build(source, tmp_path / "out")
    assert made.warnings == []
    assert made.text("v1/books.md") == EXPECTED
    assert made.text("llms.txt") == (
        "# Library API\n\n## Pages\n\n- [Library](index.md)\n- [A page](a-page.md)\n"
        "- [Books](v1/books.md)\n"
    )
    full = made.text("llms-full.txt")
    assert full.startswith(made.text("index.md"))
    assert full.endswith(f"# A page\n\nOf text.\n\n{EXPECTED}\n")
    links = {each.attributes.get("href") for each in parse(made.text("v1/books.html")).all("a")}
    assert "books.md" in links
    (alternate,) = (
        each.attributes
        for each in parse(made.text("a-page.html")).all("link")
        if each.attributes.get("rel") == "alternate"
    )
    assert alternate["href"] == "a-page.md"
    assert "Markdown" not in made.text("search.html")
    # What has not changed is listed, too.
    write(source, {"a-page.rst": "A page\n======\n\nOf other text.\n"})
    again = build(source, tmp_path / "out").text("llms-full.txt")
    assert again == full.replace("Of text.", "Of other text.")


def test_what_was_removed_is_not_listed(tmp_path: Path) -> None:
    """Once a traceback."""
    source = write(tmp_path / "source", files(apiref_markdown=True))
    made = build(source, tmp_path / "out")
    (made.out / "a-page.md").unlink()
    again = build(source, tmp_path / "out")
    assert "a-page" not in again.text("llms.txt")
    assert "Of text" not in again.text("llms-full.txt")


def test_titles_with_markup(tmp_path: Path) -> None:
    changed = {"a-page.rst": "A page [old]\n============\n\nOf text.\n"}
    made = build(
        write(tmp_path / "source", files(apiref_markdown=True) | changed), tmp_path / "out"
    )
    assert "- [A page \\[old\\]](a-page.md)\n" in made.text("llms.txt")


@pytest.mark.parametrize(
    ("wanted", "builder"),
    [(False, "html"), (True, "epub"), (True, "text"), (True, "singlehtml"), (True, "dirhtml")],
)
def test_nothing_where_nobody_asked(tmp_path: Path, wanted: bool, builder: str) -> None:
    source = write(tmp_path / "source", files(apiref_markdown=wanted))
    made = build(source, tmp_path / "out", builder)
    assert not list(made.out.rglob("*.md"))
    assert not list(made.out.rglob("llms*"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<div class="highlight-json"><pre>{}</pre></div>', "```json\n{}\n```"),
        ('<div class="highlight-default"><pre>x</pre></div>', "```\nx\n```"),
        ("<pre>x</pre>", "```\nx\n```"),
        (
            '<h2>Books<a class="headerlink" href="#b">¶</a></h2><ul><li>a</li></ul>',
            "## Books\n\n- a",
        ),
        ('<div class="api-controls"><button>Show all</button></div><p>a</p>', "a"),
    ],
)
def test_markup(html: str, expected: str) -> None:
    assert "\n".join(markdown(html)) == expected
