"""What an incremental build shows after an edit of one file."""

import pytest

ORDERS = [
    ["os_api_ref", "apiref.sphinx"],
    ["apiref.sphinx", "os_api_ref"],
    ["apiref.sphinx"],
]


@pytest.mark.parametrize("names", ORDERS, ids="+".join)
def test_edited_parameters_file_shows(tree, built, names):
    tree.extensions(names)
    assert "The number in the catalogue." in built()
    tree.edit("source/parameters.yaml", "The number", "The shelf mark")
    page = built()
    assert "The shelf mark in the catalogue." in page
    assert "The number in the catalogue." not in page


@pytest.mark.parametrize("names", ORDERS, ids="+".join)
def test_edited_status_file_shows(tree, built, names):
    tree.extensions(names)
    assert "The book is there." in built()
    tree.edit("source/status.yaml", "is there", "is on its shelf")
    page = built()
    assert "The book is on its shelf." in page
    assert "The book is there." not in page


def test_edited_sample_shows(tree, built):
    assert "Emma" in built()
    tree.edit("samples/book.json", "Emma", "Persuasion")
    page = built()
    assert "Persuasion" in page
    assert "Emma" not in page


def test_edited_included_page_shows(tree, built):
    built()
    tree.edit("source/v1/books.inc", "Show a book", "Lend a book")
    assert "Lend a book" in built()


def test_stock_misses_the_parameters_and_the_status_file(tree, built):
    # The reason for the extension. If this fails, os-api-ref has fixed it.
    tree.extensions(["os_api_ref"])
    built()
    tree.edit("source/parameters.yaml", "The number", "The shelf mark")
    tree.edit("source/status.yaml", "is there", "is on its shelf")
    page = built()
    assert "The number in the catalogue." in page
    assert "The book is there." in page


def test_parameters_file_that_comes_later_shows(tree, built):
    parameters = tree.source / "parameters.yaml"
    text = parameters.read_text()
    parameters.unlink()
    assert tree.build().returncode == 0
    assert "The number in the catalogue." not in tree.page()
    parameters.write_text(text)
    assert "The number in the catalogue." in built()


def test_nothing_edited_nothing_read(tree, built):
    built()
    page = tree.root / "html/v1/index.html"
    before = page.stat().st_mtime_ns
    done = tree.build("-W")
    assert done.returncode == 0
    assert "0 added, 0 changed, 0 removed" in done.stdout
    assert page.stat().st_mtime_ns == before


def test_only_pages_that_read_the_file_are_read_again(tree, built):
    built()
    tree.edit("source/parameters.yaml", "The number", "The shelf mark")
    assert "0 added, 1 changed, 0 removed" in tree.build("-W").stdout


def test_pages_read_in_parallel_note_their_files(tree, built):
    # Sphinx reads in parallel from six pages on.
    for number in range(10):
        (tree.source / f"more{number}.rst").write_text(f":orphan:\n\nPage {number}\n======\n")
    built("-j", "2")
    tree.edit("source/parameters.yaml", "The number", "The shelf mark")
    tree.edit("source/status.yaml", "is there", "is on its shelf")
    page = built("-j", "2")
    assert "The shelf mark in the catalogue." in page
    assert "The book is on its shelf." in page


def test_two_builds_in_one_process(tree):
    from sphinx.cmd.build import build_main

    arguments = ["-q", "-W", "-b", "html", str(tree.source), str(tree.root / "html")]
    assert build_main(arguments) == 0
    tree.edit("source/parameters.yaml", "The number", "The shelf mark")
    tree.edit("source/status.yaml", "is there", "is on its shelf")
    assert build_main(arguments) == 0
    assert "The shelf mark in the catalogue." in tree.page()
    assert "The book is on its shelf." in tree.page()


@pytest.mark.parametrize("directive", ["rest_parameters", "rest_status_code"])
def test_directive_without_its_file_is_reported_as_by_stock(tree, directive):
    (tree.source / "v1/books.inc").write_text(f".. {directive}::\n")
    ours = tree.build()
    tree.extensions(["os_api_ref"])
    stock = tree.build(to="stock")
    assert ours.stderr == stock.stderr
    assert ours.stderr
