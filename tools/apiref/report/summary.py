"""What every report is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from apiref.model.finding import Finding, Severity


class Summary(NamedTuple):
    """Counts of findings by severity, of what was checked, and the seconds it took.

    ``exchanges`` is the number of those recorded, where recorded traffic was held against a
    reference. ``recorded`` are findings that a baseline holds, ``gone`` what it holds and nothing
    finds any more; neither is among the counts, nor is ``allowed``, what rules may still find.
    """

    errors: int
    warnings: int
    infos: int
    files: int
    operations: int
    samples: int
    seconds: float
    recorded: int = 0
    gone: int = 0
    exchanges: int | None = None
    allowed: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding], **figures: float) -> Summary:
        """The summary of findings, with the other figures by their names."""
        counts = Counter(finding.severity for finding in findings)
        return cls(
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
            **figures,  # type: ignore[arg-type]
        )

    @property
    def findings(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos


class RuleInfo(NamedTuple):
    """What a report says of a rule: its name, its severity, and its documentation."""

    name: str
    severity: Severity
    summary: str
    documentation: str


class Report(NamedTuple):
    """The findings to show, in order, the summary of all, and what tells of the rules, by name.

    ``statistics`` are the counts by rule to show, or empty. ``hidden`` counts the findings that
    are left out of ``findings``, though not out of the summary. ``root`` is the checked folder.
    ``allowances`` are the rules that find more, or less, than they may: rule, found, allowed.
    ``failing`` is the least severity that makes the check fail, or None where none does.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    rules: Callable[[], dict[str, RuleInfo]]
    root: str = ""
    statistics: tuple[tuple[str, int], ...] = ()
    hidden: int = 0
    quiet: bool = False
    allowances: tuple[tuple[str, int, int], ...] = ()
    failing: Severity | None = Severity.INFO
    version: str = ""
