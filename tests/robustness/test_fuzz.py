"""Mutated files of all kinds: every command, and a build of Sphinx, ends in a documented way.

A few hundred cases run with the other tests; APIREF_FUZZ_CASES sets another number, as the tox
environment "fuzz" does, and SHARES has the part of each command in it. Cases are the same on every
run; APIREF_FUZZ_SEED chooses others.
"""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import ANY
from xml.etree import ElementTree

import pytest

from tests.forms import FORMS
from tests.robustness.hostile import assert_printable, ended, located_findings
from tests.robustness.spoiling import FILES as NAMES
from tests.robustness.spoiling import PAGE, SOURCE
from tests.traffic import HOST, entry
from tests.trees import write_tree
from tests.unit.openapi.documents import assert_sound
from tests.unit.sphinx.building import build, conf

CASES = int(os.environ.get("APIREF_FUZZ_CASES", "300"))
SEED = os.environ.get("APIREF_FUZZ_SEED", "1")
BATCH = 50
# Of a hundred cases.
SHARES = {
    "check": 35,
    "openapi": 20,
    "verify": 10,
    "diff": 10,
    "compare": 5,
    "fix": 10,
    "stats": 9,
    # A build takes longer than all other commands.
    "build": 1,
}
BUILDERS = ("html", "html", "text", "xml", "latex")
FILES = tuple(f"{SOURCE}/{name}" for name in NAMES)
FIXABLE = (
    PAGE.replace("required: true", "requried: true")
    .replace("type: string", "type: str")
    .replace("Shows a thing.\n", "Shows a thing.\n\nError response codes: 404, 401\n")
)

PIECES = (
    b"\0 \t \r \r\n \n\n \xff \xc3 \xed\xa0\x80 \xe2\x80\xa8 \xef\xbb\xbf \xc2\x85 \x0b \x0c".split(
        b" "
    )
    + b".. ::|_|`|``|*|**|\\||:|: |- |  |    |+--+|====|----|..|__|#|<<: |&a |*a|? |!!int |%|'|\"".split(
        b"|"
    )
    + b'[|]|{|}|,|null|NaN|1e999|"\\ud800"|"a": |true|0x|~|---|...|>|<|=|{id}|{{|}}|$'.split(b"|")
    + [
        b".. rest_method:: ",
        b".. rest_parameters:: parameters.yaml\n\n   - ",
        b".. literalinclude:: ",
        b".. include:: things.inc\n",
        b".. rest_status_code:: error status.yaml\n\n   - ",
        b".. list-table::\n   :header-rows: 1\n\n   * - ",
        b"Normal response codes: 200, ",
        b".. only:: html\n\n   ",
        b" [1]_ [#]_ [#name]_ [*]_ [CIT2002]_ ",
        b"\n\n.. [1] one\n.. [#name] two [1]_\n.. [*] three\n.. [CIT2002] four\n\n",
        b" |name| |name|_ |none|__ ",
        b"\n\n.. |name| replace:: |name| one_\n\n",
        b" name_ `a name`_ name__ `a name <name_>`_ _`name` `a <b c>`__ ",
        b"\n\n.. _name: other_\n.. _other: name_\n.. _here:\n__ name_\n\n",
        b" :ref:`name` :ref:`a <name>` :doc:`name` :term:`name` :numref:`name` :none:`name` ",
        b" :math:`name` :raw:`name` :pep:`name` :rest:operation:`name` :abbr:`name` ",
        b"\n\n.. image:: javascript:name\n   :target: name_\n\n",
        b"\n\n.. raw:: html\n\n   <b>\n\n.. math:: name\n\n.. code-block:: name\n\n   name\n\n",
        b"\n\n.. note:: [1]_ name_\n\n.. admonition:: |name|\n\n   name_\n\n.. only:: name\n\n   [#]_\n\n",
        b"\n\n+------+-----+\n| name_ | [1]_|\n+======+=====+\n| a    | b   |\n+------+-----+\n\n",
        b"\n\nname_ [1]_ |name|\n=================\n\n",
        b"\x1b[31m\x1b]0;a\x07 \xe2\x80\xae \xef\xbf\xbe ::error::a%0Ab ]]> ",
        b" " * 5_000,
        b"-" * 3_000,
        b"a-" * 3_000,
        b"{a}" * 2_000,
        b"/" * 5_000,
        b"200, " * 2_000,
        b"*" * 500 + b"`" * 500 + b"|" * 500 + b"_" * 500,
        b"9" * 5_000,
        b"[" * 300,
        b"  " * 100,
        b"\n    " * 20,
    ]
)

