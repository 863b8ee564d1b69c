"""Every builder of Sphinx writes every operation, and none of them warns."""

import json
import pickle
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.site.html_page import parse
from tests.unit.sphinx.building import build, conf, write

SETTINGS = """\
os_api_ref_min_microversion = "2.0"
os_api_ref_max_microversion = "2.11"
os_api_ref_release_microversions = {"2.10": "kilo"}
epub_show_urls = "no"
version = release = "1"
copyright = author = "Readers"
language = "en"
latex_documents = [("index", "books.tex", "Books", "Readers", "manual")]
"""

FILES = {
    "index.rst": "=======\nLibrary\n=======\n\n.. toctree::\n\n   v1/index\n",
    "v1/index.rst": """\
=====
Books
=====

.. rest_expand_all::

.. include:: books.inc
""",
    "v1/books.inc": """\
Lend a book
===========

.. rest_method:: POST /v1/books/{book_id}/loans

Lends it for a month.

.. rest_status_code:: success ../status.yaml

   - 201

.. rest_status_code:: error ../status.yaml

   - 404
   - 409: lent

Request
-------

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id
   - card_no: card

**Example Lend a book: JSON request**

.. literalinclude:: ../samples/lend.json
   :language: json

Response
--------

.. rest_parameters:: ../parameters.yaml

   - due_at: due
   - loan.id: loan

**Example of a loan (short)**

.. literalinclude:: ../samples/short.json
   :language: json

**Example of a loan (long)**

.. literalinclude:: ../samples/long.json
   :language: json

Show books
==========

.. rest_method:: GET /v1/books

.. rest_method:: GET /v1/novels
   min_version: 2.10

Shows what there is.

.. rest_status_code:: success ../status.yaml

   - 200

.. list-table:: Shelves
   :header-rows: 1
   :widths: 30 70

   * - Shelf
     - Kind
   * - A
     - Novels
""",
    "parameters.yaml": """\
book_id:
  description: |
    The number in the catalogue.
  in: path
  required: true
  type: integer
card:
  description: |
    The card of the reader, ``A`` or ``B``:

    - it is valid
  in: body
  min_version: 2.10
  required: false
  type: string
due:
  description: The day of return.
  in: body
  max_version: 2.9
  required: true
  type: string or ``null``
loan:
  description: The loan's number.
  in: body
  required: true
  type: integer
""",
    "status.yaml": """\
200:
  default: Here they are.
201:
  default: It is lent.
404:
  default: There is none.
409:
  default: There is a conflict.
  lent: Somebody has it.
""",
    "samples/lend.json": '{"card_no": "A1"}\n',
    "samples/short.json": '{"due_at": "soon"}\n',
    "samples/long.json": '{"due_at": "later", "loan": {"id": 77}}\n',
}

TITLES = ["Library", "Books", "Lend a book", "Show books", "Request", "Response"]
TITLES += ["Success", "Error"]
ENDPOINTS = ["POST", "GET", "/v1/books/{book_id}/loans", "/v1/books", "/v1/novels"]
ROWS = ["book_id", "card_no", "due_at", "loan.id", "Name", "In", "Type", "Description"]
ROWS += ["path", "body", "integer", "string", "null", "required", "(Optional)"]
ROWS += ["New in version 2.10", "Available until version 2.9"]
TEXTS = ["Lends it for a month.", "Shows what there is.", "The number in the catalogue."]
TEXTS += ["The card of the reader,", "it is valid", "The day of return."]
TEXTS += ["Here they are.", "It is lent.", "There is none.", "Somebody has it."]
CODES = ["201 - Created", "404 - Not Found", "409 - Conflict", "200 - OK"]
SAMPLES = ['"card_no": "A1"', '"due_at": "soon"', '"due_at": "later", "loan": {"id": 77}']
# The title of the whole is different in a book.
ALL = [*TITLES[1:], *ENDPOINTS, *ROWS, *TEXTS, *CODES, *SAMPLES, "Novels"]

THEMES = ["apiref", "openstackdocs", "alabaster", "basic"]


