"""The report formats by name."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from apiref.report.summary import Report

# Modules, imported on demand.
_MODULES = {
    "text": "text",
    "json": "json_report",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
}
FORMATS = tuple(_MODULES)


def render(
    name: str, report: Report, *, colour: bool = False, links: bool = False
) -> Iterator[str]:
    """The lines of a report in a format; only ``text`` uses colours and links of terminals."""
    module = importlib.import_module(f"apiref.report.{_MODULES[name]}")
    lines: Iterator[str]
    if name == "text":
        lines = module.render(report, colour=colour, links=links)
    else:
        lines = module.render(report)
    return lines
