"""The entries of a parameters file: which can be shown, and what is wrong with the others."""

import json
from collections.abc import Hashable, Iterator
from typing import Any

from sphinx.util import logging

from apiref.model.yaml_file import PLACES
from apiref.sphinx import yaml_files
from apiref.sphinx.yaml_files import YamlFile

logger = logging.getLogger(__name__)

_checked: dict[str, dict[Any, dict[str, Any]]] = {}
_told: set[tuple[str, Hashable, str]] = set()


def forget() -> None:
    """Drop what was found out about files, since they change between two builds of one process."""
    yaml_files.forget()
    _checked.clear()
    _told.clear()


def parameters_of(file: YamlFile) -> dict[Any, dict[str, Any]]:
    """Return the entries that can be shown; warn, once a file, about the others and the order."""
    if file.path not in _checked:
        _checked[file.path] = dict(_parameters(file))
    return _checked[file.path]


def _parameters(file: YamlFile) -> Iterator[tuple[Any, dict[str, Any]]]:
    last: tuple[int, str] | None = None
    for key, entry in file.entries.items():
        if not isinstance(entry, dict):
            message = "'%s' holds no fields; is it indented rightly?"
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
        # The order that os-api-ref wants.
        order = PLACES.index(place), str(key).lower()
        if last and order < last:
            message = "'%s' is out of order: by 'in' (header, path, query, body), then by name"
            logger.warning(message, key, location=file.location(key))
        last = order


def stated_values(entry: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield what an entry states of its values by ``enum``, ``default`` and ``format``, in words.

    That is what each is called, and the values as a request has them. A field of another form than
    it should have is left out; ``apiref check`` tells it.
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
    """Return the text of a field; warn, once a file, where it is none."""
    entry = file.entries[key]
    value = entry.get(field)
    # What is wrong with "in" is told when the file is checked.
    is_right = isinstance(value, str) or field == "in"
    if field not in entry:
        is_right = field != "type"
    if not is_right and (file.path, key, field) not in _told:
        _told.add((file.path, key, field))
        what = "'%s' of '%s' is not a text" if field in entry else "'%s' of '%s' is missing"
        logger.warning(what, field, key, location=file.location(key, field))
    return "" if value is None else str(value)
