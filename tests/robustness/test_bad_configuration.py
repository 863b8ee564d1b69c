"""Broken configuration: a located finding or a one-line error, never a traceback or a hang."""

# Short inputs are easier to read on one line each.

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.robustness.hostile import run

TOML = {
    "no TOML": "[tool",
    "not UTF-8": b"a = '\xff'",
    "NUL": "a = '\0'",
    "deep arrays": "[tool.apiref]\nsamples = " + "[" * 10_000 + "]" * 10_000,
    "deep tables": "[tool.apiref." + ".".join(["a"] * 5_000) + "]",
    "a key of many parts": ".".join(["a"] * 30_000) + " = 1",
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
