"""The targets of the reports of ``apiref check``: files, pipes, and the outputs of the process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from apiref.cli import main
from tests.limits import PATIENCE_SECONDS
from tests.trees import write_tree

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
=== api-ref/source/thing.json
{"id": 1,}
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    write_tree(tmp_path / "tree", TREE)
    command = [sys.executable, "-m", "apiref", "check", str(tmp_path / "tree")]
    return [*command, "--no-cache", "--select", "json-syntax"]


@pytest.mark.parametrize("name", ["stdout", "stderr", "fd/1", "fd/2"])
def test_an_output_of_the_process_that_is_a_pipe(command: list[str], name: str) -> None:
    done = subprocess.run(
        [*command, "--format", "json", "--output", f"/dev/{name}"],
        capture_output=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    written, other = done.stdout, done.stderr
    if name in ("stderr", "fd/2"):
        written, other = other, written
    assert (done.returncode, other) == (1, b"")
    assert json.loads(written)["findings"][0]["rule"] == "json-syntax"


def test_an_output_of_the_process_that_is_a_file_is_written_on(
    command: list[str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with log.open("w") as stream:
        for _ in range(2):
            subprocess.run(
                [*command, "--format", "text", "--format", "github=/dev/stdout"],
                stdout=stream,
                check=False,
                timeout=PATIENCE_SECONDS,
            )
    told = [line for line in log.read_text().splitlines() if "json-syntax" in line]
    assert [line.startswith("::error") for line in told] == [False, True] * 2


def test_a_reader_of_an_output_that_has_gone_is_no_error(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*command, "--output", "/dev/stdout"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_named_pipe(command: list[str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()
    main([*command[3:], "--format", "json", "--output", str(pipe)])
    reader.join(PATIENCE_SECONDS)
    assert json.loads(read[0])["findings"][0]["rule"] == "json-syntax"
    assert pipe.is_fifo()


@pytest.mark.parametrize("options", [("--format", "json"), ("--output", "patch")])
def test_a_patch_has_one_format_and_one_place(
    command: list[str], options: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command[3:], "--diff", *options]) == 2
    assert "--diff writes a patch to standard output" in capsys.readouterr().err


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
@pytest.mark.parametrize(
    ("checkout", "shown"),
    [(".", "tree/api-ref"), ("tree", "api-ref"), ("tree/api-ref", "api-ref"), ("t", "api-ref")],
)
def test_annotations_in_a_folder_of_the_checkout(
    command: list[str], tmp_path: Path, variable: str, checkout: str, shown: str
) -> None:
    environment = os.environ | {variable: str(tmp_path / checkout)}
    done = subprocess.run(
        [*command, "--format", "github"], capture_output=True, check=False, env=environment
    )
    assert done.stdout.startswith(f"::error file={shown}/source/thing.json,".encode())


def test_copies_of_a_slip_are_reported_once_and_recorded_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slips = "Lists the the things.\n\nShows the the thing.\n"
    write_tree(tmp_path, f"=== api-ref/source/index.rst\nThings\n======\n\n{slips}")
    command = ["check", str(tmp_path), "--no-cache", "--select", "repeated-word"]
    assert main([*command, "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["line"], [place["line"] for place in found["places"]]) == (4, [6])
    (tmp_path / "apiref.toml").write_text("[allowed]\nrepeated-word = 1\n")
    assert main(command) == 0
    assert "1 finding allowed" in capsys.readouterr().out
    assert main([*command, "--write-baseline"]) == 0
    assert "2 findings" in capsys.readouterr().out
