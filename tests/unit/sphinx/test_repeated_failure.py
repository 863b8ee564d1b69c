"""A build that failed under -W fails again until its cause is fixed."""

import pytest

FAULTS = [
    # A warning of os-api-ref without file and line, one of docutils, and one of Sphinx's that comes
    # only when the page is written.
    ("source/v1/books.inc", "- book_id: book_id", "- book_id: books_id"),
    ("source/v1/index.rst", ".. include:: books.inc", ".. include:: books.inc\n\n*Books"),
    ("source/v1/index.rst", ".. include:: books.inc", ".. include:: books.inc\n\n:ref:`nowhere`"),
    ("source/index.rst", "   v1/index\n", "   v1/index\n   v2/index\n"),
]


@pytest.mark.parametrize(("path", "right", "wrong"), FAULTS)
def test_failure_is_repeated_until_it_is_mended(tree, built, path, right, wrong):
    built()
    tree.edit(path, right, wrong)
    first = tree.build("-W", "--keep-going")
    assert first.returncode != 0
    second = tree.build("-W", "--keep-going")
    assert second.returncode != 0
    assert second.stderr == first.stderr
    tree.edit(path, wrong, right)
    built()


def test_warning_of_a_lenient_build_fails_the_strict_one(tree):
    tree.edit("source/v1/books.inc", "- book_id: book_id", "- book_id: books_id")
    assert tree.build().returncode == 0
    assert tree.build("-W").returncode != 0


def test_mended_build_is_incremental_again(tree, built):
    tree.edit("source/v1/books.inc", "- book_id: book_id", "- book_id: books_id")
    assert tree.build("-W").returncode != 0
    tree.edit("source/v1/books.inc", "- book_id: books_id", "- book_id: book_id")
    built()
    assert "0 added, 0 changed, 0 removed" in tree.build("-W").stdout
