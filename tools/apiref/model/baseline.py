"""What was found before, and is to be mended another day."""

from __future__ import annotations

from typing import NamedTuple

# Rule, file, operation ("" for none) and subject: what stays the same when lines move.
Identity = tuple[str, str, str, str]


class Baseline(NamedTuple):
    """How many findings of each identity are recorded."""

    counts: dict[Identity, int]
