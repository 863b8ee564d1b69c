"""What a check of a whole reference comes to."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.finding import Finding
from apiref.model.settings import Settings


class Outcome(NamedTuple):
    """All findings, before a baseline or allowed numbers take any away, and what was looked at.

    ``sources`` are the folders of the references that were found.
    ``files``, ``operations`` and ``samples`` are counts.
    """

    settings: Settings
    findings: tuple[Finding, ...]
    files: int
    operations: int
    samples: int
    sources: tuple[str, ...] = ()
