"""Time the checker and the Sphinx build relative to their dependencies.

Prints ratios of medians, each of whole processes that ran alternately:

* ``apiref check`` on the reference, over importing the three libraries that it needs: as it is run
  again and again, where nothing has changed, and without what it keeps between processes;
* the Sphinx build with our extension, over the build by os-api-ref and openstackdocstheme alone.

It measures and never fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Command = Callable[[], Sequence[str]]


def seconds(command: Sequence[str]) -> float:
    """Run the command and return the time it took."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return taken


def medians(first: Command, second: Command, rounds: int) -> tuple[float, float]:
    """Run both in turn, after one round that warms the caches, and return their medians."""
    times = [(seconds(first()), seconds(second())) for _ in range(rounds + 1)][1:]
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def report(name: str, ours: float, base: float) -> None:
    print(f"{name}: {ours / base:.2f} ({ours * 1000:.0f} ms / {base * 1000:.0f} ms)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--rounds", type=int, default=15, help="rounds (default: 15)")
    rounds = parser.parse_args().rounds

    checker = [sys.executable, "-m", "apiref", "check"]
    imports = [sys.executable, "-c", "import yaml, docutils.core, jsonschema"]
    anew = [*checker, "--no-cache"]
    report("apiref check, unchanged / imports", *medians(lambda: checker, lambda: imports, rounds))
    report("apiref check, anew / imports", *medians(lambda: anew, lambda: imports, rounds))

    with tempfile.TemporaryDirectory() as folder:
        source, fresh = str(ROOT / "api-ref/source"), iter(range(10_000))

        def build(extensions: str) -> Command:
            def command() -> Sequence[str]:
                options = ["-q", "-W", "-D", f"extensions={extensions}"]
                target = Path(folder) / str(next(fresh))
                return [sys.executable, "-m", "sphinx", *options, source, str(target)]

            return command

        stock = "os_api_ref,openstackdocstheme"
        ours = build(f"{stock},apiref.sphinx")
        report("Sphinx build / stock build", *medians(ours, build(stock), rounds))


if __name__ == "__main__":
    main()
