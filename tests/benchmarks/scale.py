"""Time and memory of ``apiref check`` on trees of other repositories and on generated ones.

For each tree named, in one run and in turn: a cold check, less the time of importing yaml and
docutils.core, as a share of the time that stock os-api-ref takes to build the tree; and a check
after one edited file, as a share of the cold one: after a comment in the longest page, after other
words in that page, and after another value in a sample. Then generated references of growing size:
the exponent with which the time grows, and the peak memory.

It measures and never fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import math
import os
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
        page = max(source.rglob("*.inc"), key=lambda path: path.stat().st_size)
        words = page.read_text(encoding="utf-8")
        sample, values = sample_of(root)
        base, cold, sphinx = [], [], []
        warm: dict[str, list[float]] = {"comment": [], "words": [], "sample": []}
        for number in range(rounds):
            base.append(seconds(imports, cache))
            shutil.rmtree(cache, ignore_errors=True)
            page.write_text(words, encoding="utf-8")
            sample.write_text(values, encoding="utf-8")
            cold.append(seconds(check_command(root), cache))
            for path, kind, text in (
                (page, "comment", f"{words}\n.. edit {number}\n"),
                (page, "words", words.replace(" the ", f" the edited{number} ", 3)),
                (sample, "sample", values.replace('": "', f'": "edited{number}', 1)),
            ):
                path.write_text(text, encoding="utf-8")
                warm[kind].append(seconds(check_command(root), cache))
            if number < builds:
                target = Path(folder) / f"html-{number}"
                build = [sys.executable, "-m", "sphinx", "-q", "-D", f"extensions={EXTENSIONS}"]
                sphinx.append(seconds([*build, str(source), str(target)], cache))
        imported, checked = statistics.median(base), statistics.median(cold)
        built = statistics.median(sphinx)
        edited = ", ".join(
            f"{kind} {statistics.median(times):.2f} s = {statistics.median(times) / checked:.0%}"
            for kind, times in warm.items()
        )
        print(
            f"{tree.name}: cold {checked:.2f} s, less imports {checked - imported:.2f} s ="
            f" {(checked - imported) / built:.1%} of a Sphinx build ({built:.2f} s);"
            f" after an edit, of cold: {edited}"
        )


def sample_of(root: Path) -> tuple[Path, str]:
    """The largest sample with strings, and its value."""
    texts = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.json")}
    return max(
        ((path, text) for path, text in texts.items() if '": "' in text),
        key=lambda item: len(item[1]),
    )


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
