"""Recorded findings that do not fail a check."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

# Rule, file, operation ("" for none) and subject: independent of line numbers.
Identity = tuple[str, str, str, str]


class Baseline(NamedTuple):
    """The number of recorded findings for each identity."""

    counts: dict[Identity, int]

    def parted(self, rules: Container[str]) -> tuple[Baseline, Baseline]:
        """Split the records into those of the given rules and those of all other rules."""
        chosen = {each: count for each, count in self.counts.items() if each[0] in rules}
        others = {each: count for each, count in self.counts.items() if each[0] not in rules}
        return Baseline(chosen), Baseline(others)

    def joined(self, other: Baseline) -> Baseline:
        """Merge two sets of records that have no identity in common."""
        return Baseline({**self.counts, **other.counts})
