"""``apiref explain``: the documentation of the rules, and of the kinds of changes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from apiref.commands.common import CLEAN, UsageError, write
from apiref.model.change import CHANGES
from apiref.model.settings import Settings
from apiref.read.discovery import NotFoundError, find_root
from apiref.read.files import Files
from apiref.read.settings import ConfigurationError, read_settings
from apiref.text.suggestions import hint


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("rule", nargs="?", metavar="RULE", help="the name of a rule")
    parser.add_argument(
        "--page", action="store_true", help="print the documentation of all rules as one RST page"
    )
    parser.add_argument(
        "--changes",
        action="store_true",
        help="the same for the kinds of changes that 'apiref diff' reports",
    )


def run(options: argparse.Namespace) -> int:
    """Print the documentation of one rule, or list all rules; return the exit code.

    Raises UsageError for an unknown rule.
    """
    # Imported here to keep the start of other commands fast.
    from apiref.rules.registry import all_rules

    if options.changes:
        write(changes_page() if options.page else map(_line, CHANGES))
        return CLEAN
    rules = all_rules()
    if options.page:
        write(page())
        return CLEAN
    if options.rule in CHANGES:
        write([_line(options.rule)])
        return CLEAN
    if options.rule is None:
        width = max(len(name) for name in rules)
        write(
            f"{rule.name:{width}}  {rule.severity.label:7}  {rule.summary}"
            for rule in rules.values()
        )
        return CLEAN
    if options.rule not in rules:
        close = hint(options.rule, rules) or "; 'apiref explain' lists them"
        raise UsageError(f"unknown rule '{options.rule}'{close}")
    rule = rules[options.rule]
    write([f"{rule.name} ({rule.severity.label})", "", rule.documentation])
    link = _settings(rules).page_of(rule.name)
    if link is not None:
        write(["", link])
    return CLEAN


def _settings(rules: Iterable[str]) -> Settings:
    """The settings of the current repository, as far as they can be read."""
    try:
        return read_settings(Files(find_root(Path())), rules)
    except (ConfigurationError, NotFoundError):
        return Settings()


def _line(name: str) -> str:
    kind = CHANGES[name]
    return f"{name:{max(map(len, CHANGES))}}  {kind.level.label:8}  {kind.summary}"


def changes_page() -> Iterator[str]:
    """The lines of an RST page with the kinds of changes."""
    columns = [("Name", "Level", "Meaning")]
    columns += [(name, kind.level.label, kind.summary) for name, kind in CHANGES.items()]
    widths = [max(map(len, column)) for column in zip(*columns, strict=True)]
    rule = "  ".join("=" * width for width in widths)
    yield from ("=======", "Changes", "=======", "")
    yield "What ``apiref diff`` tells apart. This page is written by ``apiref explain --changes"
    yield "--page``."
    yield from ("", rule)
    for number, cells in enumerate(columns):
        yield "  ".join(
            f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True)
        ).strip()
        if not number:
            yield rule
    yield rule


def page() -> Iterator[str]:
    """The lines of an RST page with the documentation of all rules, by topic."""
    yield "====="
    yield "Rules"
    yield "====="
    yield ""
    yield "What ``apiref check`` looks for. This page is written by ``apiref explain --page``."
    from apiref.rules.registry import all_rules

    topics: dict[str, list[str]] = {}
    rules = all_rules()
    for rule in rules.values():
        topics.setdefault(rule.topic, []).append(rule.name)
    for topic, names in sorted(topics.items()):
        title = topic.replace(".", ": ").replace("_", " ").capitalize()
        yield from ("", title, "=" * len(title))
        for name in names:
            rule = rules[name]
            yield from ("", name, "-" * len(name), "", f"*{rule.severity.label.capitalize()}.*", "")
            yield from rule.documentation.splitlines()
