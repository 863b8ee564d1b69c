"""Ask the package index whether every pin installs on every Python that the package supports.

The oldest patch release of each counts. Wheels are asked for on the oldest Python alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
FILES = (ROOT / "constraints.txt", ROOT / "tests/live/constraints.txt")
# There are no wheels of these; they are pure Python.
SOURCE_ONLY = ("simplegeneric", "yattag")


def pins(file: Path) -> dict[str, str]:
    """The version of each package that a file of constraints pins, by name."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def supported() -> list[str]:
    """The oldest patch release of each Python that ``pyproject.toml`` names, the oldest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    *_, names = zip(*(line.rpartition(" :: ") for line in project["classifiers"]), strict=True)
    return [f"{name}.0" for name in names if name.startswith("3.")]


def refusing(requires_python: str | None) -> list[str]:
    """The supported Pythons on which a package with this ``Requires-Python`` does not install."""
    wanted = SpecifierSet(requires_python or "")
    return [version for version in supported() if version not in wanted]


def complaints(report: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the pins, by pip's report of their installation."""
    for item in report["install"]:
        metadata = item["metadata"]
        name = f"{metadata['name']}=={metadata['version']}"
        requires = metadata.get("requires_python")
        if versions := refusing(requires):
            yield f"{name} requires Python {requires}, so not {', '.join(versions)}"
        if item["is_yanked"]:
            yield f"{name} has been withdrawn"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.json")
        command = [sys.executable, *"-m pip install --quiet --dry-run --no-deps".split()]
        command += ["--ignore-installed", "--ignore-requires-python", "--report", str(path)]
        command += ["--python-version", supported()[0], "--only-binary=:all:"]
        command += ["--no-binary", ",".join(SOURCE_ONLY)]
        for file in FILES:
            command += ["-r", str(file)]
        if subprocess.run(command, check=False).returncode != 0:
            return 1
        report = json.loads(path.read_text(encoding="utf-8"))
    wrong = list(complaints(report))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(report['install'])} pins, {len(wrong)} of them wrong on {', '.join(supported())}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
