"""``apiref compare``: holds a reference against the OpenAPI document of the service's code."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from apiref.commands.common import UsageError
from apiref.commands.reporting import (
    add_level_argument,
    add_output_arguments,
    at_level,
    deliver,
    exit_code,
    names,
    report,
    targets,
)
from apiref.read.discovery import find_root
from apiref.read.files import Files
from apiref.report.summary import RuleInfo, Summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "reference", type=Path, metavar="REFERENCE", help="the repository, or a folder in it"
    )
    parser.add_argument(
        "document", type=Path, metavar="OPENAPI", help="the OpenAPI 3 document, as JSON or YAML"
    )
    parser.add_argument(
        "--source",
        metavar="FOLDER",
        help="the source folder of the reference, if the repository has several",
    )
    add_output_arguments(parser)
    add_level_argument(parser)
    parser.add_argument("--ignore", metavar="RULE,...", default="", help="leave out these rules")


def run(options: argparse.Namespace) -> int:
    """Compare and report; return the exit code. Raises UsageError and the errors of readers."""
    # Imported here to keep the start of other commands fast.
    from apiref.differences.gaps import GAPS, gaps
    from apiref.openapi.references import tree_of
    from apiref.read.api_documents import DocumentError, read_document
    from apiref.rules.registry import rule_names

    formats = targets(options)
    ignored = names(options.ignore, GAPS, listing="apiref compare --help")
    started = time.perf_counter()
    files = Files(find_root(options.reference))
    tree = tree_of(files, options.source, rule_names())
    try:
        document = read_document(options.document)
    except DocumentError as error:
        raise UsageError(str(error)) from error
    found = [
        finding
        for finding in gaps(tree, files.text_if_there, document)
        if finding.rule not in ignored
    ]
    summary = Summary.of(
        found,
        files=len(tree.texts),
        operations=len(tree.operations),
        samples=len(tree.samples),
        seconds=time.perf_counter() - started,
    )
    shown = at_level(options, tree.settings.level, found)
    rules = {name: RuleInfo(name, level, text, text) for name, (level, text) in GAPS.items()}
    made = report(options, shown, summary, files.root)
    deliver(formats, made._replace(rules=lambda: rules))
    return exit_code(options, shown)
