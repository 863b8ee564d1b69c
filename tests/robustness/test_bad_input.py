"""Hostile and broken trees: a located finding or a one-line error, never a traceback or a hang."""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.robustness.hostile import Run, run
from tests.trees import write_tree

PAGE = """\
=== api-ref/source/index.rst
===
API
===

.. rest_expand_all::

.. include:: things.inc
=== api-ref/source/things.inc
Show thing
==========

.. rest_method:: GET /things/{id}

Shows a thing.

Response codes
--------------

.. rest_status_code:: success status.yaml

   - 200

.. rest_status_code:: error status.yaml

   - 404

Request
-------

.. rest_parameters:: parameters.yaml

   - id: thing_id

Response
--------

.. rest_parameters:: parameters.yaml

   - name: thing_name

.. literalinclude:: samples/thing.json
   :language: json
=== api-ref/source/parameters.yaml
thing_id:
  description: |
    The UUID of the thing.
  in: path
  required: true
  type: string
thing_name:
  description: |
    The name of the thing.
  in: body
  required: true
  type: string
=== api-ref/source/status.yaml
200:
  default: |
    The request was successful.
404:
  default: |
    There is no such thing.
=== api-ref/source/samples/thing.json
{
    "name": "one"
}
"""
SOURCE = "api-ref/source"
FILES = ("index.rst", "things.inc", "parameters.yaml", "status.yaml", "samples/thing.json")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A valid tree in a repository of its own, for tests to break."""
    root = tmp_path / "repository"
    root.mkdir()
    write_tree(root, PAGE)
    (root / "tox.ini").touch()
    return root


def spoil(tree: Path, name: str, content: bytes | str) -> Run:
    data = content.encode("utf-8") if isinstance(content, str) else content
    (tree / SOURCE / name).write_bytes(data)
    return run(tree, measured=len(data) > 5_000)


def test_the_sound_tree_is_silent(tree: Path) -> None:
    assert run(tree).findings == []


# Files that are missing or not regular files.


@pytest.mark.parametrize("name", FILES[1:])
def test_a_missing_file_is_found(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    assert any(Path(name).name in each["message"] for each in run(tree).findings)


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_the_place_of_a_file(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    (tree / SOURCE / name).mkdir()
    assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_a_fifo_in_the_place_of_a_file(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    os.mkfifo(tree / SOURCE / name)
    assert run(tree).findings


def test_a_socket_in_the_place_of_a_file(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / SOURCE / "samples/thing.json").unlink()
    monkeypatch.chdir(tree / SOURCE / "samples")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("thing.json")
        assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_a_device_in_the_place_of_a_file(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    (tree / SOURCE / name).symlink_to("/dev/zero")
    assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file(tree: Path, name: str) -> None:
    assert spoil(tree, name, b"").findings


def test_empty_files_everywhere(tree: Path) -> None:
    for name in FILES:
        (tree / SOURCE / name).write_bytes(b"")
    run(tree)


def test_a_folder_without_anything(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.code == 2
    assert "no API reference" in done.errors[0]


def test_a_tree_without_operations(tmp_path: Path) -> None:
    write_tree(tmp_path, "=== api-ref/source/index.rst\n===\nAPI\n===\n\nNothing yet.\n")
    run(tmp_path)


def test_an_empty_source_folder(tmp_path: Path) -> None:
    (tmp_path / "api-ref/source").mkdir(parents=True)
    run(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_permission(tree: Path, name: str) -> None:
    (tree / SOURCE / name).chmod(0)
    assert "ermission" in run(tree, measured=True).of("unreadable-file")[0]["message"]


# Encodings and characters.


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "data", [b"\xff\xfe[\x00]\x00", b"caf\xe9", b"\xf4\x90\x80\x80", b"\xed\xa0\x80"]
)
def test_a_wrong_encoding(tree: Path, name: str, data: bytes) -> None:
    place = (f"{SOURCE}/{name}", 2, 4 if data == b"caf\xe9" else 1)
    assert spoil(tree, name, b"\n" + data).places("wrong-encoding") == [place]


@pytest.mark.parametrize("name", FILES)
def test_a_byte_order_mark(tree: Path, name: str) -> None:
    data = (tree / SOURCE / name).read_bytes()
    done = spoil(tree, name, b"\xef\xbb\xbf" + data)
    assert done.places("byte-order-mark") == [(f"{SOURCE}/{name}", 1, 1)]
    assert done.rules() == {"byte-order-mark"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "char", ["\0", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\ufeff"]
)
@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_odd_characters(tree: Path, name: str, char: str, place: str) -> None:
    text = (tree / SOURCE / name).read_text()
    at = {"start": 0, "middle": text.index("\n") + 1, "end": len(text)}[place]
    spoil(tree, name, text[:at] + char + text[at:])


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(tree: Path, name: str, end: str) -> None:
    text = (tree / SOURCE / name).read_text()
    assert not {f["severity"] for f in spoil(tree, name, text.replace("\n", end)).findings} & {
        "error",
        "warning",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_count_for_places(tree: Path, end: str) -> None:
    sample = end.join(["{", '    "name": "one"', '    "size": 1', "}", ""])
    done = spoil(tree, "samples/thing.json", sample)
    assert done.places("json-syntax") == [(f"{SOURCE}/samples/thing.json", 3, 5)]
    done = spoil(tree, "samples/thing.json", sample.replace('"one"', '"one",'))
    assert done.places("sample-field-undocumented")[0][1:] == (3, 5)
    parameters = (
        (tree / SOURCE / "parameters.yaml").read_text().replace("  in: body", '  in: "body')
    )
    done = spoil(tree, "parameters.yaml", parameters.replace("\n", end))
    assert done.places("yaml-syntax")[0][1] >= 10


@pytest.mark.parametrize("char", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_what_is_no_line_end_for_an_editor_is_none_here(tree: Path, char: str) -> None:
    text = (tree / SOURCE / "things.inc").read_text()
    text = text.replace("Shows a thing.", f"Shows{char}a{char}thing.").replace(
        ": thing_name", ": nothing"
    )
    line = text.split("\n").index("   - name: nothing") + 1
    done = spoil(tree, "things.inc", text)
    assert (f"{SOURCE}/things.inc", line) in {(f["path"], f["line"]) for f in done.findings}
    (tree / SOURCE / "things.inc").write_text(text.replace(": nothing", ": thing_name"))
    if char in "\x0b\x0c\x1c":
        return  # Control characters that are not allowed in YAML.
    text = (tree / SOURCE / "parameters.yaml").read_text()
    text = text.replace("The UUID of", f"The UUID{char}{char} of").replace("in: body", "in: bodi")
    line = text.split("\n").index("  in: bodi") + 1
    done = spoil(tree, "parameters.yaml", text)
    assert (f"{SOURCE}/parameters.yaml", line) in {(f["path"], f["line"]) for f in done.findings}


def test_names_with_spaces_and_other_characters(tree: Path) -> None:
    for old, new in (("thing.json", "a thing é 物.json"), ("parameters.yaml", "the pärams.yaml")):
        page = tree / SOURCE / "things.inc"
        page.write_text(page.read_text().replace(old, new))
    (tree / SOURCE / "samples/thing.json").rename(tree / SOURCE / "samples/a thing é 物.json")
    (tree / SOURCE / "parameters.yaml").rename(tree / SOURCE / "the pärams.yaml")
    moved = tree.rename(tree.parent / "a näme with spaces")
    assert not [f for f in run(moved).findings if f["severity"] == "error"]


def test_a_name_that_is_no_utf_8(tree: Path) -> None:
    with open(os.fsencode(tree / SOURCE) + b"/caf\xe9.rst", "wb") as stream:  # noqa: PTH123
        stream.write(b"x")
    run(tree)


# YAML.

LAUGHS = "\n".join(
    f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, 40)
)
MERGES = "\n".join(
    f"l{level}: &l{level}\n  <<: [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, 40)
)
YAML = {
    "an anchor that explodes": f"l0: &l0 [lol]\n{LAUGHS}\nx: {{description: *l39}}\n",
    "a merge that explodes": f"l0: &l0 {{in: body}}\n{MERGES}\n",
    "a merge of nothing that explodes": f"l0: &l0 {{}}\n{MERGES}\n",
    "a wide merge": "a: &a {in: body}\nb:\n  <<: [" + "*a, " * 200_000 + "*a]\n",
    "many wide merges": "a: &a {"
    + ", ".join(f"k{n}: 1" for n in range(2000))
    + "}\n"
    + "\n".join(f"b{n}: {{<<: *a}}" for n in range(2000)),
    "a recursive list": "x: &a [*a, *a]\n",
    "a recursive description": "x: {description: &a [*a, *a, *a]}\n",
    "a recursive merge": "x: &a {<<: *a}\n",
    "a recursive merge of two": "x: &a {<<: [*a, *a, *a], in: body}\n",
    "a recursive root": "&a\nx: *a\n",
    "a recursive key": "? &a [*a]\n: {in: body}\n",
    "deep lists": "[" * 10_000,
    "deep lists, closed": "x: " + "[" * 10_000 + "]" * 10_000,
    "deep lists, less so": "x: {y: " + "[" * 900 + "]" * 900 + "}",
    "deep mappings": "{a: " * 10_000 + "}" * 10_000,
    "deep blocks": "\n".join(" " * depth + "a:" for depth in range(1_500)),
    "deep items": "- " * 10_000 + "a",
    "two documents": "a: {in: body}\n---\nb: {in: body}\n",
    "a duplicate anchor": "a: &x {in: body}\nb: &x {in: body}\n",
    "an unknown anchor": "a: *nothing\n",
    "a tag of Python": "a: !!python/object/apply:os.system ['touch /tmp/never']\n",
    "an unknown tag": "a: !nothing {in: body}\n",
    "a tag on a scalar": "a: {in: !!int body, required: !!bool perhaps, type: !!float x}\n",
    "a directive": "%YAML 9.9\n---\na: {}\n",
    "a tab": "a:\n\tin: body\n",
    "an open quote": 'a: "in\n',
    "an open bracket": "a: [\n",
    "a list": "- a\n- b\n",
    "a scalar": "text\n",
    "a number": "1\n",
    "nothing": "~\n",
    "scalars for entries": "a: 1\nb: [1]\nc: ~\n",
    "complex keys": "? [a, b]\n: {in: body}\n? {c: d}\n: {in: body}\n? ~\n: {in: body}\n",
    "numbers for keys": "1: {in: body}\n2.10: {in: body}\ntrue: {in: body}\n",
    "values of all kinds": "a: {in: [body], type: {a: b}, required: ~, description: 1, min_version: [2]}\n",
    "a huge number": f"a: {{in: body, required: {'9' * 5_000}, min_version: {'9' * 5_000}}}\n",
    "a huge code": f"{'9' * 5_000}: {{default: x}}\n",
    "numbers of all kinds": "a: {in: 0x1F, type: 0o17, required: 1_000, description: 1:30:00}\n",
    "odd numbers": "a: {in: 08, type: 0b, required: 0x_, description: +_1, min_version: .inf}\n",
    "a merge of a scalar": "a: {<<: 1}\nb: {<<: [1, 2]}\n",
    "duplicate keys": "a: {in: body, in: path}\na: {in: body}\n",
    "a colon too many": "a: b: c\n",
    "a binary": "a: {description: !!binary '***', in: !!set {a, b}, type: !!timestamp 2020-99-99}\n",
    "a long line": "a: {description: '" + "x" * 7_000_000 + "'}\n",
    "a file that is too large": "#" * 10_000_000,
}


@pytest.mark.parametrize("name", ["parameters.yaml", "status.yaml"])
@pytest.mark.parametrize("case", YAML)
def test_yaml(tree: Path, name: str, case: str) -> None:
    assert spoil(tree, name, YAML[case]).findings


def test_a_broken_yaml_file_is_one_finding_of_its_own(tree: Path) -> None:
    done = spoil(tree, "parameters.yaml", "thing_id:\n  in: [path\nthing_name: {}\n")
    assert done.rules() == {"yaml-syntax"}


@pytest.mark.parametrize(("char", "place"), [("\0", (2, 7)), ("\x0b", (2, 7)), ("\x1b", (2, 7))])
def test_a_character_that_yaml_does_not_have_is_located(
    tree: Path, char: str, place: tuple[int, int]
) -> None:
    done = spoil(tree, "parameters.yaml", f"é:\n  in: {char}body\n")
    assert done.places("yaml-syntax") == [(f"{SOURCE}/parameters.yaml", *place)]


# JSON.

JSON = {
    "deep arrays": "[" * 100_000,
    "deep arrays, closed": "[" * 100_000 + "]" * 100_000,
    "deep objects": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "rather deep": "[" * 500 + "]" * 500,
    "deep enough for a rule": '{"name": ' + '{"a": [' * 95 + "]}" * 95 + "}",
    "half a surrogate": '{"name": "\\ud800", "\\udfff": 1}',
    "half a surrogate twice": '{"\\udfff": 1, "\\udfff": 1}',
    "a number of 5,000 digits": '{"name": ' + "9" * 5_000 + "}",
    "a number of 4,000 digits": '{"name": ' + "9" * 4_000 + "}",
    "a large exponent": '{"name": 1e99999, "a": -1e999999, "b": 1e-99999}',
    "not a number": '{"name": NaN}',
    "infinity": '{"name": -Infinity}',
    "a duplicate key": '{"name": "a", "name": "b"}',
    "a duplicate key that is escaped": '{"name": "a", "n\\u0061me": "b"}',
    "many duplicate keys": "{" + '"name": 1,' * 50_000 + '"name": 2}',
    "many duplicates": "{" + ",".join(f'"k{n}": 1, "k{n}": 2' for n in range(8_000)) + "}",
    "many wrong fields": "[" + '{"nam": 1, "x": [{"y": 2}]},' * 10_000 + "{}]",
    "many names": "{" + ",".join(f'"k{n}": 1' for n in range(8_000)) + "}",
    "no value": "{",
    "half a string": '{"name": "',
    "a bad escape": '{"name": "\\x"}',
    "half an escape": '{"name": "\\u12',
    "a control character": '{"name": "a\tb\x01"}',
    "a comment": '// this\n{"name": 1}',
    "a single quote": "{'name': 1}",
    "two documents": "{}\n{}",
    "a scalar": '"name"',
    "null": "null",
    "an empty key": '{"": {"": [{"": 1}]}}',
    "keys like paths": '{"a.b": 1, "a[0]": 2, "$": 3, "a/b": 4, "{name}": 5}',
    "only blanks": " \n\t\r\n",
    "a long line": '{"name": "' + "x" * 1_900_000 + '"}',
    "too large": '{"name": "' + "x" * 10_000_000 + '"}',
}


@pytest.mark.parametrize("case", JSON)
def test_json(tree: Path, case: str) -> None:
    done = spoil(tree, "samples/thing.json", JSON[case])
    assert case in ("a long line", "a scalar") or done.findings


@pytest.mark.parametrize("case", JSON)
@pytest.mark.parametrize("place", ["binding", "beside"])
def test_json_as_a_schema(tree: Path, case: str, place: str) -> None:
    (tree / "schemas").mkdir()
    (tree / "schemas/sound.json").write_text("{}")
    name = "broken" if place == "binding" else "sound"
    (tree / "schemas/broken.json").write_text(JSON[case], errors="surrogatepass")
    (tree / "apiref.toml").write_text(
        f'[schemas]\n"GET /things/{{id}}" = {{response = "schemas/{name}.json"}}\n'
    )
    assert run(tree, measured=len(JSON[case]) > 5_000).findings


SCHEMAS = {
    "a reference to itself": '{"$ref": "#"}',
    "a reference in a circle": '{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}',
    "a property of itself": '{"properties": {"name": {"$ref": "#"}}}',
    "a property that explodes": '{"properties": {'
    + ",".join(f'"p{n}": {{"$ref": "#"}}' for n in range(10))
    + "}}",
    "allOf that explodes": '{"allOf": [{"$ref": "#"}, {"$ref": "#"}], "properties": {"name": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}}',
    "a reference outside": '{"$ref": "../../../../../../etc/passwd"}',
    "a reference to fetch": '{"$ref": "http://127.0.0.1:9/x.json"}',
    "a reference to a file": '{"$ref": "file:///etc/passwd"}',
    "a reference that is none": '{"$ref": [1], "$id": 5, "$schema": []}',
    "an identifier elsewhere": '{"$id": "http://127.0.0.1:9/", "$ref": "x.json", "$anchor": "a b"}',
    "a pattern that is none": '{"properties": {"name": {"type": "string", "pattern": "("}}}',
    "a pattern that backtracks": '{"properties": {"name": {"type": "string", "pattern": "^(a+)+$"}}}',
    "types of all kinds": '{"type": 5, "properties": [], "required": "name", "enum": 1, "items": 7, "allOf": {}}',
    "numbers of all kinds": '{"properties": {"name": {"multipleOf": 0, "minLength": -1, "maxLength": 1e400}}}',
    "a dialect to fetch": '{"$schema": "http://127.0.0.1:9/dialect"}',
}


@pytest.mark.parametrize("case", SCHEMAS)
def test_schemas(tree: Path, case: str) -> None:
    (tree / "schemas").mkdir()
    (tree / "schemas/thing.json").write_text(SCHEMAS[case])
    (tree / "apiref.toml").write_text(
        '[schemas]\n"GET /things/{id}" = {response = "schemas/thing.json"}\n'
        '[served-schemas]\n"schemas/thing.json" = "api-ref/source/samples/thing.json"\n'
    )
    assert run(tree, measured=True).findings


def test_a_pattern_that_backtracks_does_not_hang(tree: Path) -> None:
    (tree / SOURCE / "samples/thing.json").write_text('{\n    "name": "' + "a" * 60 + '!"\n}\n')
    test_schemas(tree, "a pattern that backtracks")


# RST.

TITLE = "Thing\n=====\n\n.. rest_method:: GET /things\n\n"
RST = {
    "deep quotes": "\n\n".join(" " * depth + "x" for depth in range(2_000)),
    "deep quotes, far in": "\n\n".join(" " * (8 * depth) + "x" for depth in range(300)),
    "deep lists": "\n\n".join(" " * (2 * depth) + "- x" for depth in range(1_000)),
    "lists in a line": "- " * 3_000 + "x",
    "numbers in a line": "1. " * 3_000 + "x",
    "fields in a line": ":a: " * 2_000 + "x",
    "deep definitions": "\n".join(" " * depth + "x" for depth in range(2_000)),
    "deep directives": "\n".join("   " * depth + ".. note::\n" for depth in range(700)),
    "directives in a line": ".. note:: " * 2_000,
    "deep unknown directives": "\n".join(
        "   " * depth + ".. nothing:: x\n" for depth in range(700)
    ),
    "deep sections": "\n".join(
        f"t{n}\n{char * 4}\n" for n, char in enumerate("=-~^*+#'\"`.:_<>?!$%&(),/;@[]{|}\\"[:30])
    ),
    "sections out of order": "a\n=\n\nb\n-\n\nc\n~\n\nd\n-\n\ne\n~\n\nf\n=\n\ng\n~\n",
    "an overline alone": "====\nTitle\n",
    "an overline that differs": "====\nTitle\n----\n",
    "stars without end": TITLE + "*a " * 3_000,
    "stars without end, many lines": TITLE + "*a *a *a *a *a\n" * 50_000,
    "ticks without end": TITLE + "`a ``b " * 30_000,
    "ticks without end, many lines": TITLE + "`a ``b |c [d]_\n" * 50_000,
    "references": TITLE + "a_ `b`_ `c <d>`__ |e|_ [f]_ [#]_ http://x.y/ a@b.c \n" * 20_000,
    "underscores": TITLE + ("_" * 9_000 + "\n") * 200,
    "parentheses": TITLE + ("((((" * 2_000 + "\n") * 200,
    "blanks": TITLE + (" " * 9_000 + "x\n\n") * 200,
    "a line of 7 MB": TITLE + "x" * 7_000_000,
    "a line of 10 MB": TITLE + "x" * 10_000_000,
    "a title of 1 MB": "x" * 1_000_000 + "\n" + "=" * 1_000_000 + "\n",
    "many short lines": TITLE + "x\n\n" * 30_000,
    "many lines": TITLE + "x\n" * 300_000,
    "many sections": "".join(f"s{n}\n=====\n\n" for n in range(3_000)),
    "many directives": TITLE + ".. rest_expand_all::\n\n" * 20_000,
    "many labels": TITLE + "".join(f".. _label {n}:\n\n" for n in range(5_000)),
    "many comments": TITLE + ".. x\n\n" * 20_000,
    "many items": TITLE + "- x\n" * 10_000,
    "many definitions": TITLE + "x\n  y\n" * 5_000,
    "many substitutions": TITLE
    + "".join(f".. |s{n}| replace:: |s{n + 1}|\n" for n in range(20_000)),
    "a broken table": TITLE + "+--+--+\n| a | b\n+--+\n",
    "a wide table": TITLE + "+" + "-+" * 3_000 + "\n|" + " |" * 3_000 + "\n+" + "-+" * 3_000 + "\n",
    "a long table": TITLE + "+--+--+\n" + "|a |b |\n+--+--+\n" * 2_000,
    "a simple table": TITLE + "== ==\n" + "a  b\n" * 5_000 + "== ==\n",
    "a table in a table": TITLE
    + "+-----------+\n| +--+--+   |\n| |a |b |   |\n| +--+--+   |\n+-----------+\n",
    "a list-table without cells": TITLE
    + ".. list-table::\n   :header-rows: 1\n\n   * x\n   * - a\n   - b\n",
    "a list-table of text": TITLE + ".. list-table::\n\n   text\n",
    "raw from a file": TITLE + ".. raw:: html\n   :file: /etc/passwd\n",
    "raw from a network": TITLE + ".. raw:: html\n   :url: http://127.0.0.1:9/\n",
    "a table from a network": TITLE + ".. csv-table::\n   :url: http://127.0.0.1:9/\n",
    "a table from a file": TITLE + ".. csv-table::\n   :file: /etc/passwd\n",
    "a figure": TITLE
    + ".. figure:: http://127.0.0.1:9/x.png\n   :figwidth: image\n\n   Caption.\n",
    "a figure from a file": TITLE + ".. figure:: /etc/passwd\n   :figwidth: image\n",
    "an include": TITLE + ".. include:: /etc/passwd\n",
    "an include upwards": TITLE + ".. include:: ../../../../../../../../etc/passwd\n",
    "a sample": TITLE + ".. literalinclude:: /etc/passwd\n   :language: json\n",
    "a sample upwards": TITLE + ".. literalinclude:: ../../../../../../../../etc/passwd\n",
    "parameters elsewhere": TITLE + ".. rest_parameters:: /etc/passwd\n\n   - a: b\n",
    "parameters upwards": TITLE
    + ".. rest_parameters:: ../../../../../../etc/passwd\n\n   - a: b\n",
    "codes elsewhere": TITLE
    + ".. rest_status_code:: success ../../../../../../etc/passwd\n\n   - 200\n",
    "a name with NUL": TITLE + ".. literalinclude:: a\0b.json\n.. include:: a\0b\n",
    "a very long name": TITLE + ".. literalinclude:: " + "x" * 5_000 + ".json\n",
    "a name of a folder": TITLE
    + ".. literalinclude:: .\n\n.. include:: ..\n\n.. rest_parameters:: /\n\n   - a: b\n",
    "names that are empty": TITLE
    + ".. literalinclude::\n\n.. include::\n\n.. rest_parameters::\n\n.. rest_status_code::\n\n.. toctree::\n\n.. code-block::\n",
    "methods that are none": "T\n=\n\n.. rest_method::\n\n.. rest_method:: GET\n\n.. rest_method:: /x\n\n.. rest_method:: GET  x y z\n",
    "rows that are none": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   -\n   - a\n   - a:\n   - : b\n   - [a, b]\n   - {a: b, c: d}\n   - a: [b]\n",
    "rows that are no YAML": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   - a: b: c\n   - 'x\n   - @a: `b\n",
    "rows that recurse": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   - &a [*a]\n   - ? *a\n     : *a\n",
    "rows that are deep": TITLE
    + ".. rest_parameters:: parameters.yaml\n\n   - "
    + "[" * 3_000
    + "\n",
    "codes that are none": TITLE
    + f".. rest_status_code:: success status.yaml\n\n   - x\n   - {'9' * 5_000}\n   - -1\n   - 200: [a]\n   - 2.5\n   - ~\n",
    "codes in text": TITLE + f"Normal response codes: {'9' * 5_000}, ²²², 200\n",
    "many codes in text": TITLE + "Error response codes: " + "404, " * 1_500 + "\n",
    "many codes in lines": TITLE + "Error response codes: " + "404,\n" * 20_000 + "\n",
    "a line that could be of codes": TITLE + "normal " + "codes " * 20_000 + "\n",
    "lines that could be of codes": TITLE + ("normal (" + "codes (" * 1_000 + "\n\n") * 30,
    "options that are none": TITLE
    + ".. literalinclude:: x.json\n   :language:\n   ::\n   :a b: c\n   :language: json\n",
    "a role that stays": ".. default-role:: nothing\n\n.. role:: mine(strong)\n\n.. role:: raw-html(raw)\n   :format: html\n\n`x` :mine:`y` :raw-html:`<b>`\n",
    "a reset of the parser": ".. restructuredtext-test-directive::\n\n.. class:: x\n\n.. meta::\n   :x: y\n\n.. sectnum::\n\n.. contents::\n\n.. target-notes::\n",
    "a date": ".. |x| date:: %Y\n\n.. |y| unicode:: 0x110000\n\n.. |z| image:: /etc/passwd\n\n|x| |y| |z|\n",
    "substitutions in a circle": TITLE + ".. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a| |b|\n",
    "targets in a circle": TITLE + ".. _a: b_\n.. _b: a_\n\na_ b_\n",
    "footnotes": TITLE + ".. [#] x\n.. [1] y\n.. [*] z\n.. [A] w\n\n[#]_ [*]_ [A]_\n",
    "half an explicit markup": "..\n.. \n.. _\n.. _:\n.. |\n.. |x|\n.. [\n.. ::\n.. a::b\n__ \n",
    "line blocks": "| a\n| " + "  | b\n|" * 300,
    "doctest": TITLE + ">>> 1\n" * 1_000,
    "quoted literals": TITLE + "x::\n\n> a\n> b\n* c\n",
    "options": "-a  b\n--c=<d>  e\n/V  f\n" * 1_000,
    "an unknown role": TITLE + ":nothing:`x` `y`:nothing: :a:b:`z` :ref:`<>` :doc:`</>`\n",
    "tabs": "Title\n=====\n\n\t.. rest_method:: GET /a\n\n.. rest_parameters:: parameters.yaml\n\n\t- a:\tb\n",
}


@pytest.mark.parametrize("case", RST)
def test_rst(tree: Path, case: str) -> None:
    spoil(tree, "things.inc", RST[case])


@pytest.mark.parametrize("case", [case for case in RST if "elsewhere" in case or "upwards" in case])
def test_nothing_is_read_from_elsewhere(tree: Path, case: str) -> None:
    done = spoil(tree, "things.inc", RST[case])
    assert any("etc/passwd" in finding["message"] for finding in done.findings)
    assert "root:" not in str(done.findings)


def test_includes_that_loop(tree: Path) -> None:
    write_tree(
        tree,
        "=== api-ref/source/a.inc\n.. include:: b.inc\n.. include:: a.inc\n"
        "=== api-ref/source/b.inc\n.. include:: a.inc\n.. include:: index.rst\n",
    )
    spoil(tree, "things.inc", ".. include:: a.inc\n\n.. include:: things.inc\n")


def test_parts_that_include_their_page(tree: Path) -> None:
    """Once a check without end."""
    write_tree(
        tree,
        "=== api-ref/source/a.inc\nText.\n\n.. include:: a.inc\n   :end-line: 1\n\n"
        ".. include:: things.inc\n   :end-line: 1\n",
    )
    spoil(tree, "things.inc", f"{TITLE}\n.. include:: a.inc\n   :start-line: 1\n")


def test_includes_that_explode(tree: Path) -> None:
    for number in range(40):
        text = f".. include:: i{number + 1}.inc\n\n" * 9 + TITLE.replace(
            "things", f"things{number}"
        )
        (tree / SOURCE / f"i{number}.inc").write_text(text)
    spoil(tree, "things.inc", ".. include:: i0.inc\n")


def test_a_long_chain_of_includes(tree: Path) -> None:
    for number in range(500):
        (tree / SOURCE / f"i{number}.inc").write_text(f".. include:: i{number + 1}.inc\n")
    spoil(tree, "things.inc", ".. include:: i0.inc\n")


# Links.


@pytest.mark.parametrize("name", FILES)
def test_a_link_to_itself(tree: Path, name: str) -> None:
    path = tree / SOURCE / name
    path.unlink()
    path.symlink_to(path.name)
    assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_a_link_out_of_the_repository(tree: Path, name: str) -> None:
    path = tree / SOURCE / name
    outside = tree.parent / "secret"
    outside.write_text("very: secret\n")
    path.unlink()
    path.symlink_to(outside)
    done = run(tree)
    assert done.findings
    assert "very" not in str(done.findings)


def test_a_linked_folder_out_of_the_repository(tree: Path) -> None:
    (tree / SOURCE / "samples").rename(tree.parent / "elsewhere")
    (tree / SOURCE / "samples").symlink_to(tree.parent / "elsewhere")
    assert any("thing.json" in finding["message"] for finding in run(tree).findings)


def test_a_linked_source_out_of_the_repository(tree: Path) -> None:
    (tree / SOURCE).rename(tree.parent / "elsewhere")
    (tree / SOURCE).symlink_to(tree.parent / "elsewhere")
    assert run(tree).code == 2


def test_a_link_within_the_repository_is_read(tree: Path) -> None:
    path = tree / SOURCE / "samples/thing.json"
    path.rename(tree / "thing.json")
    path.symlink_to(tree / "thing.json")
    assert run(tree).findings == []


def test_folders_that_loop(tree: Path) -> None:
    (tree / SOURCE / "loop").symlink_to(tree / SOURCE)
    (tree / SOURCE / "samples/up").symlink_to("..")
    assert run(tree).findings == []


# Configuration.

TOML = {
    "no TOML": "[tool",
    "not UTF-8": b"a = '\xff'",
    "NUL": "a = '\0'",
    "deep arrays": "[tool.apiref]\nsamples = " + "[" * 10_000 + "]" * 10_000,
    "deep tables": "[tool.apiref." + ".".join(["a"] * 5_000) + "]",
    "deep inline tables": "[tool.apiref]\nrules = " + "{a = " * 5_000 + "1" + "}" * 5_000,
    "a number of 5,000 digits": "[tool.apiref]\nsample-indent = " + "9" * 5_000,
    "a negative number": "[tool.apiref]\nsample-indent = -1",
    "a large number": "[tool.apiref]\nsample-indent = 999999999999",
    "apiref is a number": "[tool]\napiref = 1",
    "rules is a list": "[tool.apiref]\nrules = []",
    "an unknown rule": "[tool.apiref.rules]\njson-sintax = 'off'",
    "a rule that is a number": "[tool.apiref.rules]\njson-syntax = 1",
    "schemas is a list": "[tool.apiref]\nschemas = []",
    "a schema is a number": "[tool.apiref.schemas]\n'GET /x' = {response = 1}",
    "a source that is missing": "[tool.apiref]\nsource = 'nowhere'",
    "a source with NUL": '[tool.apiref]\nsource = "a\\u0000b"',
    "a source outside": "[tool.apiref]\nsource = '..'",
    "an absolute source": "[tool.apiref]\nsource = '/etc'",
    "samples outside": "[tool.apiref]\nsamples = ['../..']",
    "absolute samples": "[tool.apiref]\nsamples = ['/etc']",
    "samples with NUL": '[tool.apiref]\nsamples = ["a\\u0000b"]',
    "samples that are missing": "[tool.apiref]\nsamples = ['nowhere']",
    "a file for samples": "[tool.apiref]\nsamples = ['pyproject.toml']",
}


@pytest.mark.parametrize("case", TOML)
def test_broken_configuration(tree: Path, case: str) -> None:
    text = TOML[case]
    (tree / "pyproject.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run(tree)
    assert done.code == 2
    assert done.errors[0].startswith(("apiref: pyproject.toml", "apiref: source"))


SCHEMA_PATHS = ["../x.json", "/etc/passwd", "a\\u0000b", "", ".", "schemas", "x" * 5_000]


@pytest.mark.parametrize("path", SCHEMA_PATHS)
def test_a_schema_that_is_nowhere(tree: Path, path: str) -> None:
    (tree / "apiref.toml").write_text(
        f'[schemas]\n"GET /things/{{id}}" = {{response = "{path}"}}\n'
        f'[served-schemas]\n"{path}" = "{path}"\n'
    )
    assert run(tree).findings


@pytest.mark.parametrize("name", ["pyproject.toml", "apiref.toml"])
@pytest.mark.parametrize("kind", ["folder", "fifo", "loop", "outside"])
def test_configuration_that_is_no_file(tree: Path, name: str, kind: str) -> None:
    path = tree / name
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(name if kind == "loop" else "/etc/passwd")
    done = run(tree)
    assert done.code == 2
    assert done.errors[0].startswith(f"apiref: {name}")
