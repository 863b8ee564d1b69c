"""Time Sphinx with our extension and theme relative to Sphinx with stock os-api-ref and its theme.

Prints ratios of medians, each of whole processes that ran alternately: of cold builds and of builds
in which nothing has changed, of our own reference and of a generated tree of many pages. Our own
is also built without Markdown and OpenAPI, which have no counterpart in a stock build. Time is that
of the processor, git's included, which other work on the machine changes least.

It measures and never fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import PER_PAGE, write_reference

ROOT = Path(__file__).resolve().parents[2]

# What a stock build has, too.
SAME = {"apiref_markdown": "0", "apiref_openapi": ""}
STOCK = {"extensions": "os_api_ref,openstackdocstheme", "html_theme": "openstackdocs"}
OURS = {"extensions": "apiref.sphinx,os_api_ref,openstackdocstheme", "html_theme": "apiref"}


def write_pages(root: Path, pages: int) -> Path:
    """Write a reference of pages with ten operations each, and return the folder of conf.py."""
    write_reference(root, pages * PER_PAGE)
    source = root / "api-ref/source"
    for included in source.glob("*.inc"):
        included.rename(included.with_suffix(".rst"))
    names = "".join(f"   page-{page}\n" for page in range(pages))
    (source / "index.rst").write_text(f"Generated\n=========\n\n.. toctree::\n\n{names}")
    return source


def seconds(source: Path, out: Path, settings: dict[str, str]) -> float:
    """Build the tree and return the processor time that took."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
    for name, value in settings.items():
        command += ["-D", f"{name}={value}"]
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*command, str(source), str(out)], check=False, capture_output=True, text=True
    )
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def measure(name: str, source: Path, rounds: int, ours: dict[str, str] = OURS) -> None:
    """Build with both in turn, and print the ratio of the medians."""
    times: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            both = [("ours", ours), ("stock", STOCK)]
            # Alternate the order.
            for who, settings in both[:: 1 if number % 2 else -1]:
                out = Path(folder, who)
                shutil.rmtree(out, ignore_errors=True)
                for state in ("cold", "unchanged"):
                    taken = seconds(source, out, settings)
                    if number:  # The first round warms the caches.
                        times.setdefault((state, who), []).append(taken)
    for state in ("cold", "unchanged"):
        median, base = (statistics.median(times[state, who]) for who in ("ours", "stock"))
        print(f"{name}, {state}: {median / base:.2f} ({median * 1000:.0f} / {base * 1000:.0f} ms)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--rounds", type=int, default=7, help="rounds (default: 7)")
    parser.add_argument("--pages", type=int, default=20, help="pages to generate (default: 20)")
    options = parser.parse_args()
    measure("our reference", ROOT / "api-ref/source", options.rounds)
    name = "our reference without Markdown and OpenAPI"
    measure(name, ROOT / "api-ref/source", options.rounds, OURS | SAME)
    with tempfile.TemporaryDirectory() as folder:
        source = write_pages(Path(folder), options.pages)
        measure(f"{options.pages} pages", source, max(options.rounds // 2, 1))


if __name__ == "__main__":
    main()
