"""Mutated files of all three kinds: the checker always ends in a documented way.

A few hundred cases run with the other tests; APIREF_FUZZ_CASES sets another number, as the tox
environment "fuzz" does. Cases are the same on every run; APIREF_FUZZ_SEED chooses others.
"""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from apiref.cli import main
from tests.robustness.hostile import run
from tests.robustness.spoiling import FILES, PAGE, SOURCE
from tests.trees import write_tree
from tests.unit.openapi.documents import assert_sound

CASES = int(os.environ.get("APIREF_FUZZ_CASES", "300"))
SEED = os.environ.get("APIREF_FUZZ_SEED", "1")
BATCH = 50

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


@contextmanager
def mutated(folder: Path, salt: str, case: int) -> Iterator[None]:
    """One of the files with a few faults; a failure of the check reports which, and is undone."""
    chance = random.Random(f"{SEED}/{salt}{case}")
    path = folder / SOURCE / chance.choice(FILES)
    sound = data = path.read_bytes()
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(MUTATIONS)(chance, data)
    path.write_bytes(data)
    try:
        yield
    except BaseException as error:
        error.add_note(f"case {case} of seed {SEED}: {path.name} holds {data[:2_000]!r}")
        raise
    path.write_bytes(sound)


def cases(batch: int) -> range:
    return range(batch * BATCH, min(CASES, (batch + 1) * BATCH))


@pytest.mark.parametrize("batch", range(-(-CASES // BATCH)))
def test_mutated_files(tmp_path: Path, batch: int) -> None:
    write_tree(tmp_path, PAGE)
    for case in cases(batch):
        with mutated(tmp_path, "", case):
            run(tmp_path)


@pytest.mark.parametrize("batch", range(-(-CASES // BATCH)))
def test_mutated_files_as_documents(
    tmp_path: Path, batch: int, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tmp_path, PAGE)
    target, as_yaml = tmp_path / "a.json", tmp_path / "a.yaml"
    for case in cases(batch):
        with mutated(tmp_path, "document/", case):
            code = main(["openapi", str(tmp_path), "--strict", "-o", str(target)])
            if code == 2:
                assert len(capsys.readouterr().err.splitlines()) == 1
                continue
            assert_sound(json.loads(target.read_text()))
            assert main(["openapi", str(tmp_path), "-o", str(as_yaml)]) == 0
            assert main(["diff", str(target), str(as_yaml), "--fail-on", "any"]) == 0
