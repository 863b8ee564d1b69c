"""The pages contain everything that stock os-api-ref shows, in the same order."""

import pytest

from tests.site.html_page import Element, parse
from tests.site.rst_source import words
from tests.unit.sphinx.building import OURS, STOCK, build, write

PARAMETERS = """\
X-Token:
  description: The token.
  in: header
  required: true
  type: string
book_id:
  description: |
    The number.
  in: path
  required: true
  type: integer
limit:
  description: |
    The number of books on a page, see ``marker``.

    - at least 1
    - at most 100
  in: query
  required: false
  type: integer
sort:
  description: "The order."
  in: query
  type: string
author.name:
  description: The author's name.
  in: body
  required: true
  type: string
isbn_13:
  description: |
    The long number.

    **May be empty.**
  in: body
  max_version: 2.20
  min_version: 2.10
  required: true
  type: string or ``null``
links:
  description: Links, of *two* kinds.
  in: body
  min_version: 2
  required: true
  type: array of `links`
tags:
  in: body
  required: "sometimes"
  type: array
title: &title
  description: The title.
  in: body
  required: true
  type: string
zone:
  <<: *title
  description: The zone.
"""

STATUS = """\
200:
  default: |
    The book is there.
  listed: |
    Some books are there.

    - or none
404:
  default: There is none.
  shelf: >
    There is no
    shelf.
499:
  default: The reader left.
"""

METHODS = {
    "plain": "GET /v1/books",
    "placeholders": "GET /v1/books/{book_id}/pages/{page_id}",
    "lower limit": "PUT /v1/books/{book_id}\n\n   min_version: 2.1",
    "both limits": "DELETE /v1/books\n   min_version: 2.1\n   max_version: 2.9",
    "query": "GET /v1/books?limit={limit}",
    "no URL": "GET",
    "other method": "COPY /v1/<b>/{book_id}&x",
}

PARAMETER_LISTS = {
    "all places": "X-Token: X-Token\nbook_id: book_id\nlimit: limit\ntitle: title",
    "lists in descriptions": "limit: limit",
    "not required": "sort: sort\nlimit: limit",
    "dotted": "author.name: author.name\nauthor.names.0: author.name",
    "shared": "title: title\nother_title: title\nbook.title: title",
    "versions": "isbn_13: isbn_13\nlinks: links",
    "no description": "tags: tags",
    "merged": "zone: zone",
    "markup": "'``title``': title\n'*title*': title\n'title \\*': title\n'`title`': title",
    "odd names": "'<b>': title\n'title[]': title\n'título': title\ntitle name: title",
    "link-like": "'__all__': title\n'| a': title\n'x:y': title",
    "numbers": "'200': title\n'1.10': title",
    "bullets": "'- title': title\n'1. title': title\n'# title': title",
    "twice": "title: title\ntitle: title",
    "name of another row": "limit: title\ntitle: limit",
}

CODES = {
    "success": ("success", "- 200"),
    "error": ("error", "- 404"),
    "named reason": ("success", "- 200: listed"),
    "several": ("error", "- 404\n- 404: shelf\n- 499"),
    "several in one item": ("error", "- 404: shelf\n  200: listed"),
    "not of HTTP": ("error", "- 499"),
    "default by name": ("error", "- 404: default"),
}


HEAD = "Books\n=====\n\nShow\n----\n\n"


def page(directive: str, argument: str, content: str) -> str:
    lines = "".join(f"   {line}\n" for line in content.split("\n"))
    return f"{HEAD}.. rest_method:: GET /v1/books\n\n.. {directive}:: {argument}\n\n{lines}"


def shown(html: str) -> Element:
    (body,) = parse(html).all("div", css="body")
    return body


def tables(body: Element) -> list[list[list[str]]]:
    """Return the texts of the cells; what tells of versions stands in other cells than stock's."""
    return [
        [
            [words(cell.text().replace("¶", "")) for cell in row.all("td") + row.all("th")]
            for row in table.all("tr")
        ]
        for table in body.all("table")
    ]


def texts(body: Element) -> list[str]:
    """Return the words of every cell, paragraph, heading and sample, without what only links."""
    found = [
        words(element.text().replace("¶", ""))
        for tag in ("td", "th", "p", "li", "pre", "h1", "h2", "h3", "h4", "h5", "code")
        for element in body.all(tag)
    ]
    return [text for text in found if text]


@pytest.fixture
def both(tmp_path):
    """Build a page with stock os-api-ref and with ours."""

    def run(text, more=None, settings=""):
        found = []
        for name, conf in (("stock", STOCK), ("ours", OURS)):
            files = {"parameters.yaml": PARAMETERS, "status.yaml": STATUS, "index.rst": text}
            files |= {"conf.py": conf + settings} | (more or {})
            source = write(tmp_path / name, files)
            found.append(build(source, tmp_path / f"{name}-html"))
        return found

    return run


def test_every_text_of_stock_is_there(tree):
    assert tree.build("-W").returncode == 0
    ours = " | ".join(texts(shown(tree.page())))
    tree.extensions(["os_api_ref"])
    assert tree.build("-W", to="stock").returncode == 0
    stock = texts(shown((tree.root / "stock/v1/index.html").read_text()))
    assert "The number in the catalogue" in stock
    assert not [text for text in stock if text not in ours]


