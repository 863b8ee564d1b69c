"""``apiref diff``: folders, documents and revisions, and the exit code."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from apiref.cli import main
from tests.trees import write_tree
from tests.unit.openapi.test_document import TREE

BROKEN = TREE.replace("  in: query\n  type: integer", "  in: query\n  type: boolean")
NARROWER = TREE.replace("   - limit: limit\n", "")
WIDER = TREE.replace("   - limit: limit\n", "   - limit: limit\n   - marker: limit\n")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    write_tree(tmp_path / "old", TREE)
    return tmp_path / "old"


def _new(tmp_path: Path, text: str) -> Path:
    write_tree(tmp_path / "new", text)
    return tmp_path / "new"


def test_no_changes(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(old), str(old), "--fail-on", "any"]) == 0
    assert capsys.readouterr().out == "no changes\n"


def test_text(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(old), str(_new(tmp_path, BROKEN))]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "GET /v2/things: breaking: request: type of 'query parameter limit' changed from integer"
        " to boolean [request-type-changed]",
        "1 breaking, 0 warnings, 0 other",
    ]


def test_json(old: Path, tmp_path: Path) -> None:
    target = tmp_path / "changes.json"
    arguments = ["diff", str(old), str(_new(tmp_path, BROKEN)), "--format", "json"]
    assert main([*arguments, "-o", str(target)]) == 1
    report = json.loads(target.read_text())
    assert (report["breaking"], report["total"]) == (1, 1)
    assert report["warnings"] == 0
    assert report["changes"][0]["id"] == "request-type-changed"
    assert report["changes"][0]["level"] == "breaking"
    assert report["changes"][0]["before"] == "integer"
    assert report["changes"][0]["breaking"] is True


def test_markdown(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", str(old), str(_new(tmp_path, WIDER)), "--format", "markdown"])
    assert capsys.readouterr().out.splitlines() == [
        "# Changes of the API: 0 breaking, 0 warnings, 1 other",
        "",
        "## Other changes",
        "",
        "### GET /v2/things",
        "",
        "- request: query parameter 'marker' was added (`parameter-added`)",
    ]


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (WIDER, "breaking", 0),
        (WIDER, "warning", 0),
        (WIDER, "any", 1),
        (NARROWER, "breaking", 0),
        (NARROWER, "warning", 1),
        (BROKEN, "breaking", 1),
        (BROKEN, "never", 0),
    ],
)
def test_exit_codes(old: Path, tmp_path: Path, text: str, fail_on: str, code: int) -> None:
    assert main(["diff", str(old), str(_new(tmp_path, text)), "--fail-on", fail_on]) == code


def test_kinds_of_changes_to_ignore(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["diff", str(old), str(_new(tmp_path, BROKEN)), "--ignore"]
    assert main([*command, "parameter-added, request-type-changed"]) == 0
    assert capsys.readouterr().out == "no changes\n"
    assert main([*command, "request-type-change"]) == 2
    assert capsys.readouterr().err == (
        "apiref: unknown kind of change 'request-type-change'; did you mean"
        " 'request-type-changed'?\n"
    )
    assert main([*command, "x"]) == 2
    assert "'apiref explain --changes' lists them" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("level", "code", "shown"),
    [
        ("off", 0, "no changes"),
        ("info", 0, "0 breaking, 0 warnings, 1 other"),
        ("warning", 0, "0 breaking, 1 warning, 0 other"),
        ("breaking", 1, "1 breaking, 0 warnings, 0 other"),
    ],
)
def test_configured_levels(
    old: Path,
    tmp_path: Path,
    level: str,
    code: int,
    shown: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    new = _new(tmp_path, BROKEN)
    (new / "apiref.toml").write_text(f'[changes]\nrequest-type-changed = "{level}"\n')
    assert main(["diff", str(old), str(new)]) == code
    assert capsys.readouterr().out.splitlines()[-1] == shown


@pytest.mark.parametrize("line", ['request-type = "off"', 'request-type-changed = "error"'])
def test_configured_levels_that_are_none(
    old: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (old / "apiref.toml").write_text(f"[changes]\n{line}\n")
    assert main(["diff", str(old), str(old)]) == 2
    assert capsys.readouterr().err.startswith("apiref: apiref.toml:2:1: ")


def test_kinds_of_changes_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "operation-removed"]) == 0
    one = capsys.readouterr().out
    assert one.split() == ["operation-removed", "breaking", *"An operation is gone.".split()]
    assert main(["explain", "--changes"]) == 0
    assert one in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_a_document_and_its_folder(old: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    assert main(["openapi", str(old), "-o", str(target)]) == 0
    assert main(["diff", str(target), str(old), "--fail-on", "any"]) == 0


def _git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True
    )


def test_revisions(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _git(old, "init", "-q")
    (old / ".gitattributes").write_text("api-ref export-ignore\n")
    _git(old, "add", "-A")
    _git(old, "commit", "-qm", "one")
    _git(old, "tag", "v1")
    write_tree(old, BROKEN)
    monkeypatch.chdir(old)
    assert main(["diff", "v1", "."]) == 1
    assert main(["diff", "v1", "HEAD"]) == 0
    _git(old, "commit", "-qam", "two")
    assert main(["diff", "HEAD~1", "HEAD"]) == 1
    assert main(["diff", "HEAD", "."]) == 0
    monkeypatch.chdir(old / "api-ref/source")
    assert main(["diff", "HEAD~1", "HEAD"]) == 1
    monkeypatch.chdir("/")
    assert main(["diff", "HEAD~1", "HEAD", "--repository", str(old)]) == 1
    status = subprocess.run(
        ["git", "-C", str(old), "status", "--short"], capture_output=True, check=True
    )
    assert status.stdout == b""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", "[" * 100_000),
        ("a.json", "[]"),
        ("a.json", '{"swagger": "2.0"}'),
        ("a.yaml", "a: [b"),
        ("a.yaml", "openapi: 2.0"),
        ("a.yaml", "a: &a [*a]\nopenapi: 3.1.0"),
        ("a.yaml", "? [a]\n: b\n"),
        ("a.yaml", "\x00"),
        ("a.yaml", ""),
    ],
)
def test_documents_that_cannot_be_read(
    old: Path, tmp_path: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    target.write_text(text)
    assert main(["diff", str(target), str(old)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_compressed_document(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.json.gz"
    target.write_bytes(gzip.compress(b"{}"))
    assert main(["diff", str(target), str(old)]) == 2
    assert capsys.readouterr().err == f"apiref: {target}: is not UTF-8 (byte 1)\n"


def test_a_document_that_explodes(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["openapi: 3.1.0", "l0: &l0 [a, a]"]
    lines += [
        f"l{number}: &l{number} [{', '.join([f'*l{number - 1}'] * 9)}]" for number in range(1, 12)
    ]
    target = tmp_path / "a.yaml"
    target.write_text("\n".join(lines))
    assert main(["diff", str(target), str(old)]) == 2
    assert "is too large" in capsys.readouterr().err


@pytest.mark.parametrize("revision", ["nowhere", "--help", "v1..v2", "-x", "a b", "\x01"])
def test_revisions_that_are_none(
    old: Path, revision: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _git(old, "init", "-q")
    monkeypatch.chdir(old)
    assert (
        main(["diff", ".", "--", revision] if revision[0] == "-" else ["diff", ".", revision]) == 2
    )
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_that_a_revision_lacks(
    old: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _git(old, "init", "-q")
    _git(old, "add", "-A")
    _git(old, "commit", "-qm", "one")
    write_tree(old / "more", TREE)
    monkeypatch.chdir(old / "more")
    assert main(["diff", "HEAD", "."]) == 2
    assert capsys.readouterr().err == f"apiref: revision 'HEAD' has no folder {old / 'more'}\n"


def test_a_file_that_a_revision_lacks(
    old: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _git(old, "init", "-q")
    _git(old, "add", "-A")
    _git(old, "commit", "-qm", "one")
    command = ["git", "-C", str(old), "rev-parse", "HEAD:api-ref/source/index.rst"]
    blob = subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()
    (old / ".git/objects" / blob[:2] / blob[2:]).unlink()
    monkeypatch.chdir(old)
    assert main(["diff", "HEAD", "."]) == 2
    assert capsys.readouterr().err == (
        "apiref: revision 'HEAD' lacks the content of 'api-ref/source/index.rst'\n"
    )


def test_no_repository(
    old: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old)
    assert main(["diff", ".", "HEAD"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
