"""``apiref explain``: the documentation of the rules, and of the kinds of changes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
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
        "--changes",
        action="store_true",
        help="list the kinds of changes that 'apiref diff' reports",
    )


def run(options: argparse.Namespace) -> int:
    """Print the documentation of one rule, or list all rules; return the exit code.

    Raises UsageError for an unknown rule.
    """
    # Imported here to keep the start of other commands fast.
    from apiref.rules.registry import all_rules

    if options.changes:
        write(map(_line, CHANGES))
        return CLEAN
    rules = all_rules()
    if options.rule in CHANGES:
        write([_line(options.rule)])
        return CLEAN
    if options.rule is None:
        width = max(len(name) for name in rules)
        write(
            f"{rule.name:{width}}  {rule.severity.label:7}  {'fix' if rule.fixable else '':3}"
            f"  {rule.summary}"
            for rule in rules.values()
        )
        return CLEAN
    if options.rule not in rules:
        close = hint(options.rule, rules) or "; 'apiref explain' lists them"
        raise UsageError(f"unknown rule '{options.rule}'{close}")
    rule = rules[options.rule]
    label = f"{rule.severity.label}, fixable" if rule.fixable else rule.severity.label
    write([f"{rule.name} ({label})", "", rule.documentation])
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
