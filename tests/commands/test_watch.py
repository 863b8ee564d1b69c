"""``apiref check --watch``."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

from tests.trees import write_tree

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
=== api-ref/source/thing.json
{"id": 1}
"""


def test_a_change_is_checked_and_an_interrupt_ends_it(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    command = [sys.executable, "-m", "apiref", "check", str(tmp_path), "--watch"]
    process = subprocess.Popen(
        [*command, "--select", "json-syntax", "--no-cache"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # What a shell starts in the background inherits that interrupts are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    lines: queue.Queue[str] = queue.Queue()

    def collect() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)

    threading.Thread(target=collect, daemon=True).start()
    try:
        assert lines.get(timeout=30).startswith("no findings")
        (tmp_path / "api-ref/source/thing.json").write_text('{"id": 1,}\n')
        told = ""
        while "[json-syntax]" not in told:
            told = lines.get(timeout=30)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
