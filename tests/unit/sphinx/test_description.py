"""The OpenAPI document that is published next to the pages."""

import json

import yaml

from apiref.cli import main

SETTING = 'apiref_openapi = "v1/openapi"\n'


def with_document(tree):
    conf = tree.source / "conf.py"
    conf.write_text(conf.read_text().replace('"basic"', '"apiref"') + SETTING)
    # A repository keeps its reference in api-ref/source.
    (tree.root / "api-ref").mkdir()
    for name in ("source", "samples"):
        (tree.root / name).rename(tree.root / "api-ref" / name)
    (tree.root / "source").symlink_to("api-ref/source")
    return tree


def document(tree):
    return json.loads((tree.root / "html/v1/openapi.json").read_text())


def test_document_is_that_of_the_command(tree, capsys):
    with_document(tree)
    done = tree.build("-W")
    assert done.returncode == 0, done.stderr
    assert main(["openapi", str(tree.root)]) == 0
    assert json.loads(capsys.readouterr().out) == document(tree)
    text = (tree.root / "html/v1/openapi.yaml").read_text()
    assert yaml.safe_load(text) == document(tree)
    assert list(document(tree)["paths"]) == ["/v1/books/{book_id}"]


def test_pages_link_to_it(tree):
    with_document(tree).build()
    assert 'href="openapi.json"' in tree.page()
    assert 'href="v1/openapi.yaml"' in (tree.root / "html/index.html").read_text()


def test_edit_of_a_parameter_shows(tree):
    with_document(tree).build()
    tree.edit("source/parameters.yaml", "The number", "The shelf mark")
    assert tree.build("-W").returncode == 0
    assert "The shelf mark" in json.dumps(document(tree))


def test_wrong_configuration_is_a_warning(tree):
    with_document(tree)
    (tree.root / "apiref.toml").write_text("colour = 1\n")
    assert tree.build("-W").returncode != 0
    done = tree.build()
    assert done.returncode == 0
    assert "cannot write the OpenAPI document: " in done.stderr
    assert "colour" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_document_where_none_is_asked_for(tree):
    assert tree.build("-W").returncode == 0
    assert not list((tree.root / "html").rglob("openapi*"))
