"""Keeps track of what the document includes, what it lacks and what the reference leaves open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from apiref.model.finding import Finding, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation

KINDS = ("operations", "parameters", "samples")


@dataclass(slots=True)
class Ledger:
    """Counts what a document includes, and records what it lacks or what is unspecified.

    ``total`` and ``carried`` count endpoints as operations, rows as parameters, and samples.
    """

    findings: list[Finding] = field(default_factory=list)
    total: Counter[str] = field(default_factory=Counter)
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(
        self,
        rule: str,
        location: Location,
        subject: str,
        message: str,
        operation: Operation | None = None,
    ) -> None:
        """Record something that the reference does not specify."""
        label = operation.label if operation is not None else None
        self.findings.append(
            Finding(f"openapi-{rule}", Severity.INFO, location, subject, message, label)
        )

    def lose(
        self,
        kind: str,
        reason: str,
        location: Location,
        subject: str,
        operation: Operation | None = None,
        count: int = 1,
    ) -> None:
        """Record something that the document does not include, and why."""
        self.lost[kind, reason] += count
        name = kind.removesuffix("s")
        message = f"'{subject}' is not in the document: {reason}"
        self.note(f"lost-{name}", location, subject, message, operation)

    def carried(self, kind: str) -> int:
        """How many items of a kind the document includes."""
        lost = sum(count for (other, _), count in self.lost.items() if other == kind)
        return self.total[kind] - lost
