"""The entries of a parameters file: validates them and provides those that can be shown."""

import json
from collections.abc import Hashable, Iterator
from typing import Any

from sphinx.util import logging

from apiref.model.yaml_file import PLACES
from apiref.sphinx import yaml_files
from apiref.sphinx.yaml_files import YamlFile

logger = logging.getLogger(__name__)

_checked: dict[str, dict[Any, dict[str, Any]]] = {}
_reported: set[tuple[str, Hashable, str]] = set()


def forget() -> None:
    """Drop cached results, since files change between two builds of one process."""
    yaml_files.forget()
    _checked.clear()
    _reported.clear()


def parameters_of(file: YamlFile) -> dict[Any, dict[str, Any]]:
    """Return the entries that can be shown; warn, once per file, about others and the order."""
    if file.path not in _checked:
        _checked[file.path] = dict(_parameters(file))
    return _checked[file.path]


def _parameters(file: YamlFile) -> Iterator[tuple[Any, dict[str, Any]]]:
    last: tuple[int, str] | None = None
    for key, entry in file.entries.items():
        if not isinstance(entry, dict):
            message = "'%s' has no fields; check its indentation"
            logger.warning(message, key, location=file.location(key))
            continue
        yield key, entry
        if "in" not in entry:
            logger.warning("'%s' has no 'in'", key, location=file.location(key))
            continue
        place = entry["in"]
        if not isinstance(place, str) or place not in PLACES:
            message = "'%s' is not a valid value for 'in' of '%s' (must be one of: %s)"
            location = file.location(key, "in")
            logger.warning(message, place, key, ", ".join(sorted(PLACES)), location=location)
            continue
        # The order that os-api-ref requires.
        order = PLACES.index(place), str(key).lower()
        if last and order < last:
            message = "'%s' is out of order: by 'in' (header, path, query, body), then by name"
            logger.warning(message, key, location=file.location(key))
        last = order


def stated_values(entry: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the values documented by ``enum``, ``default`` and ``format``.

    Each item is a label and the values as sent in requests. Malformed fields are skipped;
    ``apiref check`` reports them.
    """
    values = entry.get("enum")
    if isinstance(values, list) and values:
        yield "Values", [_written(value) for value in values]
    if "default" in entry:
        yield "Default", [_written(entry["default"])]
    stated = entry.get("format")
    if isinstance(stated, str) and stated.strip():
        yield "Format", [stated.strip()]


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)


def text_of(file: YamlFile, key: Hashable, field: str) -> str:
    """Return the text of a field; warn, once per file, if it is not a string."""
    entry = file.entries[key]
    value = entry.get(field)
    # Problems with "in" are reported when the file is checked.
    is_right = isinstance(value, str) or field == "in"
    if field not in entry:
        is_right = field != "type"
    if not is_right and (file.path, key, field) not in _reported:
        _reported.add((file.path, key, field))
        what = "'%s' of '%s' is not a string" if field in entry else "'%s' of '%s' is missing"
        logger.warning(what, field, key, location=file.location(key, field))
    return "" if value is None else str(value)
