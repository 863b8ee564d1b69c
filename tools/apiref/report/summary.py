"""The data of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from apiref.model.finding import Finding, Severity


class Summary(NamedTuple):
    """Counts of findings by severity and of what was checked, and the duration in seconds.

    ``exchanges`` is the number of recorded exchanges if traffic was verified, else None.
    ``recorded`` is the number of findings in the baseline, ``gone`` the number of its records that
    are no longer found, ``allowed`` the number of tolerated findings. None of them is included in
    the counts by severity.
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
        """The summary of findings; ``figures`` are the other fields by name."""
        counts = Counter(finding.severity for finding in findings)
        return cls(
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
            **figures,  # type: ignore[arg-type]
        )

    @property
    def findings(self) -> int:
        """The number of findings."""
        return self.errors + self.warnings + self.infos


def counts(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each name occurs, the most frequent ones first."""
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


class RuleInfo(NamedTuple):
    """The information about a rule in a report."""

    name: str
    severity: Severity
    summary: str
    documentation: str


def no_page(_rule: str) -> None:
    """The pages of rules that have none."""


class Report(NamedTuple):
    """The findings to show, in order, the summary of all findings, and the rules by name.

    ``statistics`` are counts by rule to show, or empty. ``hidden`` is the number of findings that
    are not in ``findings``, but in the summary, as are ``below_level`` that the check was not asked
    to show. ``root`` is the checked folder; ``prefix`` is its path in the checkout of a CI server,
    with a slash at the end, if it is below that. ``allowances`` are the rules with more or fewer
    findings than allowed: rule, found, allowed. ``failing`` is the lowest severity that fails the
    check, or None. ``page_of`` returns the URL of the page of a rule, or None.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    rules: Callable[[], dict[str, RuleInfo]]
    root: str = ""
    prefix: str = ""
    statistics: tuple[tuple[str, int], ...] = ()
    hidden: int = 0
    below_level: int = 0
    quiet: bool = False
    allowances: tuple[tuple[str, int, int], ...] = ()
    failing: Severity | None = Severity.INFO
    version: str = ""
    page_of: Callable[[str], str | None] = no_page
