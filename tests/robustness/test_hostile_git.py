"""Repositories that run programs with git: none is run, and what git says is right."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from apiref.cli import main
from apiref.sphinx.publish import source_epoch
from apiref.sphinx.updated import Commits
from tests.robustness.spoiling import PAGE, SOURCE
from tests.trees import write_tree

SECONDS = 1_600_000_000
SIGNED = """\
tree {tree}
parent {parent}
author A <a@example.org> {seconds} +0000
committer A <a@example.org> {seconds} +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 Comment: none
 -----END PGP SIGNATURE-----

Two
"""
# Every program leaves the file "ran" of the test.
CONFIGURATION = """\
[core]
    repositoryformatversion = 1
    fsmonitor = {program}
    hooksPath = {hooks}
    pager = {program}
    editor = {program}
    sshCommand = {program}
    askPass = {program}
    gitProxy = {program}
    alternateRefsCommand = {program}
    attributesFile = {attributes}
[alias]
    log = !{program}
    ls-tree = !{program}
    rev-parse = !{program}
[pager]
    log = {program}
    ls-tree = {program}
[log]
    showSignature = true
[gpg]
    program = {program}
[credential]
    helper = !{program}
[filter "bad"]
    smudge = {program}
    clean = {program}
    process = {program}
    required = true
[diff]
    external = {program}
[diff "bad"]
    command = {program}
    textconv = {program}
[interactive]
    diffFilter = {program}
[submodule]
    recurse = true
[extensions]
    partialClone = origin
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[remote "origin"]
    promisor = true
    uploadpack = {program}
