"""Compares the findings in public trees with what readers have said about them.

    python -m tests.judged FOLDER...

Each subfolder of a FOLDER with the name of a judged tree is checked. Fails if too few of the
findings that were judged are real.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from apiref.engine.session import Session
from apiref.model.finding import Finding, Severity
from apiref.report.text import line
from tests.judged.verdicts import Judged, Tally, Verdicts, read

DATA = Path(__file__).parent
# Of the real findings of a rule that are no longer reported, in detailed output.
SHOWN = 10


def main(arguments: Sequence[str] | None = None, data: Path = DATA) -> int:
    """Prints the comparison; the exit code is 1 if too few findings are real, 2 without a tree."""
    parser = argparse.ArgumentParser(prog="python -m tests.judged", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="list infos, and what was lost"
    )
    options = parser.parse_args(arguments)
    tally = Tally()
    lost: list[tuple[str, Judged]] = []
    is_any = False
    for file in sorted(data.glob("*.json")):
        name = file.stem
        root = next((item / name for item in options.folders if (item / name).is_dir()), None)
        if root is None:
            print(f"{name}: not in {', '.join(map(str, options.folders))}, skipped")
            continue
        is_any = True
        verdicts = Verdicts(read(file))
        findings = Session(root).update().findings
        least = Severity.INFO if options.verbose else Severity.WARNING
        _print(_compared(name, findings, verdicts, tally, least))
        lost += ((name, item) for item in verdicts.lost())
    if not is_any:
        print("no folder contains a judged tree", file=sys.stderr)
        return 2
    _print(("", *tally.lines(), "", *_lost(lost, SHOWN if options.verbose else 0)))
    return 0 if tally.is_enough() else 1


def _compared(
    name: str, findings: Iterable[Finding], verdicts: Verdicts, tally: Tally, least: Severity
) -> Iterator[str]:
    """The findings that nobody has judged, those of less than a severity only counted."""
    new = []
    for finding in findings:
        verdict = verdicts.of(finding)
        tally.add(finding, verdict)
        if verdict is None:
            new.append(finding)
    shown = [finding for finding in new if finding.severity >= least]
    more = f", and {len(new) - len(shown)} infos" if len(new) > len(shown) else ""
    yield f"{name}: {len(shown)} findings that nobody has judged{more}"
    yield from (f"  {line(finding)}" for finding in shown)


def _lost(lost: Iterable[tuple[str, Judged]], shown: int) -> Iterator[str]:
    """The real findings that are no longer reported, by rule; ``shown`` ones of each."""
    by_rule: dict[str, list[str]] = defaultdict(list)
    for name, item in lost:
        by_rule[item.rule].append(f"{name}/{item.file}:{item.line}: {item.subject}")
    yield f"Real findings that are no longer reported: {sum(map(len, by_rule.values()))}"
    for rule, places in sorted(by_rule.items()):
        yield f"{len(places):4}  {rule}"
        yield from (f"      {place}" for place in places[:shown])


def _print(lines: Iterable[str]) -> None:
    for text in lines:
        print(text)


if __name__ == "__main__":
    sys.exit(main())
