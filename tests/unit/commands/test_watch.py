"""``apiref check --watch`` and ``apiref verify --watch``."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from apiref.cli import main
from tests.limits import PATIENCE_SECONDS
from tests.trees import write_tree
from tests.unit.rules.observed import TREE as OBSERVED

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
=== api-ref/source/thing.json
{"id": 1}
"""


class Watch:
    """A running command with ``--watch``, and the lines of its output."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._collect, daemon=True).start()

    def _collect(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, text: str) -> None:
        """Return when a line contains the text; fail if none comes."""
        while text not in self.lines.get(timeout=PATIENCE_SECONDS):
            pass


@contextmanager
def watching(root: Path, *arguments: str) -> Iterator[Watch]:
    words = arguments or ("check", str(root), "--select", "json-syntax", "--no-cache")
    process = subprocess.Popen(
        [sys.executable, "-m", "apiref", *words, "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # Processes started by a shell in the background ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        yield Watch(process)
    finally:
        process.kill()
        process.wait()


def test_a_change_is_checked_and_an_interrupt_ends_it(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    with watching(tmp_path) as watch:
        watch.wait_for("no findings")
        (tmp_path / "api-ref/source/thing.json").write_text('{"id": 1,}\n')
        watch.wait_for("[json-syntax]")
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(timeout=PATIENCE_SECONDS) == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("apiref.toml", '[rules]\njson-syntax = "off"\n'),
        ("pyproject.toml", '[tool.apiref.rules]\njson-syntax = "off"\n'),
    ],
)
def test_a_new_configuration_holds_at_once(tmp_path: Path, name: str, text: str) -> None:
    write_tree(tmp_path, TREE.replace('{"id": 1}', '{"id": 1,}'))
    with watching(tmp_path) as watch:
        watch.wait_for("1 error")
        (tmp_path / name).write_text(text)
        watch.wait_for("no findings")
        (tmp_path / name).unlink()
        watch.wait_for("1 error")


def test_a_new_baseline_holds_at_once(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE.replace('{"id": 1}', '{"id": 1,}'))
    with watching(tmp_path) as watch:
        watch.wait_for("1 error")
        main(["check", str(tmp_path), "--select", "json-syntax", "--quiet", "--write-baseline"])
        watch.wait_for("1 finding in the baseline")


def test_a_named_file_that_appears_is_read(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE.replace("thing.json\n   :", "../samples/thing.json\n   :", 1))
    with watching(tmp_path) as watch:
        watch.wait_for("no findings")
        write_tree(tmp_path, "=== api-ref/samples/thing.json\n{,}\n")
        watch.wait_for("[json-syntax]")


REQUEST = "REQ: curl -g -i -X {} http://h/v2/things\nRESP: [{}] Content-Type: application/json\n"


def test_a_log_is_verified_while_it_grows(tmp_path: Path) -> None:
    write_tree(tmp_path / "tree", OBSERVED)
    log = tmp_path / "a.log"
    with watching(tmp_path, "verify", "--reference", str(tmp_path / "tree"), str(log)) as watch:
        watch.wait_for("no such file")
        log.write_text("Starting new HTTP connection\n")
        watch.wait_for("is no recording")
        log.write_text(REQUEST.format("GET", 200) + 'RESP BODY: {"things": []}\n')
        watch.wait_for("no findings")
        with log.open("a") as stream:
            stream.write(REQUEST.format("PUT", 200))
        watch.wait_for("'PUT /v2/things' responded with 200")
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(timeout=PATIENCE_SECONDS) == 0
