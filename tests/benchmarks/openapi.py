"""Time ``apiref openapi`` relative to ``apiref check``, on this reference and on others.

Prints, for each tree, the ratio of the medians of whole processes that ran alternately, neither
with anything kept from former runs: writing the document as JSON over checking the tree. The trees
are this one, a generated one, and the folders named.

It measures and never fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import write_reference

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = 300


def seconds(command: Sequence[str]) -> float:
    """Run a command, whatever its exit code, and return the time it took."""
    with tempfile.TemporaryDirectory() as cache:
        start = time.perf_counter()
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        subprocess.run(command, check=False, capture_output=True, env=environment)
        return time.perf_counter() - start


def measure(name: str, tree: Path, rounds: int) -> None:
    apiref = [sys.executable, "-m", "apiref"]
    export, check = [*apiref, "openapi", str(tree)], [*apiref, "check", "--no-cache", str(tree)]
    times = [(seconds(export), seconds(check)) for _ in range(rounds + 1)][1:]
    ours, base = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{name}: {ours / base:.2f} ({ours * 1000:.0f} ms / {base * 1000:.0f} ms)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trees", nargs="*", type=Path, help="folders of other repositories")
    parser.add_argument("-n", "--rounds", type=int, default=9, help="rounds (default: 9)")
    options = parser.parse_args()
    measure("apiref openapi / check, this reference", ROOT, options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder)
        write_reference(generated, OPERATIONS)
        measure(f"generated, {OPERATIONS} operations", generated, options.rounds)
    for tree in options.trees:
        measure(tree.name, tree, options.rounds)


if __name__ == "__main__":
    main()