@pytest.fixture
def run(tmp_path):
    """Build the tree with a builder and a theme; no warning is allowed."""

    def build_with(builder, theme="apiref", *extensions, more=""):
        names = extensions or ("os_api_ref", "apiref.sphinx")
        settings = conf(*names, theme=theme) + SETTINGS + more
        source = write(tmp_path / "source", FILES | {"conf.py": settings})
        made = build(source, tmp_path / builder, builder)
        assert made.warnings == []
        return made

    return build_with


def words_of(text: str) -> str:
    """Return a text without line breaks and the marks around them."""
    return re.sub(r"\s+", " ", text)


def missing(text: str, wanted=ALL) -> list[str]:
    shown = words_of(text)
    return [words for words in wanted if words not in shown]


def html_text(made) -> str:
    pages = [path for path in made.out.rglob("*html") if "_static" not in path.parts]
    return "\n".join(parse(path.read_text("utf-8")).text().replace("¶", "") for path in pages)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_html(run, builder, theme):
    extensions = ["os_api_ref", "apiref.sphinx"]
    if theme == "openstackdocs":
        extensions.append("openstackdocstheme")
    more = "openstackdocs_auto_name = openstackdocs_auto_version = False\n"
    made = run(builder, theme, *extensions, more=more if theme == "openstackdocs" else "")
    assert missing(html_text(made), [*TITLES, *ALL]) == []


@pytest.mark.parametrize(
    "extensions",
    [
        ("apiref.sphinx",),
        ("apiref.sphinx", "os_api_ref", "openstackdocstheme"),
        ("openstackdocstheme", "os_api_ref", "apiref.sphinx"),
        ("os_api_ref", "openstackdocstheme", "apiref.sphinx"),
    ],
    ids="+".join,
)
def test_order_of_extensions_does_not_matter(run, tmp_path, extensions):
    more = "openstackdocs_auto_name = openstackdocs_auto_version = False\n"
    found = run("html", "apiref", *extensions, more=more).files()
    shutil.rmtree(tmp_path / "html")
    shutil.rmtree(tmp_path / "html.doctrees")
    assert run("html", more=more).files() == found


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_local_links_and_identifiers(run, builder):
    made = run(builder)
    pages = {
        path.relative_to(made.out).as_posix(): parse(path.read_text("utf-8"))
        for path in made.out.rglob("*.html")
    }
    names = {
        page: Counter(e.attributes["id"] for e in root.walk() if "id" in e.attributes)
        for page, root in pages.items()
    }
    assert [(p, i) for p, found in names.items() for i, n in found.items() if n > 1] == []
    dead = []
    for page, root in pages.items():
        for element in root.walk():
            target = element.attributes.get("href") or element.attributes.get("src") or ""
            if not target or ":" in target:
                continue
            path, _, anchor = target.partition("#")
            path = path.partition("?")[0]
            file = (made.out / page).parent / path if path else made.out / page
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                dead.append((page, target))
            elif anchor:
                name = file.resolve().relative_to(made.out.resolve()).as_posix()
                if name in names and not names[name][anchor]:
                    dead.append((page, target))
    assert dead == []
    assert any(e.attributes.get("src", "").count("apiref.js") for e in pages["index.html"].walk())


def test_text(run):
    made = run("text")
    text = made.text("v1/index.txt") + made.text("index.txt")
    # In a text table, cells are broken into lines next to those of other cells.
    in_cells = {words for words in [*ROWS, *TEXTS, *CODES] if " " in words or len(words) > 8}
    assert missing(text.replace("**", "").replace('"', ""), set(ENDPOINTS) | set(TITLES)) == []
    assert missing(text, SAMPLES) == []
    cells = set(re.findall(r"[\w.{}()-]+", text))
    assert [part for words in in_cells for part in re.findall(r"[\w.-]+", words)
            if part not in cells and not any(part in cell for cell in cells)] == []  # fmt: skip


