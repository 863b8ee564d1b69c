"""``apiref.engine.adoption``."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from apiref.engine import adoption
from apiref.engine.adoption import Step, WriteError, configuration, pre_commit, tox
from apiref.engine.session import Session
from apiref.model.settings import Settings
from apiref.read.files import Files
from apiref.read.settings import read_settings

METHOD = ".. rest_method:: GET /\n"
NEEDED = "os-api-ref-check==1"


def folder(root: Path, **texts: str) -> Files:
    for name, text in texts.items():
        path = root / {"tox": "tox.ini", "hooks": ".pre-commit-config.yaml"}.get(name, name)
        path.write_bytes(text.encode())
    return Files(root)


def configured(root: Path) -> Step:
    session = Session(root)
    return configuration(session.files, session.read())


def settings(root: Path, step: Step) -> Settings:
    """The settings that the file of a step would have."""
    assert step.after is not None
    return read_settings(Files(root, {step.path: step.after}), ())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for place in ("api-ref/source", "doc/api"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "index.rst").write_text(METHOD)
    return tmp_path


def test_further_folders_are_settings(tree: Path) -> None:
    step = configured(tree)
    assert (step.path, step.before) == ("apiref.toml", None)
    assert settings(tree, step).sources == ("api-ref/source", "doc/api")


@pytest.mark.parametrize("before", ["", '[tool.other]\ndepends = "apiref"'])
def test_settings_go_to_the_end_of_pyproject(tree: Path, before: str) -> None:
    (tree / "pyproject.toml").write_text(before)
    step = configured(tree)
    assert step.path == "pyproject.toml"
    assert settings(tree, step).sources == ("api-ref/source", "doc/api")
    assert step.before == before
    assert (step.after or "").startswith(before)


def test_what_is_found_by_itself_needs_no_settings(tree: Path) -> None:
    (tree / "doc/api/index.rst").unlink()
    step = configured(tree)
    assert step == ("apiref.toml", "no settings are needed; found api-ref/source", (), None, None)


def test_settings_that_are_there_stay(tree: Path) -> None:
    (tree / "apiref.toml").write_text('level = "info"\n')
    assert configured(tree) == Step("apiref.toml", "has settings already; nothing is added")


@pytest.mark.parametrize(
    "before",
    [
        "repos:\n- repo: a\n  hooks: []\n",
        "---\nci: {}\nrepos:  # all\n\n  # first\n  -\n    repo: a\n    hooks:\n      - id: b",
        "repos:\r\n    - repo: a\r\n      hooks: []\r\n",
        "repos:\n  - repo: a\n    hooks: []\n# the end\n",
    ],
)
def test_the_hook_is_the_last_one(tmp_path: Path, before: str) -> None:
    step = pre_commit(folder(tmp_path, hooks=before), NEEDED)
    assert step.after is not None
    assert step.after.startswith(before)
    assert ("\r\n" in before) is ("\r\n" in step.after)
    first, last = yaml.safe_load(step.after)["repos"]
    assert first == yaml.safe_load(before)["repos"][0]
    (hook,) = last["hooks"]
    assert (last["repo"], hook["entry"]) == ("local", "apiref check")
    assert hook["additional_dependencies"] == [NEEDED]


@pytest.mark.parametrize(
    ("requirement", "repository"),
    [
        ("a @ git+https://example.org/x@v1", ("https://example.org/x", "v1")),
        ("a @ git+ssh://git@example.org/x@v1", ("ssh://git@example.org/x", "v1")),
        # Without a revision, which pre-commit needs.
        ("a @ git+ssh://git@example.org/x", None),
        ("a @ git+https://example.org/x", None),
    ],
)
def test_a_revision_in_git_has_the_hook(
    tmp_path: Path, requirement: str, repository: tuple[str, str] | None
) -> None:
    step = pre_commit(folder(tmp_path, hooks="repos:\n- repo: a\n"), requirement)
    (added,) = yaml.safe_load("\n".join(step.lines))
    assert added["hooks"][0]["id"] == "apiref-check"
    if repository is None:
        assert added["hooks"][0]["additional_dependencies"] == [requirement]
    else:
        assert (added["repo"], added["rev"]) == repository


@pytest.mark.parametrize(
    "before",
    ["", "repos: []\n", "repos:\n", "repos:\n  - repo: a\nci:\n  - b\n", "repos: [\n- a]\n"],
)
def test_a_hook_that_cannot_be_the_last_one_is_shown(tmp_path: Path, before: str) -> None:
    step = pre_commit(folder(tmp_path, hooks=before), NEEDED)
    assert step.after is None
    assert "yourself" in step.note
    assert yaml.safe_load("\n".join(step.lines))[0]["hooks"][0]["id"] == "apiref-check"


@pytest.mark.parametrize(
    ("before", "end"), [("[testenv]\ndeps = a", "\n"), ("[tox]\r\nenvlist = a\r\n", "\r\n")]
)
def test_the_environment_of_tox(tmp_path: Path, before: str, end: str) -> None:
    step = tox(folder(tmp_path, tox=before), NEEDED)
    assert step.after is not None
    assert step.after.startswith(before)
    assert step.after.count("\n") == step.after.count(end)
    parsed = ConfigParser()
    parsed.read_string(step.after)
    assert dict(parsed["testenv:apiref"]) == {
        "description": "check the API reference",
        "skip_install": "true",
        "deps": NEEDED,
        "commands": "apiref check",
    }


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("apiref check", "mentions apiref already; nothing is added"),
        ("\ufeff[tox]", "starts with a byte order mark; save it without; nothing is added"),
    ],
)
def test_why_nothing_is_added(tmp_path: Path, text: str, note: str) -> None:
    files = folder(tmp_path, tox=text, hooks=text)
    assert tox(files, NEEDED) == Step("tox.ini", note)
    assert pre_commit(files, NEEDED) == Step(".pre-commit-config.yaml", note)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    files = folder(tmp_path)
    assert tox(files, NEEDED).note == "is not there; let the CI run 'apiref check'"
    assert pre_commit(files, NEEDED).note == "is not there; nothing is added"


def steps() -> list[Step]:
    return [
        Step("none", ""),
        Step("old", "", before="a\n", after="a\nb\n"),
        Step("new", "", after="c\n"),
        Step("last", "", before="d\n", after="d\ne\n"),
    ]


def contents(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in root.iterdir()}


def test_writing(tmp_path: Path) -> None:
    adoption.write(folder(tmp_path, old="a\n", last="d\n"), steps())
    assert contents(tmp_path) == {"old": "a\nb\n", "new": "c\n", "last": "d\ne\n"}


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"old": "a\n", "last": "D\n"}, "last: not written: it has changed since it was read"),
        ({"old": "a\n", "last": "d\n", "new": "C\n"}, "new: not written: it is there meanwhile"),
    ],
)
def test_all_or_nothing(tmp_path: Path, texts: dict[str, str], message: str) -> None:
    files = folder(tmp_path, **texts)
    with pytest.raises(WriteError) as caught:
        adoption.write(files, steps())
    assert str(caught.value) == message
    assert contents(tmp_path) == texts


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(adoption, "write_bytes", full)
    with pytest.raises(WriteError, match=r"^a: not written: No space left on device$"):
        adoption.write(folder(tmp_path), [Step("a", "", after="b")])
    assert contents(tmp_path) == {}
