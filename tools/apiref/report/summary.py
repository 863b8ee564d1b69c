"""The figures that every report ends with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of findings by severity, of what was checked, and the seconds it took."""

    errors: int
    warnings: int
    infos: int
    files: int
    operations: int
    samples: int
    seconds: float

    @property
    def findings(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos
