"""Samples as named examples."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from apiref.analysis.rows.documentation import Documentation
from apiref.analysis.samples.error_samples import is_error_sample
from apiref.model.operation import LiteralPart, Operation, Role, SamplePart
from apiref.model.tree import Tree
from apiref.openapi.components import Components, Object
from apiref.openapi.ledger import Ledger

JSON = "application/json"
_COMMANDS = frozenset({"bash", "console", "shell", "sh", "shell-session", "http", "curl"})
_MEDIA_TYPES = {".xml": "application/xml", ".yaml": "application/yaml", ".yml": "application/yaml"}
_CODE = re.compile(r"(?<!\d)([45]\d\d)(?!\d)")

# The start of a request or response with its headers, which is no body.
_MESSAGE = re.compile(r"\s{0,9}(?:(?:GET|HEAD|POST|PUT|PATCH|DELETE) \S|HTTP/\d|status: \d{3}\s)")
_AS_TEXT = "As text, since it contains members named `$ref`."

TextOf = Callable[[str], "str | None"]


class Sample(NamedTuple):
    """A sample that can be shown: its name, its kind, and where it belongs.

    ``folder`` is that of its file, which tells apart files of the same name. ``code`` is the
    response code according to a title or the file name; ``is_error`` is set if the sample shows an
    error.
    """

    name: str
    folder: str
    summary: str
    value: Any
    media_type: str
    role: Role | None
    code: int | None = None
    is_error: bool = False


class Samples(NamedTuple):
    """The samples of an operation, and its command lines."""

    shown: tuple[Sample, ...]
    commands: tuple[Object, ...]

    def of(self, role: Role | None) -> list[Sample]:
        """The samples of a role."""
        return [sample for sample in self.shown if sample.role == role]


def samples_of(tree: Tree, operation: Operation, text_of: TextOf, ledger: Ledger) -> Samples:
    """All samples of an operation; ``text_of`` returns the text of a file that is not JSON."""
    shown: list[Sample] = []
    commands: list[Object] = []
    for part in operation.samples:
        ledger.total["samples"] += 1
        reference = part.reference
        place, path = reference.location, reference.path
        name = posixpath.basename(reference.file)
        if path is None:
            ledger.lose("samples", "its file is outside the repository", place, name, operation)
            continue
        if reference.partial:
            ledger.lose("samples", "the page shows only a part of it", place, name, operation)
            continue
        file = tree.samples.get(path)
        if file is not None and file.valid:
            shown.append(_sample(part, name, file.value, JSON))
            continue
        text = file.text if file is not None else text_of(path)
        if text is None:
            ledger.lose("samples", "its file cannot be read", place, name, operation)
        elif (reference.language or "").lower() in _COMMANDS or _MESSAGE.match(text):
            is_http = reference.language == "http" or _MESSAGE.match(text)
            language = "http" if is_http else "shell"
            commands.append({"lang": language, "label": name, "source": text.rstrip("\n")})
        elif file is not None:
            ledger.note("sample", place, name, f"the sample '{name}' is not JSON", operation)
            shown.append(_sample(part, name, text, JSON))
        else:
            kind = _MEDIA_TYPES.get(posixpath.splitext(name)[1], "text/plain")
            shown.append(_sample(part, name, text, kind))
    for number, literal in enumerate(operation.literals, 1):
        inline = _inline(literal, number)
        if inline is not None:
            ledger.total["samples"] += 1
            shown.append(inline)
    return Samples(tuple(shown), tuple(commands))


def _sample(part: SamplePart, name: str, value: Any, media_type: str) -> Sample:
    summary = part.headings[-1].rstrip(":").strip() if part.headings else ""
    error = part.role != "request" and is_error_sample(part)
    code = None
    for text in (name, *part.headings) if error else ():
        match = _CODE.search(text)
        code = int(match[1]) if match and code is None else code
    stem = posixpath.splitext(name)[0]
    folder = posixpath.basename(posixpath.dirname(part.reference.path or ""))
    return Sample(stem, folder, summary, value, media_type, part.role, code, error)


def _inline(part: LiteralPart, number: int) -> Sample | None:
    """A JSON literal block in the page itself; other blocks belong to the description."""
    text = part.block.text.strip()
    if not text.startswith(("{", "[")):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    summary = part.headings[-1].rstrip(":").strip() if part.headings else ""
    return Sample(f"inline-{number}", "", summary, value, JSON, part.role)


def shows_rows(documented: Documentation | None, value: Any) -> bool:
    """Whether a top-level member of a sample, or of its items, has a row."""
    if documented is None:
        return False
    items = value if isinstance(value, list) else [value]
    objects = [item for item in items if isinstance(item, dict)]
    return any(name in documented.by_name for item in objects for name in item)


def examples(samples: list[Sample], components: Components) -> Object:
    """The examples of a body by name."""
    found: Object = {}
    for sample in samples:
        folder = f"{sample.name}-{sample.folder}" if sample.folder else sample.name
        made = components.add("examples", _example(sample.value), sample.name, folder)
        name, number = sample.name, 2
        while name in found:
            name, number = f"{sample.name}-{number}", number + 1
        found[name] = made | ({"summary": sample.summary} if sample.summary else {})
    return found


def _example(value: Any) -> Object:
    """A value; as text if it contains what tools, which look everywhere, take for references."""
    if not _refers(value):
        return {"value": value}
    return {"description": _AS_TEXT, "value": json.dumps(value, indent=2, ensure_ascii=False)}


def _refers(value: Any) -> bool:
    if isinstance(value, dict):
        return "$ref" in value or any(map(_refers, value.values()))
    return isinstance(value, list) and any(map(_refers, value))
