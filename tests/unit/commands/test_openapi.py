"""``apiref openapi``: its output, its targets, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from apiref.cli import main
from tests.robustness.hostile import environment
from tests.trees import write_tree
from tests.unit.openapi.test_document import CONFIGURED, TREE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path / "tree", TREE)
    return tmp_path / "tree"


def test_json_to_standard_output(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["openapi", str(root)]) == 0
    streams = capsys.readouterr()
    assert json.loads(streams.out)["openapi"] == "3.1.0"
    assert streams.err == ""


def test_both_forms_say_the_same(root: Path, tmp_path: Path) -> None:
    as_json, as_yaml = tmp_path / "a.json", tmp_path / "a.yaml"
    assert main(["openapi", str(root), "-o", str(as_json)]) == 0
    assert main(["openapi", str(root), "-o", str(as_yaml)]) == 0
    document = json.loads(as_json.read_text())
    assert yaml.safe_load(as_yaml.read_text()) == document
    assert "&id" not in as_yaml.read_text()
    assert main(["openapi", str(root), "-o", str(as_yaml), "--format", "json"]) == 0
    assert json.loads(as_yaml.read_text()) == document


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_an_output_that_has_no_unicode(root: Path, form: str) -> None:
    write_tree(root, TREE.replace("Lists **all**", "Lists \u00e9\U0001f600 **all**"))
    done = subprocess.run(
        [sys.executable, "-m", "apiref", "openapi", str(root), "--format", form],
        env=environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=True,
    )
    document = yaml.safe_load(done.stdout) if form == "yaml" else json.loads(done.stdout)
    description = document["paths"]["/v2/things"]["get"]["description"]
    assert description.startswith("Lists \u00e9\U0001f600 **all**")


def test_strict_lists_what_is_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["openapi", str(root), "--strict"]) == 1
    streams = capsys.readouterr()
    assert json.loads(streams.out)
    lines = streams.err.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("api-ref/source/things.inc:")
    assert lines[1].endswith(
        ": info: GET /v2/things/{thing_id}: the operation has no description [openapi-description]"
    )


def test_strict_is_silent_where_nothing_is_missing(
    root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    whole = TREE.replace(
        "Normal response codes: 200",
        "Shows one.\n\n.. rest_status_code:: success status.yaml\n\n   - 200",
    )
    write_tree(root, whole + CONFIGURED)
    assert main(["openapi", str(root), "--strict", "-o", str(tmp_path / "a.json")]) == 0
    assert capsys.readouterr().out == ""


def test_statistics(root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["openapi", str(root), "--statistics", "-o", str(tmp_path / "a.json")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "operations: 2 of 2",
        "parameters: 7 of 7",
        "samples: 1 of 1",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere",),
        (".", "-o", "no/such/folder/a.json"),
        (".", "--source", "other"),
    ],
)
def test_usage_errors_are_one_line(
    root: Path,
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(root)
    assert main(["openapi", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_several_references_need_a_choice(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(
        root,
        "=== other-api-ref/source/index.rst\nOther\n=====\n\nA\n-\n\n.. rest_method:: GET /a\n",
    )
    (root / "other-api-ref/source/conf.py").write_text("")
    assert main(["openapi", str(root)]) == 2
    assert (
        "select one with --source: api-ref/source, other-api-ref/source" in capsys.readouterr().err
    )
    assert main(["openapi", str(root), "--source", "other-api-ref/source"]) == 0
    assert list(json.loads(capsys.readouterr().out)["paths"]) == ["/a"]


def test_an_unknown_setting_is_an_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "apiref.toml").write_text('[openapi]\nserver-url = "x"\n')
    assert main(["openapi", str(root)]) == 2
    assert "unknown openapi setting 'server-url'" in capsys.readouterr().err


def test_references_that_lead_nowhere_are_text(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once a traceback."""
    words = "Lists as [ISO8601]_ and [7]_ ask, [#order]_, since |release|."
    write_tree(root, TREE.replace("Normal response codes: 200", f"{words}\n\n.. [#unit] In bytes."))
    assert main(["openapi", str(root)]) == 0
    paths = json.loads(capsys.readouterr().out)["paths"]
    descriptions = [
        each.get("description", "") for item in paths.values() for each in item.values()
    ]
    (told,) = [each for each in descriptions if "Lists as" in each]
    assert all(word in told for word in ("ISO8601", "7", "release"))
