"""The completeness of a reference, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from apiref.analysis.operations.completeness import Completeness, total
from apiref.report.text import printable

_HEADER = ("page", "operations", "requests", "responses", "fields", "codes")


def render_table(pages: Mapping[str, Completeness]) -> Iterator[str]:
    """The lines of a table, one row per page and a total; "3/4" means three out of four."""
    rows: list[tuple[str, ...]] = [_HEADER]
    rows += [_row(printable(page), figures) for page, figures in pages.items()]
    rows.append(_row("total", total(pages.values())))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER))]
    for number, row in enumerate(rows):
        if number == len(rows) - 1:
            yield "  ".join("-" * width for width in widths)
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(cells)
    yield ""
    yield "requests, responses: operations with a body that show a sample of it"
    yield "fields: rows with a description; codes: response codes with a reason"


def _row(name: str, figures: Completeness) -> tuple[str, ...]:
    return (
        name,
        str(figures.operations),
        f"{figures.request_samples}/{figures.requests}",
        f"{figures.response_samples}/{figures.responses}",
        f"{figures.described_fields}/{figures.fields}",
        f"{figures.described_codes}/{figures.codes}",
    )


def render_json(pages: Mapping[str, Completeness]) -> Iterator[str]:
    """The lines of one JSON object: ``pages`` with the figures of each, and ``total``."""
    document = {
        "pages": {page: figures._asdict() for page, figures in pages.items()},
        "total": total(pages.values())._asdict(),
    }
    yield from json.dumps(document, indent=2, ensure_ascii=True).splitlines()
