"""Changes of an API as text, JSON and Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from apiref.model.change import Change, Level
from apiref.report.text import printable
from apiref.text.listing import shortened

_STATES = {
    "required": "required",
    "deprecated": "deprecated",
    "readOnly": "read-only",
    "writeOnly": "write-only",
}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def render(name: str, changes: Sequence[Change]) -> Iterator[str]:
    """The lines of a report in a format: ``text``, ``json`` or ``markdown``."""
    return {"text": _text, "json": _json, "markdown": _markdown}[name](changes)


def _text(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        line = f"{_operation(change)}: {change.level.label}: {sentence(change)} [{change.id}]"
        yield printable(line)
    yield _summary(changes)


def _json(changes: Sequence[Change]) -> Iterator[str]:
    document = {
        "changes": [
            {
                "id": change.id,
                "level": change.level.label,
                "operation": change.operation or None,
                "action": change.action or None,
                "place": change.place or None,
                "kind": change.kind,
                "what": change.what,
                "name": change.name,
                "before": change.before,
                "after": change.after,
                "breaking": change.is_breaking,
            }
            for change in changes
        ],
        "breaking": _count(changes, Level.BREAKING),
        "warnings": _count(changes, Level.WARNING),
        "total": len(changes),
    }
    yield from json.dumps(document, indent=2).splitlines()


def _markdown(changes: Sequence[Change]) -> Iterator[str]:
    yield f"# Changes of the API: {_summary(changes)}"
    titles = {
        Level.BREAKING: "Breaking changes",
        Level.WARNING: "Changes that may break clients",
        Level.INFO: "Other changes",
    }
    for level, title in titles.items():
        part = [change for change in changes if change.level is level]
        if not part:
            continue
        yield ""
        yield f"## {title}"
        last = None
        for change in part:
            if _operation(change) != last:
                last = _operation(change)
                yield ""
                yield f"### {_escaped(printable(last))}"
                yield ""
            yield f"- {_escaped(printable(sentence(change)))} (`{change.id}`)"


def sentence(change: Change) -> str:
    """Describe a change in words."""
    place = f"{change.place}: " if change.place else ""
    if change.what in ("operation", "field", "code", "header", "media type", "body") or (
        change.what.endswith(" parameter")
    ):
        name = "" if change.what in ("body", "operation") else f" '{change.name}'"
        if change.what == "operation" and change.action:
            name = ""
        return f"{place}{change.what}{name} was {change.kind}{_type(change)}"
    where = f" of '{change.name}'" if change.name else ""
    if change.what in _STATES:
        now = "is now" if change.after else "is no longer"
        name = f"'{change.name}'" if change.name else "operation"
        return f"{place}{name} {now} {_STATES[change.what]}"
    if change.kind == "added":
        return f"{place}{change.what} {_value(change.after)}{where} was added"
    if change.kind == "removed":
        return f"{place}{change.what} {_value(change.before)}{where} was removed"
    before, after = _value(change.before), _value(change.after)
    return f"{place}{change.what}{where} changed from {before} to {after}"


def _type(change: Change) -> str:
    stated = change.after or change.before
    return f" ({stated})" if change.what == "field" and stated else ""


def _operation(change: Change) -> str:
    if not change.operation:
        return "all operations"
    return f"{change.operation} ({change.action})" if change.action else change.operation


def _value(value: Any) -> str:
    if value is None:
        return "any"
    return shortened(value if isinstance(value, str) else json.dumps(value))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _summary(changes: Sequence[Change]) -> str:
    if not changes:
        return "no changes"
    breaking, warnings = (_count(changes, level) for level in (Level.BREAKING, Level.WARNING))
    others = len(changes) - breaking - warnings
    return f"{breaking} breaking, {warnings} warning{'s' * (warnings != 1)}, {others} other"


def _count(changes: Sequence[Change], level: Level) -> int:
    return sum(change.level is level for change in changes)
