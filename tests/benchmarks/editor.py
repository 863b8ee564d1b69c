"""Time and memory of ``apiref lsp``, through the protocol, relative to a first check.

For each tree named, or else for a generated reference of 350 operations: the time from a change of
the longest page and of the longest parameters file to the diagnostics, and the times of code
actions, completion and hover, each as a share of a first check by a process without a cache. A
hover comes right after a change as well, when the server has to read and to check. Then the peak
memory of the server. The time to the diagnostics includes the pause after which a check begins.

It measures and never fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import asyncio
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from generate import write_reference  # noqa: E402

from tests.editor import Editor  # noqa: E402

OPERATIONS = 350
ROW = re.compile(r"(?m)^ +- [\w-]+: [\w-]+$")
ENTRY = re.compile(r"(?m)^  in: body$")


def longest(root: Path, pattern: str, content: re.Pattern[str]) -> str:
    """The longest file of that kind with some content."""
    texts = {path: path.read_text(encoding="utf-8") for path in root.rglob(pattern)}
    found = [path for path, text in texts.items() if content.search(text)]
    return max(found, key=lambda path: len(texts[path])).relative_to(root).as_posix()


def first_check(root: Path) -> float:
    """The time of a check by a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "apiref", "check", "--no-cache", "--jobs", "1", str(root)]
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - start


class Measured:
    """A session with the longest files of a reference, and the times of its answers."""

    def __init__(self, root: Path) -> None:
        self.editor = Editor(root)
        self.page = longest(root, "*.inc", ROW)
        self.entries = longest(root, "*.yaml", ENTRY)
        self.times: defaultdict[str, list[float]] = defaultdict(list)

    async def time(self, kind: str, answer: Awaitable[object]) -> None:
        start = time.perf_counter()
        await answer
        self.times[kind].append(time.perf_counter() - start)

    async def shown(self, path: str, pattern: re.Pattern[str], number: int) -> None:
        """Make a mistake, and wait for the diagnostics."""
        count, editor = self.editor.checks, self.editor
        editor.type(path, pattern.sub(lambda it: f"{it[0]}{number}", editor.texts[path], count=1))
        await editor.until(lambda: editor.checks > count)

    async def play(self, rounds: int) -> None:
        editor, page = self.editor, self.page
        await editor.start()
        editor.open(page)
        editor.open(self.entries)
        # The first check.
        await self.shown(page, ROW, rounds)
        editor.undo()
        row = ROW.findall(editor.texts[page])[0]
        before = row.rpartition(" ")[0] + " "
        for number in range(rounds):
            await self.time("diagnostics of a page", self.shown(page, ROW, number))
            await self.time("code actions", editor.actions(page, row))
            editor.undo()
            await self.time("hover after a change", editor.hover(page, row))
            await self.time("diagnostics of entries", self.shown(self.entries, ENTRY, number))
            await self.time("completion", editor.completions(page, before))
            await self.time("hover", editor.hover(page, row))
            editor.undo()
        await editor.stop()


def measure(root: Path, rounds: int) -> None:
    """Prints the figures of one tree."""
    base = statistics.median(first_check(root) for _ in range(rounds))
    measured = Measured(root)
    asyncio.run(measured.play(rounds))
    print(f"{root.name}, of its first check ({base:.2f} s):")
    for kind, found in measured.times.items():
        middle, most = statistics.median(found), max(found)
        print(
            f"  {kind}: {middle / base:.1%} ({1000 * middle:.0f} ms, at most {1000 * most:.0f} ms)"
        )
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"  memory: {kilobytes / 1024:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trees", nargs="*", type=Path, help="repositories with an api-ref/source")
    parser.add_argument("-n", "--rounds", type=int, default=7, help="rounds (default: 7)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder, "generated")
        if not options.trees:
            write_reference(generated, OPERATIONS)
        for tree in options.trees or [generated]:
            measure(tree.resolve(), options.rounds)


if __name__ == "__main__":
    main()
