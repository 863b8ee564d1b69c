"""The outcome of checking a whole repository."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.finding import Finding
from apiref.model.settings import Settings


class Outcome(NamedTuple):
    """All findings, before the baseline and the allowed numbers apply, and what was checked.

    ``sources`` are the source folders of the references. ``files``, ``operations`` and ``samples``
    are counts.
    """

    settings: Settings
    findings: tuple[Finding, ...]
    files: int
    operations: int
    samples: int
    sources: tuple[str, ...] = ()
