"""The values documented by ``enum``, ``default`` and ``format`` are on the page."""

import pytest

from tests.site.html_page import parse


def described(tree):
    (table,) = parse(tree.page()).all("table", css="parameters")
    return [" ".join(paragraph.text().split()) for paragraph in table.all("td")[3].all("p")]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("  enum: [asc, desc]\n  default: asc\n", "Values: asc, desc. Default: asc."),
        ("  format: uuid\n", "Format: uuid."),
        ("  default: 2.10\n", "Default: 2.10."),
        ("  default: null\n", "Default: null."),
        ("  enum: [true, 1]\n", "Values: true, 1."),
    ],
)
def test_stated_values_follow_the_description(tree, built, fields, shown):
    parameters = tree.source / "parameters.yaml"
    parameters.write_text(parameters.read_text() + fields)
    built()
    assert described(tree) == ["The number in the catalogue.", shown]


@pytest.mark.parametrize("fields", ["", "  enum: asc\n", "  format: 1\n", "  enum: []\n"])
def test_nothing_stated_nothing_shown(tree, built, fields):
    parameters = tree.source / "parameters.yaml"
    parameters.write_text(parameters.read_text() + fields)
    built()
    assert described(tree) == ["The number in the catalogue."]


def test_every_builder_shows_them(tree):
    parameters = tree.source / "parameters.yaml"
    parameters.write_text(parameters.read_text() + "  enum: [asc, desc]\n")
    assert tree.build("-W", "-b", "text", to="text").returncode == 0
    text = " ".join((tree.root / "text/v1/index.txt").read_text().replace("|", " ").split())
    assert '"asc"' in text
