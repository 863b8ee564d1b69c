"""OpenAPI documents that are none: a one-line error, never a traceback or a hang."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest

from apiref.cli import main
from tests.limits import cpu_limit
from tests.robustness.hostile import MAX_SECONDS
from tests.robustness.spoiling import PAGE
from tests.trees import write_tree

DOCUMENTS = {
    "an empty integer": 'openapi: 3.1.0\na: !!int ""\n',
    "a float without digits": "openapi: 3.1.0\na: !!float _\n",
    "a boolean that is none": "openapi: 3.1.0\na: !!bool x\n",
    "a time that is none": "openapi: 3.1.0\na: !!timestamp x\n",
    "a number that is too large": "openapi: 3.1.0\na: !!float 1" + ":1" * 30_000 + "\n",
    "lists deeper than the stack": "openapi: 3.1.0\na: " + "[" * 100_000,
    "merges of merges": "openapi: 3.1.0\na0: &a0 {a: 1, b: 2}\n"
    + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 41)),
    "lists of lists": "openapi: 3.1.0\na0: &a0 [1]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 41)),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_diff_and_compare(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, good = tmp_path / "bad.yaml", tmp_path / "good.json"
    bad.write_text(DOCUMENTS[case], encoding="utf-8")
    good.write_text(json.dumps({"openapi": "3.1.0", "paths": {}}), encoding="utf-8")
    with cpu_limit(MAX_SECONDS):
        assert main(["diff", str(bad), str(good)]) == 2
    (error,) = capsys.readouterr().err.splitlines()
    assert error.startswith(f"apiref: {bad}: ")
    write_tree(tmp_path, PAGE)
    with cpu_limit(MAX_SECONDS):
        assert main(["compare", str(tmp_path), str(bad)]) == 2
    (error,) = capsys.readouterr().err.splitlines()
    assert error.startswith(f"apiref: {bad}: ")


def test_a_device_without_an_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.json"
    good.write_text('{"openapi": "3.1.0", "paths": {}}', encoding="utf-8")
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, before[1]))
    try:
        assert main(["diff", "/dev/zero", str(good)]) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    assert capsys.readouterr().err == "apiref: /dev/zero: is larger than 64 MB\n"