def test_latex(run):
    text = run("latex").text("books.tex")
    signs = {"dq": '"', "ob": "{", "cb": "}", "us": "_", "hy": "-", "lb": "[", "rb": "]"}
    text = re.sub(r"\\PYG\{[^{}]*\}", "", text.replace(r"\sphinxhyphen{}", "-"))
    text = re.sub(r"\\PYGZ(\w\w)\{\}", lambda found: signs.get(found[1], "?"), text)
    text = re.sub(r"\\sphinx\w+|\\textquotesingle|\\(?=[_{}])", "", text)
    wanted = [words.replace("{", "").replace("}", "").replace("'", "") for words in ALL]
    text = re.sub(r"[{}']", "", text)
    assert missing(text, wanted) == []


def test_man(run):
    pages = run("man", more='man_pages = [("index", "books", "Books", "Readers", 7)]\n')
    text = pages.text("books.7").replace(r"\-", "-").replace(r"\(dq", '"').replace(r"\(aq", "'")
    text = re.sub(r"\\f[A-Z]|\\f\([A-Z]+|\\&", "", text)
    assert missing(text.upper(), [words.upper() for words in ALL]) == []


def test_texinfo(run):
    more = 'texinfo_documents = [("index", "books", "Books", "Readers", "B", "B", "B")]\n'
    text = run("texinfo", more=more).text("books.texi")
    text = re.sub(r"@(?:code|emph|strong|asis|pxref|w|ref)\{([^{}]*)\}", r"\1", text)
    text = text.replace("@{", "{").replace("@}", "}").replace("@*", "")
    assert missing(text) == []


@pytest.mark.parametrize("builder", ["xml", "pseudoxml"])
def test_xml(run, builder):
    made = run(builder)
    text = "".join(path.read_text() for path in made.out.rglob("*.*xml"))
    text = text if builder == "pseudoxml" else re.sub("<[^>]*>", " ", text)
    text = text.replace("&quot;", '"').replace("&lt;", "<")
    assert missing(text, [*TITLES, *ENDPOINTS, *ROWS, *TEXTS, *CODES]) == []


@pytest.mark.parametrize(("builder", "suffix"), [("json", "fjson"), ("pickle", "fpickle")])
def test_serialized(run, builder, suffix):
    made = run(builder)
    load = json.loads if builder == "json" else pickle.loads
    bodies = [
        load((made.out / f"{name}.{suffix}").read_bytes())["body"] for name in ("index", "v1/index")
    ]
    assert missing(parse("".join(bodies)).text().replace("¶", "")) == []


def test_gettext(run):
    made = run("gettext")
    text = "".join(path.read_text() for path in made.out.rglob("*.pot"))
    found = set(re.findall(r'^msgid "(.*)"$', text, re.MULTILINE))
    wanted = {*TITLES, *TEXTS, "Name", "Code", "Reason", "The loan's number."}
    assert {words for words in wanted if not any(words in one for one in found)} == set()
    assert not [one for one in found if re.fullmatch(r"(GET|POST) /\S*", one)]


@pytest.mark.parametrize("builder", ["changes", "linkcheck", "dummy"])
def test_builders_of_other_things(run, builder):
    run(builder)


def test_epub(run):
    made = run("epub")
    pages = sorted(made.out.rglob("*.xhtml"))
    text = "\n".join(parse(path.read_text("utf-8")).text().replace("¶", "") for path in pages)
    assert missing(text) == []
    assert list(made.out.glob("*.epub"))


@pytest.mark.skipif(not shutil.which("epubcheck"), reason="epubcheck is not installed")
def test_epub_is_valid(run):
    (book,) = run("epub").out.glob("*.epub")
    done = subprocess.run(
        ["java", "-jar", str(Path(shutil.which("epubcheck")).resolve()), str(book)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "WARNING" not in done.stderr


@pytest.mark.skipif(
    not (shutil.which("latexmk") and shutil.which("xelatex")), reason="TeX is not installed"
)
def test_pdf(run):
    made = run("latex", more='latex_engine = "xelatex"\n')
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", "books.tex"]
    done = subprocess.run(command, cwd=made.out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert (made.out / "books.pdf").stat().st_size > 10_000