"""
HOOKS = (
    "post-checkout post-index-change pre-commit reference-transaction fsmonitor-watchman".split()
)
# What the hooks of git, and those who run them, set.
VARIABLES = {
    "GIT_DIR": "{other}/.git",
    "GIT_WORK_TREE": "{other}",
    "GIT_INDEX_FILE": "{other}/.git/index",
    "GIT_OBJECT_DIRECTORY": "{other}/.git/objects",
    "GIT_PREFIX": "elsewhere/",
    "GIT_CONFIG_PARAMETERS": "'core.fsmonitor={program}'",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "core.fsmonitor",
    "GIT_CONFIG_VALUE_0": "{program}",
    "GIT_EXTERNAL_DIFF": "{program}",
    "GIT_PAGER": "{program}",
    "GIT_SSH_COMMAND": "{program}",
    "GIT_ASKPASS": "{program}",
    "GIT_TRACE": "{ran}",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_EXTERNAL": "{program}",
}


def git(folder: Path, *arguments: str, text: str = "", seconds: int = SECONDS) -> str:
    """The output of git, run as anybody would."""
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    date = f"{seconds} +0000"
    done = subprocess.run(
        ["git", "-C", str(folder), *names, *arguments],
        input=text,
        env=os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """The file that is there once a program of the repository was run."""
    return tmp_path / "ran"


@pytest.fixture
def program(tmp_path: Path, ran: Path) -> Path:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\nexit 1\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def repository(tmp_path: Path, program: Path) -> Path:
    """A repository with two revisions, the last of which has another name of the thing."""
    root = tmp_path / "repository"
    write_tree(root, PAGE)
    (root / ".gitattributes").write_text("* filter=bad diff=bad text eol=crlf ident\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "One")
    page = root / SOURCE / "things.inc"
    page.write_text(page.read_text().replace("- name:", "- title:"))
    git(root, "add", ".")
    parent, tree = git(root, "rev-parse", "HEAD"), git(root, "write-tree")
    signed = SIGNED.format(tree=tree, parent=parent, seconds=SECONDS + 1)
    git(root, "reset", "-q", git(root, "hash-object", "-wt", "commit", "--stdin", text=signed))
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        (hooks / name).symlink_to(program)
    attributes = tmp_path / "attributes"
    attributes.write_text("* filter=bad diff=bad\n")
    (root / ".git/info/attributes").write_text("* filter=bad diff=bad\n")
    with (root / ".git/config").open("a") as file:
        file.write(CONFIGURATION.format(program=program, hooks=hooks, attributes=attributes))
    return root


def assert_right(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that runs git is right about the repository."""
    assert main(["diff", "HEAD~1", "HEAD", "--repository", str(repository)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "GET /things/{id}: breaking: response 200: field 'name' was removed (string)"
        " [response-property-removed]",
        "GET /things/{id}: info: response 200: field 'title' was added (string)"
        " [response-property-added]",
        "1 breaking, 0 warnings, 1 other",
    ]
    assert main(["diff", "HEAD", str(repository), "--repository", str(repository)]) == 0
    assert capsys.readouterr().out == "no changes\n"
    page, other = repository / SOURCE / "things.inc", repository / SOURCE / "index.rst"
    commits = Commits(repository / SOURCE, {page, other})
    assert commits.latest([page, other]) == SECONDS + 1
    assert commits.latest([other]) == SECONDS
    assert source_epoch(repository / SOURCE) == SECONDS + 1


def test_programs_of_the_configuration(
    repository: Path, ran: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_right(repository, capsys)
    assert not ran.exists()


@pytest.mark.parametrize("command", ["status", "log -1", "checkout-index -af", "diff HEAD~1"])
def test_the_repository_is_hostile(repository: Path, ran: Path, command: str) -> None:
    """Else the tests here would not show anything."""
    subprocess.run(
        ["git", "-C", str(repository), *command.split()], capture_output=True, check=False
    )
    assert ran.exists()


def test_variables_that_lead_elsewhere(
    repository: Path,
    program: Path,
    ran: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = repository.parent / "other"
    git(repository.parent, "init", "-q", str(other))
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value.format(other=other, program=program, ran=ran))
    assert_right(repository, capsys)
    assert not ran.exists()


def test_replaced_commits_and_grafts(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, last = git(repository, "rev-parse", "HEAD~1", "HEAD").split()
    (repository / ".git/refs/replace").mkdir()
    (repository / f".git/refs/replace/{last}").write_text(f"{first}\n")
    (repository / ".git/info/grafts").write_text(f"{last}\n")
    assert_right(repository, capsys)


@pytest.mark.parametrize("url", ["ext::{program} %S", "ssh://a.example/b", "{repository}"])
def test_objects_to_be_fetched(
    repository: Path, program: Path, ran: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (repository / ".git/config").open("a") as file:
        place = url.format(program=program, repository=repository)
        file.write(f'[remote "origin"]\n    url = "{place}"\n')
    blob = git(repository, "rev-parse", f"HEAD:{SOURCE}/things.inc")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "cat-file", "-p", blob)
    ran.unlink()
    assert main(["diff", "HEAD", ".", "--repository", str(repository)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not ran.exists()


@pytest.mark.parametrize(
    "revision", ["--output={ran}", "--git-dir=/", "--exec-path={ran}", "-h", "HEAD --output={ran}"]
)
def test_revisions_like_options(
    repository: Path, ran: Path, revision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    revision = revision.format(ran=ran)
    assert main(["diff", f"--repository={repository}", "--", revision, "HEAD"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "neither a folder, a file nor a revision" in line
    assert not ran.exists()


def test_a_folder_that_looks_like_a_bare_repository(
    repository: Path, program: Path, ran: Path
) -> None:
    """Unlike ``.git``, a commit may have it."""
    source = repository / SOURCE
    git(source, "init", "-q", "--bare", ".")
    with (source / "config").open("a") as file:
        file.write(CONFIGURATION.format(program=program, hooks=program, attributes="/dev/null"))
    assert Commits(source, {source / "things.inc"}).latest([source / "things.inc"]) is None
    assert not ran.exists()


def test_folders_like_patterns(repository: Path) -> None:
    (repository / ".git/config").write_text("")
    for seconds, folder in enumerate((":(exclude)a", "[a]", "a")):
        (repository / folder).mkdir()
        (repository / folder / "b.rst").write_text(folder)
        git(repository, "add", ".")
        git(repository, "commit", "-qm", folder, seconds=SECONDS + seconds)
    for seconds, folder in enumerate((":(exclude)a", "[a]", "a")):
        file = repository / folder / "b.rst"
        assert Commits(repository, {file}).latest([file]) == SECONDS + seconds


@pytest.mark.parametrize(
    "listed",
    [
        ["100644 blob {blob}\t.."],
        ["040000 tree {tree}\t.."],
        ["120000 blob {blob}\ta", "040000 tree {tree}\ta"],
        ["100644 blob {blob}\ta", "040000 tree {tree}\ta"],
        ["120000 blob {blob}\ta", "120000 blob {blob}\ta"],
        ["120000 blob {empty}\ta"],
        ["100644 blob {blob}\t" + "a" * 300],
    ],
)
def test_files_that_cannot_be_written(
    repository: Path, listed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    blob = git(repository, "hash-object", "-w", "--stdin", text=str(outside))
    empty = git(repository, "hash-object", "-w", "--stdin")
    tree = git(repository, "mktree", text=f"100644 blob {blob}\tb\n")
    lines = "".join(f"{line}\n" for line in listed).format(blob=blob, empty=empty, tree=tree)
    top = git(repository, "mktree", text=lines)
    commit = git(repository, "commit-tree", "-m", "Three", top)
    assert main(["diff", commit, "HEAD", "--repository", str(repository)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(outside.iterdir())


def test_links_stay_inside(repository: Path, tmp_path: Path) -> None:
    """A revision has its links; those that lead out of it are not followed."""
    sample = repository / SOURCE / "samples/thing.json"
    sample.rename(tmp_path / "thing.json")
    sample.symlink_to(tmp_path / "thing.json")
    (repository / ".git/config").write_text("")
    git(repository, "commit", "-qam", "Three")
    assert main(["diff", "HEAD", str(repository), "--repository", str(repository)]) == 0


@pytest.mark.parametrize("seconds", ["99999999999999", "-5", "x"])
def test_times_of_commits(repository: Path, seconds: str) -> None:
    head = git(repository, "rev-parse", "HEAD^{tree}")
    text = SIGNED.replace("parent {parent}\n", "").format(tree=head, seconds=seconds)
    name = git(repository, "hash-object", "-wt", "commit", "--literally", "--stdin", text=text)
    (repository / ".git/HEAD").write_text(f"{name}\n")
    page = repository / SOURCE / "things.inc"
    Commits(repository / SOURCE, {page}).latest([page])
