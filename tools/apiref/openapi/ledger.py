"""What becomes of the parts of a reference: what is carried, and what the tree does not tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from apiref.model.finding import Finding, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation

KINDS = ("operations", "parameters", "samples")


@dataclass(slots=True)
class Ledger:
    """Counts what a document carries, and keeps what it cannot, or what is left open in it.

    ``total`` and ``carried`` count endpoints as operations, rows as parameters, and shown samples.
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
        """Keeps something that the tree does not tell."""
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
        """Keeps something that the document does not carry, and why."""
        self.lost[kind, reason] += count
        name = kind.removesuffix("s")
        message = f"'{subject}' is not carried: {reason}"
        self.note(f"lost-{name}", location, subject, message, operation)

    def carried(self, kind: str) -> int:
        """How many of a kind the document carries."""
        lost = sum(count for (other, _), count in self.lost.items() if other == kind)
        return self.total[kind] - lost