@pytest.mark.parametrize("content", METHODS.values(), ids=METHODS)
def test_methods(both, content):
    stock, ours = both(f"{HEAD}.. rest_method:: {content}\n")
    assert not stock.warnings
    assert not ours.warnings
    method, _, url = content.split("\n")[0].partition(" ")
    body = shown(ours.text("index.html"))
    assert [element.text() for element in body.all(css="method")] == [method]
    assert [element.text() for element in body.all(css="url")] == [url]
    classes = {
        name
        for element in shown(stock.text("index.html")).walk()
        for name in element.classes
        if name.startswith("rp_")
    }
    (operation,) = body.all(css="operation")
    assert {name for name in operation.classes if name.startswith("rp_")} == classes


@pytest.mark.parametrize("names", PARAMETER_LISTS.values(), ids=PARAMETER_LISTS)
def test_parameters(both, names):
    content = "\n".join(f"- {line}" for line in names.split("\n"))
    stock, ours = both(page("rest_parameters", "parameters.yaml", content))
    assert ours.warnings == stock.warnings == []
    theirs, found = (tables(shown(made.text("index.html"))) for made in (stock, ours))
    assert len(theirs) == 1
    assert len(theirs[0]) == 1 + len(names.split("\n"))
    for one, other in zip(theirs[0], found[0], strict=True):
        name, place, kind, description = one
        for version in (
            " New in version 2.10",
            " New in version 2",
            " Available until version 2.20",
        ):
            if description.removesuffix(".").endswith(version):
                assert version in other[0]
        assert name.split(" (Optional)")[0] in other[0]
        assert ("(Optional)" in other[0]) == ("(Optional)" in name)
        assert other[1:3] == [place, kind]
        assert description.startswith(other[3])


@pytest.mark.parametrize("argument", ["align", "class", "name"])
def test_options_of_tables(both, argument):
    value = {"align": "left", "class": "wide", "name": "the-table"}[argument]
    content = f":{argument}: {value}\n\n- title: title"
    text = page("rest_parameters", "parameters.yaml", content).replace("yaml\n\n", "yaml\n")
    stock, ours = both(text)
    assert ours.warnings == stock.warnings == []
    theirs, found = (tables(shown(made.text("index.html"))) for made in (stock, ours))
    assert theirs[0][1][1:] == found[0][1][1:]


@pytest.mark.parametrize(("kind", "content"), CODES.values(), ids=CODES)
def test_status_codes(both, kind, content):
    stock, ours = both(page("rest_status_code", f"{kind} status.yaml", content))
    assert ours.warnings == stock.warnings == []
    theirs, found = (tables(shown(made.text("index.html"))) for made in (stock, ours))
    assert theirs == found
    headings = [
        [words(element.text().replace("¶", "")) for element in body.all("h3")]
        for body in (shown(made.text("index.html")) for made in (stock, ours))
    ]
    assert headings == [[kind.capitalize()]] * 2


@pytest.mark.parametrize(
    ("settings", "options"),
    [
        ("", []),
        (
            "os_api_ref_min_microversion = '2.9'\nos_api_ref_max_microversion = '2.11'\n"
            "os_api_ref_release_microversions = {'2.10': 'kilo'}\n",
            ["All", "2.9", "2.10 - Kilo", "2.11"],
        ),
        (
            "os_api_ref_min_microversion = '2.0'\nos_api_ref_max_microversion = '2.1'\n",
            ["All", "2.0", "2.1"],
        ),
        ("os_api_ref_min_microversion = '1.9'\nos_api_ref_max_microversion = '2.1'\n", []),
        ("os_api_ref_min_microversion = 'x'\nos_api_ref_max_microversion = 'x.y'\n", []),
    ],
)
def test_controls(both, settings, options):
    stock, ours = both("Books\n=====\n\n.. rest_expand_all::\n", settings=settings)
    # os-api-ref declares the releases to be a string.
    assert all("os_api_ref_release_microversions" in warning for warning in stock.warnings)
    assert not ours.warnings
    theirs, found = (
        [option.text() for option in shown(made.text("index.html")).all("option")]
        for made in (stock, ours)
    )
    assert theirs == found == options


def test_name_that_looks_like_a_link_is_shown(tmp_path):
    # os-api-ref looks for the target of the link.
    text = page("rest_parameters", "parameters.yaml", "- a_: title\n- _links_: title")
    files = {"conf.py": OURS, "index.rst": text, "parameters.yaml": PARAMETERS}
    made = build(write(tmp_path / "source", files), tmp_path / "html")
    assert not made.warnings
    (table,) = tables(shown(made.text("index.html")))
    assert [row[0] for row in table[1:]] == ["a_ required", "_links_ required"]


def test_several_methods_of_a_section(tmp_path):
    # os-api-ref ends the build with a traceback.
    text = "Books\n=====\n\nShow\n----\n\n.. rest_method:: GET /v1/books\n\n"
    text += ".. rest_method:: GET /v1/novels\n   min_version: 2.3\n\nText.\n"
    files = {"conf.py": OURS, "index.rst": text}
    ours = build(write(tmp_path / "source", files), tmp_path / "html")
    assert not ours.warnings
    body = shown(ours.text("index.html"))
    (operation,) = body.all(css="operation")
    assert [one.text() for one in operation.all(css="url")] == ["/v1/books", "/v1/novels"]
    assert "Text." in operation.text()
    assert "New in version 2.3" in operation.text()


def test_missing_path_parameter(both):
    text = f"{HEAD}.. rest_method:: GET /v1/books/{{book_id}}/{{page}}\n\n"
    text += ".. rest_parameters:: parameters.yaml\n\n   - book_id: book_id\n"
    stock, ours = both(text)
    assert len(stock.warnings) == 2  # os-api-ref ends it with an empty line.
    assert ours.warnings == [
        "index.rst:9: WARNING: No path parameter 'page' found in rest_parameter stanza"
    ]
