"""What was found before, and is to be mended another day."""

from __future__ import annotations

from dataclasses import dataclass

# Rule, file, operation ("" for none) and subject: what stays the same when lines move.
Identity = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each identity are recorded."""

    counts: dict[Identity, int]