Mutation = Callable[[random.Random, bytes], bytes]


def drop(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 2, 5, 50)) :]


def insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 3, 30)) + data[at:]


def change(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def repeat(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    part = data[start : start + chance.randrange(1, 80)]
    return data[:start] + part * chance.choice((2, 3, 50)) + data[start:]


def lines(chance: random.Random, data: bytes) -> bytes:
    """Structures: lines removed, duplicated, swapped, or indented differently."""
    parts = data.split(b"\n")
    at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    kind = chance.randrange(5)
    if kind == 0:
        del parts[at]
    elif kind == 1:
        parts.insert(other, parts[at])
    elif kind == 2:
        parts[at], parts[other] = parts[other], parts[at]
    elif kind == 3:
        parts[at] = b" " * chance.randrange(1, 9) + parts[at]
    else:
        parts[at] = parts[at].lstrip()
    return b"\n".join(parts)


def words(chance: random.Random, data: bytes) -> bytes:
    """Structures: one word of the file replaced by another."""
    parts = data.split(b" ")
    parts[chance.randrange(len(parts))] = chance.choice(parts)
    return b" ".join(parts)


MUTATIONS: tuple[Mutation, ...] = (drop, insert, change, cut, repeat, lines, lines, words)


def mutation(chance: random.Random, data: bytes) -> bytes:
    """The data with a few faults."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(MUTATIONS)(chance, data)
    return data


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def mutated(
    folder: Path, command: str, case: int, names: Iterable[str] = FILES
) -> Iterator[random.Random]:
    """One of the files of a tree with a few faults; all that is changed in it is undone.

    Yields the chance of the case. A failure reports the file and the case.
    """
    chance = random.Random(f"{SEED}/{command}/{case}")
    before = contents(folder)
    path = folder / chance.choice(tuple(names))
    data = mutation(chance, path.read_bytes())
    path.write_bytes(data)
    try:
        yield chance
    except BaseException as error:
        error.add_note(f"case {case} of seed {SEED}: {path.name} holds {data[:2_000]!r}")
        raise
    for changed, now in contents(folder).items():
        if changed not in before:
            changed.unlink()
        elif now != before[changed]:
            changed.write_bytes(before[changed])


def batches(command: str) -> pytest.MarkDecorator:
    """The cases of a command, in batches that can run at the same time."""
    count = CASES * SHARES[command] // 100
    ranges = [range(start, min(start + BATCH, count)) for start in range(0, count, BATCH)]
    return pytest.mark.parametrize("cases", ranges, ids=lambda cases: str(cases.start))


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """The tree that is not changed."""
    write_tree(tmp_path / "sound", PAGE)
    return tmp_path / "sound"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The tree that is changed."""
    write_tree(tmp_path / "tree", PAGE)
    return tmp_path / "tree"


@batches("check")
def test_check(tree: Path, tmp_path: Path, cases: range) -> None:
    files = {name: tmp_path / name for name in ("json", "junit", "sarif")}
    formats = [f"--format={name}={file}" for name, file in files.items()]
    for case in cases:
        with mutated(tree, "check", case):
            done = ended("check", "--no-cache", "--jobs=1", "--format=text", *formats, str(tree))
            assert_printable(done.output)
            if done.code != 2:
                assert done.errors == []
                located_findings(files["json"].read_text(), done.code)
                ElementTree.fromstring(files["junit"].read_bytes())
                json.loads(files["sarif"].read_bytes())


@batches("fix")
def test_fix(tmp_path: Path, cases: range) -> None:
    tree = tmp_path / "tree"
    write_tree(tree, FIXABLE)
    assert ended("check", "--jobs=1", "--fix", str(tree)).errors[0].startswith("apiref: fixed 5")
    write_tree(tree, FIXABLE)
    for case in cases:
        with mutated(tree, "fix", case):
            before = contents(tree)
            shown = ended("check", "--jobs=1", "--diff", str(tree))
            assert contents(tree) == before
            done = ended("check", "--jobs=1", "--fix", str(tree))
            after = contents(tree)
            assert after.keys() == before.keys()
            assert (done.code == 2) == (shown.code == 2)
            assert shown.code == (1 if after != before else done.code & 2)
            assert ended("check", "--jobs=1", "--fix", str(tree)) == (done.code, ANY, ANY)
            assert contents(tree) == after


@batches("openapi")
def test_openapi(tree: Path, tmp_path: Path, cases: range) -> None:
    target, as_yaml = str(tmp_path / "a.json"), str(tmp_path / "a.yaml")
    for case in cases:
        with mutated(tree, "openapi", case):
            done = ended("openapi", str(tree), "--strict", "-o", target)
            if done.code == 2:
                continue
            assert_printable(done.output)
            assert_sound(json.loads(Path(target).read_text()))
            assert ended("openapi", str(tree), "-o", as_yaml).code == 0
            assert ended("diff", target, as_yaml, "--fail-on", "any").code == 0


@batches("stats")
def test_stats(tree: Path, cases: range) -> None:
    for case in cases:
        with mutated(tree, "stats", case):
            done = ended("stats", str(tree))
            assert_printable(done.output)
            other = ended("stats", str(tree), "--format", "json")
            assert other.code == done.code != 1
            assert done.code == 2 or "total" in json.loads(other.output)


@batches("diff")
def test_diff(tree: Path, sound: Path, cases: range) -> None:
    """A changed tree or document and the sound one, both ways."""
    document = tree / "a.json"
    ended("openapi", str(sound), "-o", str(document))
    for case in cases:
        names = FILES if case % 2 else ("a.json",)
        with mutated(tree, "diff", case, names):
            side = tree if case % 2 else document
            for old, new in ((side, sound), (sound, side)):
                done = ended("diff", str(old), str(new))
                assert_printable(done.output)
                other = ended("diff", str(old), str(new), "--format", "json")
                assert other.code == done.code
                assert done.code == 2 or json.loads(other.output)["total"] >= 0
                done = ended("diff", str(old), str(new), "--format", "markdown")
                assert_printable(done.output)


@batches("compare")
def test_compare(tree: Path, sound: Path, cases: range) -> None:
    """A changed tree and a sound document, or the other way round."""
    document = tree / "a.json"
    ended("openapi", str(sound), "-o", str(document))
    for case in cases:
        with mutated(tree, "compare", case, FILES if case % 2 else ("a.json",)):
            command = ("compare", str(tree), str(document), "--level", "info")
            done = ended(*command)
            assert_printable(done.output)
            other = ended(*command, "--format", "json")
            assert other.code == done.code
            if done.code != 2:
                located_findings(other.output, done.code)


@batches("verify")
def test_verify(tree: Path, cases: range) -> None:
    """A changed tree and a sound recording in one of the forms, or the other way round."""
    url = f"{HOST}/things/1"
    sound = entry("GET", url, answered={"name": "one"})
    recorded = [sound, entry("GET", f"{url}?a=b", 404, answered="c")]
    forms = [*FORMS]
    for name, form in FORMS.items():
        (tree / name).write_text(form(recorded), encoding="utf-8")
    for case in cases:
        name = forms[case // 2 % len(forms)]
        with mutated(tree, "verify", case, FILES if case % 2 else (name,)):
            recording = str(tree / name)
            command = ("verify", recording, "--reference", str(tree), "--require-coverage")
            done = ended(*command, "--coverage", "text")
            assert_printable(done.output)
            assert ended(*command, "--format", "json").code == done.code


@batches("build")
def test_build(tree: Path, tmp_path: Path, cases: range) -> None:
    """What ends a build must end that of os-api-ref alone as well."""
    settings = {"apiref_markdown": True, "apiref_openapi": "openapi"}
    source = tree / SOURCE
    for case in cases:
        with mutated(tree, "build", case):
            out = tmp_path / f"out{case}"
            builder = BUILDERS[case % len(BUILDERS)]
            (source / "conf.py").write_text(conf("os_api_ref", "apiref.sphinx", **settings))
            try:
                build(source, out, builder)
            except Exception as error:
                (source / "conf.py").write_text(conf("os_api_ref"))
                with pytest.raises(type(error)):
                    build(source, out, builder)
