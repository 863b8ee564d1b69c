"""What was found before, and is to be mended another day."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

# Rule, file, operation ("" for none) and subject: what stays the same when lines move.
Identity = tuple[str, str, str, str]


class Baseline(NamedTuple):
    """How many findings of each identity are recorded."""

    counts: dict[Identity, int]

    def parted(self, rules: Container[str]) -> tuple[Baseline, Baseline]:
        """What is recorded for some rules, and what for all others."""
        chosen = {each: count for each, count in self.counts.items() if each[0] in rules}
        others = {each: count for each, count in self.counts.items() if each[0] not in rules}
        return Baseline(chosen), Baseline(others)

    def joined(self, other: Baseline) -> Baseline:
        """The records of both, which have no identity in common."""
        return Baseline({**self.counts, **other.counts})
