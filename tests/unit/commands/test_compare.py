"""``apiref compare``: options, formats and exit codes."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from apiref.cli import main
from apiref.differences.gaps import GAPS
from tests.trees import write_tree
from tests.unit.differences.test_gaps import GENERATED, TREE


@pytest.fixture
def tree(tmp_path: Path) -> str:
    write_tree(tmp_path / "tree", TREE)
    return str(tmp_path / "tree")


@pytest.fixture
def other(tmp_path: Path) -> str:
    """A document with one code and one code of an error that the reference lacks."""
    generated = copy.deepcopy(GENERATED)
    generated["paths"]["/v2.1/servers"]["get"]["responses"] |= {"202": {}, "404": {}}
    target = tmp_path / "other.json"
    target.write_text(json.dumps(generated), encoding="utf-8")
    return str(target)


def test_nothing_differs(tree: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "generated.json"
    target.write_text(json.dumps(GENERATED), encoding="utf-8")
    assert main(["compare", tree, str(target)]) == 0
    assert capsys.readouterr().out.startswith("no findings in 4 operations")


def test_text(tree: str, other: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", tree, other]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first == (
        "api-ref/source/things.inc:11:1: warning: GET /servers: the reference has no code '202'"
        " [compare-code]"
    )
    assert last.startswith("1 warning")
    assert main(["compare", tree, other, "--level", "info"]) == 1
    assert "compare-error-code" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github", "gitlab"])
def test_formats(tree: str, other: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", tree, other, "--format", name, "--statistics"]) == 1
    shown = capsys.readouterr().out
    assert "compare-code" in shown
    assert "things.inc" in shown


def test_sarif_explains_its_rules(
    tree: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["compare", tree, other, "--format", "sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == GAPS["compare-code"][1]


def test_rules_to_ignore(tree: str, other: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", tree, other, "--ignore", "compare-code"]) == 0
    assert main(["compare", tree, other, "--ignore", "compare-codes"]) == 2
    assert "did you mean 'compare-code'?" in capsys.readouterr().err
    assert main(["compare", tree, other, "--fail-on", "error"]) == 0


@pytest.mark.parametrize("name", ["nowhere.json", "tree"])
def test_documents_that_are_none(
    tree: str, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", tree, str(tmp_path / name)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_one_of_several_references(
    tree: str, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(Path(tree) / "more", TREE)
    assert main(["compare", tree, other]) == 2
    assert "select one with --source" in capsys.readouterr().err
    assert main(["compare", tree, other, "--source", "more/api-ref/source"]) == 1
    assert "more/api-ref/source/things.inc" in capsys.readouterr().out
