"""What authors write, as HTML shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.html_page import Element, parse
from tests.unit.sphinx.building import build, conf, write

ODD = '"a" & <b>'
INDEX = f"""\
Books
=====

.. rest_expand_all::

Show a {ODD} book
{"-" * 40}

.. rest_method:: GET /v1/{{book_id}}?name=<b>

.. list-table::

   * - A table
     - of {ODD}

**Response Example (short {ODD})**

::

  {{}}

**Response Example (long {ODD})**

::

  {{}}
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Element:
    root = tmp_path_factory.mktemp("html")
    source = write(
        root / "source", {"index.rst": INDEX, "conf.py": conf("apiref.sphinx", smartquotes=False)}
    )
    made = build(source, root / "out")
    assert made.warnings == []
    return parse(made.text("index.html"))


def test_titles_of_samples(page: Element) -> None:
    found = [each.attributes["data-title"] for each in page.all("div", "sample")]
    assert found == [f"short {ODD}", f"long {ODD}", "curl", "Python", "HTTP"]


def test_names_of_operations_samples_and_tables(page: Element) -> None:
    names = [
        each.attributes["aria-label"] for each in page.walk() if "aria-label" in each.attributes
    ]
    title = f"Show a {ODD} book"
    assert {f"{title}, GET /v1/{{book_id}}?name=<b>", title} <= {*names}
    assert [name for name in names if name in (f"short {ODD}", f"long {ODD}")] == [
        f"short {ODD}",
        f"long {ODD}",
    ]


def test_urls_with_their_placeholders(page: Element) -> None:
    (url,) = page.all("code", "url")
    assert url.text() == "/v1/{book_id}?name=<b>"
    assert [each.text() for each in page.all("span", "path-parameter")] == ["{book_id}"]
    menu, heading = page.all("span", "method")
    for method in (menu, heading):
        assert (method.text(), method.classes) == ("GET", ["method", "method-get"])


DETAILS = """\
Books
=====

List books
----------

.. rest_method:: GET /books

{inner}

{outer}
"""


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("Lists them.", "", "details"),
        ("Lists them.", "List books detail\n-----------------\n\nA text.", "section"),
        ("Lists them.", ".. _list-books-detail:\n\nOthers\n------\n\nA text.", "section"),
        ("Detail\n~~~~~~\n\nA text.", "", "section"),
    ],
)
def test_anchors_of_stock_pages_are_given_last(
    tmp_path: Path, inner: str, outer: str, expected: str
) -> None:
    """Once wrong: the details took the anchor of a section with such a title."""
    files = {
        "index.rst": DETAILS.format(inner=inner, outer=outer),
        "conf.py": conf("apiref.sphinx"),
    }
    made = build(write(tmp_path / "source", files), tmp_path / "out")
    assert made.warnings == []
    found = {
        each.attributes.get("id"): whole.tag
        for whole in parse(made.text("index.html")).walk()
        if whole.tag in ("details", "section")
        for each in (whole, *whole.children)
        if isinstance(each, Element)
    }
    assert found["list-books-detail"] == expected


@pytest.mark.parametrize(
    ("theme", "text", "expected"),
    [
        ("apiref", "two words", "two words"),
        # As Sphinx keeps them apart.
        (
            "apiref",
            "two  words",
            '<span class="pre">two</span>&#160; <span class="pre">words</span>',
        ),
        ("basic", "two words", '<span class="pre">two</span> <span class="pre">words</span>'),
    ],
)
def test_literals(tmp_path: Path, theme: str, text: str, expected: str) -> None:
    files = {"index.rst": f"Books\n=====\n\nOf ``{text}`` -- *all*.\n"}
    source = write(tmp_path / "source", {**files, "conf.py": conf("apiref.sphinx", theme=theme)})
    page = build(source, tmp_path / "out").text("index.html")
    classes = "notranslate" if theme == "apiref" else "docutils literal notranslate"
    code = f'<code class="{classes}">{expected}</code>'
    assert f"{code} \u2013 <em>all</em>" in page


def test_keys_and_code_are_no_plain_literals(tmp_path: Path) -> None:
    text = ".. role:: py(code)\n   :language: python\n\n:kbd:`Tab`, :py:`None`\n"
    files = {"index.rst": f"Books\n=====\n\n{text}"}
    source = write(tmp_path / "source", {**files, "conf.py": conf("apiref.sphinx", theme="apiref")})
    page = build(source, tmp_path / "out").text("index.html")
    assert '<kbd class="kbd docutils literal notranslate">Tab</kbd>, <code' in page
    assert '<span class="kc">None</span></code>' in page


@pytest.mark.parametrize("option", ["", "   :linenos:\n", "   :emphasize-lines: 1\n"])
def test_blocks_of_text_are_as_from_pygments(tmp_path: Path, option: str) -> None:
    block = f'.. code-block:: text\n{option}\n   a <b> "c" & d\n'
    files = {"index.rst": f"Books\n=====\n\n{block}"}
    shown = []
    for theme_extension in ("apiref.sphinx", "os_api_ref"):
        root = tmp_path / theme_extension
        source = write(root / "source", {**files, "conf.py": conf(theme_extension)})
        page = build(source, root / "out").text("index.html")
        found = page.partition('<div class="highlight-text')[2].partition("</section>")[0]
        shown.append(re.sub(r' tabindex="0" role="group" aria-label="[^"]*"', "", found))
    assert shown[0] == shown[1]
    assert "&lt;b&gt;" in shown[0]


REPEATED = {
    "index.rst": "Books\n=====\n\nShow a book\n-----------\n\n.. rest_method:: GET /books\n\n"
    "Response\n~~~~~~~~\n\n.. rest_parameters:: parameters.yaml\n\n   - id: id\n\n"
    '.. code-block:: json\n\n   {"id": true}\n',
    "parameters.yaml": "id:\n  description: The UUID.\n  in: body\n  type: string\n",
}


WHOLE = ["p", "nt", "p", "w", "kc", "p"]


@pytest.mark.parametrize(
    ("theme", "builder", "classes", "colours", "links"),
    [
        ("apiref", "html", [], ["nt", "kc"], 0),
        ("apiref", "epub", ["row-even"], WHOLE, 0),
        ("basic", "html", ["row-even"], WHOLE, 1),
    ],
)
def test_the_theme_repeats_less(
    tmp_path: Path, theme: str, builder: str, classes: list[str], colours: list[str], links: int
) -> None:
    files = {**REPEATED, "conf.py": conf("apiref.sphinx", theme=theme)}
    made = build(write(tmp_path / "source", files), tmp_path / "out", builder)
    page = parse(made.text("index.html" if builder == "html" else "index.xhtml"))
    (row,) = (each for each in page.all("tr") if "id" in each.attributes)
    assert (row.classes, len(row.all("a", "headerlink"))) == (classes, links)
    (block,) = page.all("div", "highlight-json")
    spans = (each.attributes.get("class") for each in block.all("span"))
    assert ([*filter(None, spans)], block.text().split()) == (colours, ['{"id":', "true}"])
