"""What recorded traffic exercised of a reference, as text, JSON and an RST table."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from apiref.analysis.traffic.coverage import Coverage
from apiref.report.text import printable

# The usual line length of OpenStack documents.
_WIDTH = 79
Reasons = Mapping[tuple[str, str], str]


def render_table(covered: Sequence[Coverage], reasons: Reasons) -> Iterator[str]:
    """The lines of a report: per operation, the items that were exercised and those that were not.

    ``reasons`` maps operation and item to the reason why it need not be exercised.
    """
    total = sum(len(item.items) for item in covered)
    seen = sum(item.exercised for item in covered)
    for item in covered:
        label = item.operation.label
        yield (
            f"{printable(label)}: {item.exercised}/{len(item.items)} exercised by"
            f" {item.exchanges} {'exchange' if item.exchanges == 1 else 'exchanges'}"
        )
        for kind in ("code", "path", "query", "request", "response"):
            shown = [part for part in item.items if part.label.split(" ")[0] == kind]
            if shown:
                words = ", ".join(
                    f"{printable(part.label.partition(' ')[2])} ({part.exchanges})"
                    for part in shown
                )
                yield f"  {kind}: {words}"
        for part in item.items:
            if not part.exchanges:
                reason = reasons.get((label, part.label))
                yield f"  never: {printable(part.label)}" + (
                    f" ({printable(reason)})" if reason else ""
                )
    yield f"total: {seen}/{total} exercised"


def render_rst(covered: Sequence[Coverage], reasons: Reasons) -> Iterator[str]:
    """The lines of an RST table for the reference itself, one row per operation.

    It shows no numbers of exchanges, so that it only changes when the reference or its coverage
    does.
    """
    yield ".. list-table::"
    yield "   :header-rows: 1"
    yield ""
    yield from _cells("Operation", "Documented", "Seen", "Never seen")
    for item in covered:
        never = []
        for part in item.items:
            if not part.exchanges:
                reason = reasons.get((item.operation.label, part.label))
                never.append(f"{part.label} ({reason})" if reason else part.label)
        yield from _cells(
            f"{item.operation.title} (``{item.operation.label}``)",
            str(len(item.items)),
            str(item.exercised),
            "; ".join(never) or "--",
        )


def _cells(first: str, *others: str) -> Iterator[str]:
    for start, text in (("   * - ", first), *(("     - ", text) for text in others)):
        yield from textwrap.wrap(
            printable(text),
            _WIDTH,
            initial_indent=start,
            subsequent_indent=" " * len(start),
            break_long_words=False,
            break_on_hyphens=False,
        )


def render_json(covered: Sequence[Coverage], reasons: Reasons) -> Iterator[str]:
    """The lines of one JSON object: ``operations`` with their items, and ``total``."""
    document = {
        "operations": [
            {
                "operation": item.operation.label,
                "exchanges": item.exchanges,
                "items": [
                    {
                        "item": part.label,
                        "exchanges": part.exchanges,
                        "path": part.location.path,
                        "line": part.location.line,
                        "column": part.location.column,
                        "reason": reasons.get((item.operation.label, part.label)),
                    }
                    for part in item.items
                ],
            }
            for item in covered
        ],
        "total": {
            "items": sum(len(item.items) for item in covered),
            "exercised": sum(item.exercised for item in covered),
        },
    }
    yield from json.dumps(document, indent=2, ensure_ascii=True).splitlines()
