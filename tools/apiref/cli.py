"""The command line: ``apiref check`` and ``apiref explain``."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from apiref import __version__

CLEAN, FINDINGS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns 0 (clean), 1 (findings) or 2 (usage or configuration error)."""
    options = _parser().parse_args(arguments)
    try:
        code = _check(options) if options.command == "check" else _explain(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of the output has gone, as `head` does: that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    except KeyboardInterrupt:
        return _fail("interrupted")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="apiref", description="Check an API reference written with os-api-ref."
    )
    parser.add_argument("--version", action="version", version=f"apiref {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "check",
        help="check a reference",
        description="Check the reference of a repository. Exit codes: 0 clean, 1 findings,"
        " 2 usage or configuration error.",
    )
    check.add_argument(
        "path",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="PATH",
        help="the repository, or a folder in it (default: the current folder)",
    )
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to write the findings"
    )
    explain = commands.add_parser(
        "explain",
        help="print the documentation of a rule",
        description="Print the documentation of a rule, or list all rules.",
    )
    explain.add_argument("rule", nargs="?", metavar="RULE", help="the name of a rule")
    return parser


def _check(options: argparse.Namespace) -> int:
    # Imported here so that usage errors and --help answer at once.
    from apiref.check import check
    from apiref.model.finding import Severity
    from apiref.read.discovery import NotFoundError, find_root
    from apiref.read.files import Files
    from apiref.read.settings import ConfigurationError, read_settings
    from apiref.read.tree import read_tree
    from apiref.report import json_report, text
    from apiref.report.summary import Summary
    from apiref.rules.registry import all_rules

    started = time.perf_counter()
    try:
        files = Files(find_root(options.path))
        tree = read_tree(files.root, read_settings(files, all_rules()), files)
    except (NotFoundError, ConfigurationError, OSError) as error:
        return _fail(str(error))
    findings = check(tree)
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    summary = Summary(
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        infos=counts[Severity.INFO],
        files=len(tree.pages) + len(tree.parameter_files) + len(tree.status_files),
        operations=len(tree.operations),
        samples=len(tree.samples),
        seconds=time.perf_counter() - started,
    )
    if options.format == "json":
        _print(json_report.render(findings, summary))
    else:
        _print(text.render(findings, summary, colour=_colour()))
    return FINDINGS if findings else CLEAN


def _explain(options: argparse.Namespace) -> int:
    from apiref.rules.registry import all_rules

    rules = all_rules()
    if options.rule is None:
        width = max(len(name) for name in rules)
        _print(
            f"{rule.name:{width}}  {rule.severity.label:7}  {rule.summary}"
            for rule in rules.values()
        )
        return CLEAN
    if options.rule not in rules:
        close = difflib.get_close_matches(options.rule, rules, 1)
        hint = f"; did you mean '{close[0]}'?" if close else "; 'apiref explain' lists them"
        return _fail(f"there is no rule '{options.rule}'{hint}")
    rule = rules[options.rule]
    _print([f"{rule.name} ({rule.severity.label})", "", rule.documentation])
    return CLEAN


def _colour() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _print(lines: Iterable[str]) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        sys.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def _fail(message: str) -> int:
    print(f"apiref: {' '.join(message.split())}", file=sys.stderr)
    return USAGE
