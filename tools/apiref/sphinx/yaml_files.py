"""Parameters and status files, loaded with the line of everything in them.

Both are read with libyaml where PyYAML has it, which takes a tenth of the time of the pure Python
loader that os-api-ref uses, and with its rules: a number with a point is a version, and so a text.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sphinx.util import logging

logger = logging.getLogger(__name__)

_FLOAT = "tag:yaml.org,2002:float"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that leaves numbers such as 2.10 as they are written."""


Loader.add_constructor(_FLOAT, lambda loader, node: loader.construct_scalar(node))


@dataclass(frozen=True)
class YamlFile:
    """A mapping of mappings, and where its keys stand."""

    path: str
    entries: dict[Any, Any] = field(default_factory=dict)
    # The line of a key, and of what a key within its value holds. The first line is 1.
    lines: dict[tuple[Hashable, ...], int] = field(default_factory=dict)

    def location(self, *keys: Hashable) -> str:
        """Return where a key or a value stands, as Sphinx shows it before a message."""
        return f"{self.path}:{self.line(*keys)}"

    def line(self, *keys: Hashable) -> int:
        """Return the line of a key or a value, or the best that is known of it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)


_cache: dict[str, YamlFile | None] = {}


def forget() -> None:
    """Drop what was loaded, since files change between two builds of one process."""
    _cache.clear()


def load(path: str, location: str) -> YamlFile | None:
    """Return the file's content, or None after a warning if it cannot be used.

    Args:
        path: The file.
        location: Where the file is named, for a warning about a file that is not there.
    """
    if path not in _cache:
        _cache[path] = _load(path, location)
    return _cache[path]


def _load(path: str, location: str) -> YamlFile | None:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        # The text of the error names the file by a path that depends on the machine.
        logger.warning("cannot read %s: %s", Path(path).name, error.strerror, location=location)
        return None
    except UnicodeDecodeError:
        logger.warning("is not UTF-8", location=f"{path}:1")
        return None
    loader = Loader(text)
    try:
        root = loader.get_single_node()
        entries = loader.construct_document(root) if root else None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        logger.warning("is not YAML: %s", problem, location=f"{path}:{line}")
        return None
    finally:
        loader.dispose()
    if not isinstance(entries, dict):
        what = "is empty" if entries is None else "holds no mapping"
        logger.warning("%s", what, location=f"{path}:1")
        return None
    return YamlFile(path, entries, dict(_lines(loader, root)))


def _lines(loader: Any, root: yaml.MappingNode) -> list[tuple[tuple[Hashable, ...], int]]:
    lines: list[tuple[tuple[Hashable, ...], int]] = []
    for key_node, value_node in root.value:
        key = _scalar(key_node)
        lines.append(((key,), key_node.start_mark.line + 1))
        if isinstance(value_node, yaml.MappingNode):
            for inner_key, inner_value in value_node.value:
                # The text of a block starts on the line after its sign.
                block = getattr(inner_value, "style", None) in ("|", ">")
                line = inner_value.start_mark.line + (2 if block else 1)
                lines.append(((key, _scalar(inner_key)), line))
    return lines


def _scalar(node: yaml.Node) -> Hashable:
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:int" and node.value.isdecimal():
            return int(node.value)
        return str(node.value)
    return None
