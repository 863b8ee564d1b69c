"""Findings in public trees that readers have judged one by one, and how to match them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from apiref.model.finding import Finding, Severity

# From the best to the worst. "misplaced" is true, but at the wrong place or with the wrong advice;
# "consequence" is true, but follows from another finding.
VERDICTS = ("real", "arguable", "consequence", "misplaced", "false")
# The share of real findings among those judged.
ENOUGH = {Severity.ERROR: 0.95, Severity.WARNING: 0.85}


class Judged(NamedTuple):
    """What a reader found about one finding; ``note`` says why it is not real."""

    rule: str
    file: str
    line: int
    subject: str
    verdict: str
    note: str = ""


def read(path: Path) -> tuple[Judged, ...]:
    """The verdicts about a tree, from a file with one of them on each line."""
    return tuple(Judged(*each) for each in json.loads(path.read_text("utf-8"))["verdicts"])


class Verdicts:
    """The verdicts about one tree; ``met`` are those of findings that were reported."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        self.judged = tuple(judged)
        self.met: set[Judged] = set()
        self._alike: dict[tuple[str, str, str], list[Judged]] = defaultdict(list)
        self._at: dict[tuple[str, str, int], list[Judged]] = defaultdict(list)
        for item in self.judged:
            self._alike[item.rule, item.file, item.subject].append(item)
            self._at[item.rule, item.file, item.line].append(item)

    def of(self, finding: Finding) -> str | None:
        """The verdict about a finding, or None for one that nobody has judged.

        Lines may have moved: the nearest one counts. If nobody has judged the finding as a whole,
        the worst verdict counts about any of the fields in its subject, or else about findings of
        the rule at its further places, which were joined with it.
        """
        found = [*self._about(finding, finding.subject)]
        if not found:
            parts = finding.subject.split(", ")
            found = [item for part in parts for item in self._about(finding, part)]
        joined = [
            item
            for place in (finding.location, *finding.places)
            for item in self._at.get((finding.rule, place.path, place.line), ())
        ]
        self.met.update(joined)
        found = found or joined
        self.met.update(found)
        return max((item.verdict for item in found), key=VERDICTS.index, default=None)

    def _about(self, finding: Finding, subject: str) -> Iterator[Judged]:
        place = finding.location
        alike = self._alike.get((finding.rule, place.path, subject), ())
        if alike:
            yield min(alike, key=lambda item: abs(item.line - place.line))

    def lost(self) -> list[Judged]:
        """The real findings that were not reported."""
        return [item for item in self.judged if item.verdict == "real" and item not in self.met]


class Tally:
    """Counts findings by severity and by rule: all those judged, the real ones, and the others."""

    def __init__(self) -> None:
        self.judged: Counter[Severity | str] = Counter()
        self.real: Counter[Severity | str] = Counter()
        self.new: Counter[Severity | str] = Counter()

    def add(self, finding: Finding, verdict: str | None) -> None:
        """Counts a finding."""
        for kind in (finding.severity, finding.rule):
            if verdict is None:
                self.new[kind] += 1
            else:
                self.judged[kind] += 1
                self.real[kind] += verdict == "real"

    def share(self, kind: Severity | str) -> float:
        """The share of real findings among those judged; 1 if there are none."""
        return self.real[kind] / self.judged[kind] if self.judged[kind] else 1.0

    def is_enough(self) -> bool:
        """Whether enough errors and warnings are real."""
        return all(self.share(severity) >= least for severity, least in ENOUGH.items())

    def lines(self) -> Iterator[str]:
        """The shares, by severity and then by rule, the worst first."""
        rules = {kind for kind in (*self.judged, *self.new) if isinstance(kind, str)}
        yield "Real findings by severity:"
        for severity in sorted(Severity, reverse=True):
            yield self._line(severity, severity.label)
        yield ""
        yield "Real findings by rule:"
        for rule in sorted(rules, key=lambda rule: (self.share(rule), -self.judged[rule], rule)):
            yield self._line(rule, rule)

    def _line(self, kind: Severity | str, name: str) -> str:
        new = f", {self.new[kind]} not judged" if self.new[kind] else ""
        judged = self.judged[kind]
        share = f"{self.share(kind):6.1%}" if judged else "     -"
        return f"{share}  {name}: {self.real[kind]} of {judged}{new}"
