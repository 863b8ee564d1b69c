"""An incremental build after an edit writes the same as a fresh build."""

import base64
import shutil

import pytest

from tests.unit.sphinx.building import build, conf, write
from tests.unit.sphinx.conftest import BOOKS, INDEX, PAGE, PARAMETERS, SAMPLE, STATUS

# The smallest possible images: one pixel each, in different colours.
WHITE, BLACK = (
    base64.b64decode(f"R0lGODlhAQABAIAAA{colour}ywAAAAAAQABAAACAUwAOw==")
    for colour in ("P///wAAAC", "AAAAAAAAC")
)

SETTINGS = """\
html_static_path = ["static"]
html_css_files = ["more.css"]
templates_path = ["templates"]
os_api_ref_min_microversion = "2.0"
os_api_ref_max_microversion = "2.3"
"""

FILES = {
    "source/conf.py": conf("os_api_ref", "apiref.sphinx", theme="apiref") + SETTINGS,
    "source/index.rst": INDEX + "   other\n",
    "source/other.rst": "Other\n=====\n\n.. rest_expand_all::\n\n.. image:: dot.gif\n",
    "source/dot.gif": WHITE,
    "source/static/more.css": "p { color: black }\n",
    "source/templates/search.html": '{% extends "!search.html" %}\n',
    "source/v1/index.rst": f"{PAGE}\n.. toctree::\n   :hidden:\n\n   more\n",
    "source/v1/more.rst": "More\n====\n\nSee :ref:`more <more>`.\n\n.. _more:\n\nHere\n----\n",
    "source/v1/books.inc": f".. include:: deep.inc\n\n{BOOKS}",
    "source/v1/deep.inc": "Deep text.\n",
    "source/parameters.yaml": PARAMETERS,
    "source/status.yaml": STATUS,
    "samples/book.json": SAMPLE,
}

EDITS = {
    "parameters": {"source/parameters.yaml": PARAMETERS.replace("The number", "A number")},
    "status": {"source/status.yaml": STATUS.replace("The book", "A book")},
    "sample": {"samples/book.json": SAMPLE.replace("Emma", "Persuasion")},
    "include": {"source/v1/books.inc": BOOKS.replace("Show a", "Lend a")},
    "nested include": {"source/v1/deep.inc": "Shallow text.\n"},
    "title of a page": {"source/other.rst": "Others\n======\n"},
    "title of an operation": {"source/v1/books.inc": BOOKS.replace("Show a book", "See a book")},
    "method": {"source/v1/books.inc": BOOKS.replace("GET /v1", "GET /v2")},
    "template": {
        "source/templates/search.html": '{% extends "!search.html" %}\n'
        '{% block body %}<p id="new"></p>{{ super() }}{% endblock %}\n'
    },
    "new template": {
        "source/templates/layout.html": '{% extends "!layout.html" %}\n'
        '{% block footer %}<p id="new"></p>{{ super() }}{% endblock %}\n'
    },
    "style sheet": {"source/static/more.css": "p { color: red }\n"},
    "static file": {"source/static/new.txt": "new\n"},
    "style sheet that is gone": {
        "source/static/more.css": None,
        "source/conf.py": FILES["source/conf.py"].replace('["more.css"]', "[]"),
        "source/static/new.txt": "",
    },
    "image": {"source/dot.gif": BLACK},
    "project": {"source/conf.py": FILES["source/conf.py"].replace("Books", "Novels")},
    "address for curl": {
        "source/conf.py": f"{FILES['source/conf.py']}apiref_curl_endpoint = 'https://a.example'\n"
    },
    "option of the theme": {
        "source/conf.py": f"{FILES['source/conf.py']}html_theme_options = {{'root_title': 'B'}}\n"
    },
    "other theme": {"source/conf.py": FILES["source/conf.py"].replace("'apiref'", "'basic'")},
    "microversions": {"source/conf.py": FILES["source/conf.py"].replace('"2.3"', '"2.5"')},
    "releases": {
        "source/conf.py": FILES["source/conf.py"]
        + "os_api_ref_release_microversions = {'2.1': 'kilo'}\n"
    },
    "added page": {
        "source/index.rst": f"{INDEX}   other\n   added\n",
        "source/added.rst": "Added\n=====\n",
    },
    "removed page": {"source/index.rst": INDEX, "source/other.rst": None, "source/dot.gif": None},
    "renamed page": {
        "source/index.rst": f"{INDEX}   renamed\n",
        "source/renamed.rst": FILES["source/other.rst"],
        "source/other.rst": None,
    },
    "removed folder": {
        "source/index.rst": f"{INDEX.replace('   v1/index', '')}   other\n",
        "source/v1/index.rst": None,
        "source/v1/more.rst": None,
        "source/v1/books.inc": None,
        "source/v1/deep.inc": None,
    },
    "removed page, other extensions": {
        "source/index.rst": INDEX,
        "source/other.rst": None,
        "source/dot.gif": None,
        "source/conf.py": FILES["source/conf.py"] + "extensions.append('sphinx.ext.todo')\n",
    },
    "new order": {"source/index.rst": INDEX.replace("   v1/index", "   other\n   v1/index")},
    "removed sample of a page": {
        "source/v1/index.rst": "Books\n=====\n\n.. toctree::\n\n   more\n"
    },
}


# A folder per page differs from a file per page only in the locations of pages.
CASES = [(name, "html") for name in EDITS]
CASES += [(name, "dirhtml") for name in EDITS if any(file.endswith(".rst") for file in EDITS[name])]


@pytest.mark.parametrize(("name", "builder"), CASES)
def test_same_as_from_nothing(tmp_path, name, builder):
    edit = EDITS[name]
    root = tmp_path / "tree"
    write(root, FILES)
    out = tmp_path / "out"
    before = build(root / "source", out / "html", builder)
    assert not before.warnings
    old = before.files()
    write(root, {name: text for name, text in edit.items() if text is not None})
    for name in (name for name, text in edit.items() if text is None):
        (root / name).unlink()
    after = build(root / "source", out / "html", builder)
    assert not after.warnings
    found = after.files()
    assert found != old
    # In the same place, so that nothing else differs.
    shutil.rmtree(out)
    anew = build(root / "source", out / "html", builder)
    assert not anew.warnings
    expected = anew.files()
    assert sorted(set(found) - set(expected)) == []
    assert sorted(set(expected) - set(found)) == []
    assert [name for name in expected if found[name] != expected[name]] == []
