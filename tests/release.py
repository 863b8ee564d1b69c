"""Build the packages to release, and use each as somebody does who has nothing else.

Both are made from the files that git knows. The sdist has to make the same wheel as the repository.
Each is installed into an empty environment, and run from an empty folder. The folder given on the
command line receives the packages that have passed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = os.environ.get("TOX_CONSTRAINTS_FILE", str(ROOT / "constraints.txt"))
# The row misspells the name of its parameter.
PAGE = """\
======
Things
======

List things
===========

.. rest_method:: GET /v1/things

Lists things.

Request
-------

.. rest_parameters:: parameters.yaml

   - limit: limt
"""
PARAMETERS = """\
limit:
  description: The largest number of things.
  in: query
  required: false
  type: integer
"""


def run(*command: str | Path, folder: Path, code: int = 0) -> str:
    """The standard output of a command. Exits with its output if it ends with another code."""
    # The packages have to do without the repository.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    if done.returncode != code:
        told = " ".join(map(str, command))
        sys.exit(f"{told}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(source: Path, packages: Path, *what: str) -> None:
    """Build packages; by default an sdist, and a wheel of it."""
    # Without isolation, the build backend is that of the constraints.
    command = [sys.executable, *"-m build --no-isolation --outdir".split()]
    run(*command, packages, *what, source, folder=source)


def names(wheel: Path) -> list[str]:
    """The names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def use(package: Path, folder: Path) -> None:
    """Install a package and run its commands; exits if one of them does not do its work."""
    environment, empty, tree = folder / "venv", folder / "empty", folder / "tree"
    run(sys.executable, "-m", "virtualenv", environment, folder=folder)
    python = environment / "bin/python"
    run(python, *"-m pip install -q -c".split(), CONSTRAINTS, package, folder=folder)
    empty.mkdir()
    source = tree / "api-ref/source"
    source.mkdir(parents=True)
    (source / "index.rst").write_text(PAGE, encoding="utf-8")
    (source / "parameters.yaml").write_text(PARAMETERS, encoding="utf-8")
    apiref = environment / "bin/apiref"
    distribution, version = package.name.removesuffix(".tar.gz").split("-")[:2]
    distribution = distribution.replace("_", "-")
    seen = {
        "version": run(apiref, "--version", folder=empty) == f"apiref {version} ({distribution})\n",
        "check": "[unknown-parameter]" in run(apiref, "check", tree, folder=empty, code=1),
        "openapi": "/v1/things" in json.loads(run(apiref, "openapi", tree, folder=empty))["paths"],
        "explain": "unknown-parameter" in run(apiref, "explain", folder=empty),
        "an empty folder": not any(empty.iterdir()),
    }
    if failed := [name for name, is_good in seen.items() if not is_good]:
        sys.exit(f"{package.name}: wrong: {', '.join(failed)}")
    print(f"{package.name}: installed, and its commands work")


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, packages, direct = folder / "source", folder / "packages", folder / "direct"
        for file in run("git", "ls-files", "-z", folder=ROOT).split("\0")[:-1]:
            (source / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, source / file)
        build(source, packages)
        build(source, direct, "--wheel")
        (wheel,), (same,) = packages.glob("*.whl"), direct.glob("*.whl")
        if differing := set(names(wheel)) ^ set(names(same)):
            sys.exit(f"only in one of the wheels: {', '.join(sorted(differing))}")
        made = sorted(packages.iterdir())
        print(run(sys.executable, "-m", "twine", "check", "--strict", *made, folder=folder), end="")
        for package in made:
            own = folder / package.name.removesuffix(".gz")
            own.mkdir()
            use(package, own)
        shutil.copytree(packages, target, dirs_exist_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
