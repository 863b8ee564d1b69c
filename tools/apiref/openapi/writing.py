"""Formats a document as JSON or YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from apiref.openapi.components import Object

FORMATS = ("json", "yaml")


def written(document: Object, form: str, *, is_ascii: bool = False) -> Iterator[str]:
    """The lines of a document, in member order; ``is_ascii`` escapes other characters."""
    if form == "yaml":
        text = _yaml(document, is_ascii)
    else:
        text = json.dumps(document, indent=2, ensure_ascii=is_ascii)
    return iter(text.rstrip("\n").split("\n"))


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
