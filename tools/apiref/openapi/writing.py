"""Formats a document as JSON or YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from apiref.openapi.components import Object

FORMATS = ("json", "yaml")
# Line ends, and spaces that are not called printable.
_HARMLESS = dict.fromkeys(map(ord, "\n\xa0\u3000"))


def written(document: Object, form: str, *, is_ascii: bool = False) -> Iterator[str]:
    """The lines of a document, in member order; ``is_ascii`` escapes other characters.

    Characters that steer a terminal or turn the direction of writing are always escaped.
    """
    if form == "yaml":
        text = _yaml(document, is_ascii)
        if not _is_printable(text):
            # Only quoted values can have escapes.
            text = _yaml(document, True)
    else:
        text = json.dumps(document, indent=2, ensure_ascii=is_ascii)
        if not _is_printable(text):
            odd = [char for char in set(text) if not _is_printable(char)]
            text = text.translate({ord(char): _escape(char) for char in odd})
    return iter(text.rstrip("\n").split("\n"))


def _is_printable(text: str) -> bool:
    return text.translate(_HARMLESS).isprintable()


def _escape(char: str) -> str:
    """The escape of a character in JSON, or two, if it is beyond U+FFFF."""
    return re.sub("(....)", r"\\u\1", char.encode("utf-16-be", "surrogatepass").hex())


def _yaml(document: Object, is_ascii: bool) -> str:
    # Imported here because JSON does not need it.
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        """A dumper that writes repeated objects in full instead of as aliases."""

        def ignore_aliases(self, _data: object) -> bool:
            return True

    text: str = yaml.dump(
        document, Dumper=Dumper, sort_keys=False, allow_unicode=not is_ascii, width=100
    )
    return text
