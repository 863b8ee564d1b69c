"""``apiref stats``: how complete a reference is."""

from __future__ import annotations

import argparse

from apiref.commands.common import CLEAN, add_path_argument, write
from apiref.read.discovery import find_root
from apiref.read.files import Files
from apiref.read.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path_argument(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="a table, or JSON"
    )


def run(options: argparse.Namespace) -> int:
    """Print the figures; return exit code 0. Raises the errors of readers."""
    # Imported here to keep the start of other commands fast.
    from apiref.analysis.operations.completeness import by_page
    from apiref.read.tree import read_trees
    from apiref.report.completeness import render_json, render_table
    from apiref.rules.registry import all_rules

    files = Files(find_root(options.path))
    trees = read_trees(files.root, read_settings(files, all_rules()), files)
    pages = {page: figures for tree in trees for page, figures in by_page(tree).items()}
    write(render_json(pages) if options.format == "json" else render_table(pages))
    return CLEAN
