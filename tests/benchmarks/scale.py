"""Time and memory of ``apiref check`` on trees of other repositories and on generated ones.

For each tree named, in one run and in turn: a cold check, less the time of importing yaml and
docutils.core, as a share of the time that stock os-api-ref takes to build the tree; and a check of
the unchanged tree by the next process, as a share of the cold one. Then, within one process, a
check after one edited file, as a share of the first one, which imports what it needs: after other
words in the longest page, another row in a table, another word in a description of the longest
parameters file, and another value in a sample. Then generated references of growing size: the
exponent with which the time grows, and the peak memory.

It measures and never fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import gc
import math
import multiprocessing
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import write_reference

CONF = """\
extensions = ["os_api_ref", "openstackdocstheme"]
html_theme = "openstackdocs"
project = "Measured"
version = "1"
openstackdocs_auto_name = False
openstackdocs_auto_version = False
"""
EXTENSIONS = "os_api_ref,openstackdocstheme"
# What is edited: the kind of file, a text in it, and another one.
EDITS = {
    "prose": ("*.inc", r" the ", " the edited "),
    "a row": ("*.inc", r"(?m)^( +- )\w+(: \w+)$", r"\1edited\2"),
    "a description": ("*.yaml", r" the ", " the edited "),
    "a sample": ("*.json", r'": "', '": "edited'),
}
SIZES = (10, 30, 100, 300, 1000, 3000)


def seconds(command: Sequence[str], cache: Path) -> float:
    """Run a command, whatever its exit code, and return the time it took."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True, env=environment)
    return time.perf_counter() - start


def check_command(root: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "apiref", "check", str(root), *options]


def measure_tree(tree: Path, rounds: int, builds: int) -> None:
    """Prints the shares of one tree, copied so that the original stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "tree", Path(folder) / "cache"
        shutil.copytree(tree, root, symlinks=True)
        source = root / "api-ref" / "source"
        if not (source / "conf.py").exists():
            (source / "conf.py").write_text(CONF)
        imports = [sys.executable, "-c", "import yaml, docutils.core"]
        base, cold, unchanged, sphinx = [], [], [], []
        for number in range(rounds):
            base.append(seconds(imports, cache))
            shutil.rmtree(cache, ignore_errors=True)
            cold.append(seconds(check_command(root), cache))
            unchanged.append(seconds(check_command(root), cache))
            if number < builds:
                target = Path(folder) / f"html-{number}"
                build = [sys.executable, "-m", "sphinx", "-q", "-D", f"extensions={EXTENSIONS}"]
                sphinx.append(seconds([*build, str(source), str(target)], cache))
        imported, checked = statistics.median(base), statistics.median(cold)
        built = statistics.median(sphinx)
        again = statistics.median(unchanged)
        print(
            f"{tree.name}: cold {checked:.2f} s, less imports {checked - imported:.2f} s ="
            f" {(checked - imported) / built:.1%} of a Sphinx build ({built:.2f} s);"
            f" unchanged {again:.2f} s = {again / checked:.0%} of cold"
        )
        # A process of its own for each round: the first check has nothing to build on.
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            shares = pool.map(measure_session, [root] * rounds, chunksize=1)
    by_kind = {kind: statistics.median(each[kind] for each in shares) for kind in shares[0]}
    same = by_kind.pop("nothing")
    kinds = ", ".join(f"{kind} {share:.0%}" for kind, share in by_kind.items())
    print(
        f"{tree.name}, in one process, of its first check: after an edit of {kinds}: median"
        f" {statistics.median(by_kind.values()):.0%}; unchanged {same:.1%}"
    )


def measure_session(root: Path) -> dict[str, float]:
    """The time after each kind of edit, as a share of the first check of this process."""
    from apiref.engine.session import Session

    # As the command does.
    gc.set_threshold(400_000, 20, 50)
    session = Session(root)

    def update() -> float:
        start = time.perf_counter()
        session.update()
        return time.perf_counter() - start

    first = update()
    shares = {"nothing": update() / first}
    for kind, (path, pattern, new) in EDITS.items():
        file, text = longest(root, path, pattern)
        file.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")
        shares[kind] = update() / first
        file.write_text(text, encoding="utf-8")
        update()
    return shares


def longest(root: Path, pattern: str, content: str) -> tuple[Path, str]:
    """The longest file that matches a pattern, of those that hold some content; and its text."""
    texts = {path: path.read_text(encoding="utf-8") for path in root.rglob(pattern)}
    fitting = ((path, text) for path, text in texts.items() if re.search(content, text))
    return max(fitting, key=lambda item: len(item[1]))


def measure_growth(rounds: int) -> None:
    """Prints the exponent and the memory on generated references."""
    points = []
    imports = [sys.executable, "-c", "import apiref.cli"]
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        start = statistics.median(seconds(imports, cache) for _ in range(rounds))
        for size in SIZES:
            root = Path(folder) / str(size)
            write_reference(root, size)
            command = check_command(root, "--no-cache", "--jobs", "1")
            taken = statistics.median(seconds(command, cache) for _ in range(min(rounds, 3)))
            points.append((size, taken - start))
            print(f"{size:5} operations: {taken:6.2f} s, {memory(command):4.0f} MB")
    large = [(math.log(size), math.log(taken)) for size, taken in points if size >= 100]
    mean_x = statistics.mean(x for x, _ in large)
    mean_y = statistics.mean(y for _, y in large)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in large)
    slope /= sum((x - mean_x) ** 2 for x, _ in large)
    print(f"time grows with the size to the power of {slope:.2f} (from 100 operations on)")


def memory(command: Sequence[str]) -> float:
    """The peak memory in MB of the largest process of a command."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True
    )
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return int(done.stdout) / unit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trees", nargs="*", type=Path, help="repositories with an api-ref/source")
    parser.add_argument("-n", "--rounds", type=int, default=7, help="rounds (default: 7)")
    parser.add_argument("--builds", type=int, default=3, help="Sphinx builds (default: 3)")
    options = parser.parse_args()
    for tree in options.trees:
        measure_tree(tree, options.rounds, options.builds)
    measure_growth(options.rounds)


if __name__ == "__main__":
    main()
