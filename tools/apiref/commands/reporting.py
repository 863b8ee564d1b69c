"""Shared by the commands that report findings: options, formats and exit codes."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from apiref import __version__
from apiref.commands.common import CLEAN, FINDINGS, UsageError, colour, links, write
from apiref.model.finding import Finding, Severity
from apiref.output import write_lines
from apiref.report.formats import FORMATS, render
from apiref.report.summary import Report, RuleInfo, Summary, counts, no_page
from apiref.text.suggestions import hint

_SEVERITIES = {severity.label: severity for severity in Severity}
# The folders that GitHub and GitLab have checked out, in the environment of their jobs.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options for the output of findings, and for what counts as a failure."""
    output = parser.add_argument_group("output")
    output.add_argument(
        "--format",
        action="append",
        metavar="NAME[=FILE]",
        help=f"output format, and its file: {', '.join(FORMATS)}; may be repeated"
        " (default: text, to standard output)",
    )
    output.add_argument(
        "--output", type=Path, metavar="FILE", help="output file of formats without FILE"
    )
    output.add_argument(
        "--quiet", action="store_true", help="print nothing if there are no findings"
    )
    output.add_argument(
        "--statistics", action="store_true", help="also count the findings of each rule"
    )
    output.add_argument(
        "--max-findings",
        type=positive,
        metavar="N",
        help="show at most N findings; the summary and the exit code count all",
    )
    output.add_argument(
        "--fail-on",
        choices=(*_SEVERITIES, "never"),
        help="exit with 1 on findings of at least this severity (default: those shown)",
    )


def add_level_argument(parser: argparse.ArgumentParser) -> None:
    """Add the option for the severities that are shown."""
    parser.add_argument(
        "--level",
        choices=tuple(_SEVERITIES),
        help="show findings of at least this severity, and only count the others (default: as"
        " configured, else warning)",
    )


def at_level(
    options: argparse.Namespace, configured: Severity, findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The findings to show, according to ``--level``, or else to the configuration."""
    least = configured if options.level is None else _SEVERITIES[options.level]
    return tuple(finding for finding in findings if finding.severity >= least)


def add_rule_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that select rules."""
    rules = parser.add_argument_group("rules")
    rules.add_argument("--select", metavar="RULE,...", help="run only these rules")
    rules.add_argument("--ignore", metavar="RULE,...", help="run all rules except these")


def positive(text: str) -> int:
    """Parse an argument that is a positive number. Raises ArgumentTypeError."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be a positive number, not {text!r}")
    return number


def targets(options: argparse.Namespace) -> list[tuple[str, Path | None]]:
    """The formats, each with its file, or None for standard output. Raises UsageError."""
    targets: list[tuple[str, Path | None]] = []
    for text in options.format or ["text"]:
        name, _, file = text.partition("=")
        if name not in FORMATS:
            close = hint(name, FORMATS) or f"; choose from {', '.join(FORMATS)}"
            raise UsageError(f"unknown format '{name}'{close}")
        targets.append((name, Path(file) if file else options.output))
    places = Counter(file for _, file in targets)
    if any(count > 1 for count in places.values()):
        raise UsageError("several formats have the same target; use --format NAME=FILE")
    return targets


def chosen(options: argparse.Namespace) -> set[str] | None:
    """The names of the rules to run, or None for all. Raises UsageError for unknown names."""
    if options.select is None and options.ignore is None:
        return None
    from apiref.rules.registry import all_rules

    rules = all_rules()
    chosen = names(options.select, rules) if options.select is not None else set(rules)
    chosen -= names(options.ignore or "", rules)
    if not chosen:
        raise UsageError("no rules are selected")
    return chosen


def names(
    text: str, known: Collection[str], what: str = "rule", listing: str = "apiref explain"
) -> set[str]:
    """The names of rules or the like in a list with commas. Raises UsageError for unknown ones."""
    found = {name.strip() for name in text.split(",") if name.strip()}
    for name in sorted(found - set(known)):
        close = hint(name, known) or f"; '{listing}' lists them"
        raise UsageError(f"unknown {what} '{name}'{close}")
    return found


def write_to(path: Path | None, lines: Iterable[str]) -> None:
    """Write a file, or to standard output if the path is None. Raises UsageError if that fails."""
    if path is None:
        write(lines)
        return
    try:
        write_lines(path, lines)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error


def report(
    options: argparse.Namespace,
    findings: tuple[Finding, ...],
    summary: Summary,
    root: Path,
    allowances: Iterable[tuple[str, int, int]] = (),
    page_of: Callable[[str], str | None] = no_page,
) -> Report:
    """The report of the findings to show, according to the options.

    ``summary`` also counts those below the level; ``allowances`` and ``page_of`` are as in the
    report.
    """
    shown = findings[: options.max_findings]
    return Report(
        findings=shown,
        summary=summary,
        rules=_rule_infos,
        root=str(root),
        prefix=_prefix(root),
        statistics=counts(finding.rule for finding in findings) if options.statistics else (),
        hidden=len(findings) - len(shown),
        below_level=summary.findings - len(findings),
        quiet=options.quiet,
        allowances=tuple(
            (rule, found, allowed)
            for rule, found, allowed in allowances
            if found > allowed or (found < allowed and not options.quiet)
        ),
        failing=_failing(options),
        version=__version__,
        page_of=page_of,
    )


def _prefix(root: Path) -> str:
    """The path of a folder in the checkout of a CI server, if it is below that, else nothing."""
    for path in filter(None, map(os.environ.get, _CHECKOUTS)):
        checkout = Path(os.path.realpath(path))
        if checkout in root.parents:
            return f"{root.relative_to(checkout)}/"
    return ""


def deliver(formats: Iterable[tuple[str, Path | None]], made: Report) -> None:
    """Write the report in each format to its target."""
    for name, file in formats:
        is_shown = file is None
        lines = render(name, made, colour=is_shown and colour(), links=is_shown and links())
        write_to(file, lines)


def _rule_infos() -> dict[str, RuleInfo]:
    from apiref.rules.registry import all_rules

    return {
        rule.name: RuleInfo(rule.name, rule.severity, rule.summary, rule.documentation)
        for rule in all_rules().values()
    }


def exit_code(options: argparse.Namespace, findings: Iterable[Finding]) -> int:
    """The exit code for findings that are shown, according to ``--fail-on``."""
    least = _failing(options)
    is_failed = least is not None and any(finding.severity >= least for finding in findings)
    return FINDINGS if is_failed else CLEAN


def _failing(options: argparse.Namespace) -> Severity | None:
    """The lowest severity that fails the check; None for never."""
    return Severity.INFO if options.fail_on is None else _SEVERITIES.get(options.fail_on)
