"""Loads parameters and status files with the lines of their content.

Uses libyaml if available, which takes a tenth of the time of the pure Python loader of os-api-ref,
and the checker's rule that a number with a decimal point is a version, and so a string.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sphinx.util import logging

logger = logging.getLogger(__name__)

# YAML types that references use as strings.
_TEXTS = ("tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp")


class _PureLoader(yaml.SafeLoader):
    """A safe loader that keeps dates, and numbers such as 2.10, as strings."""


class _FastLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same with libyaml."""


def _as_written(loader: Any, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for _tag in _TEXTS:
    for _loader in (_PureLoader, _FastLoader):
        _loader.add_constructor(_tag, _as_written)


class NotYaml(Exception):
    """Invalid YAML: the message, and the line, counted from 0."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def parse(text: str) -> tuple[Any, yaml.Node | None]:
    """Return the value of a document, and its node, which knows its lines.

    Raises:
        NotYaml: os-api-ref's more lenient loader cannot read the text either.
    """
    try:
        return _parse(text, _FastLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        pass
    try:
        return _parse(text, _PureLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYaml(str(error.problem), mark.line if mark else 0) from None
    except yaml.reader.ReaderError as error:
        character = f"the character U+{ord(text[error.position]):04X} is not allowed"
        raise NotYaml(character, text.count("\n", 0, error.position)) from None
    except RecursionError:
        raise NotYaml("too deeply nested", 0) from None
    except ValueError as error:
        raise NotYaml(str(error), 0) from None


def _parse(text: str, loader_class: Any) -> tuple[Any, yaml.Node | None]:
    loader = loader_class(text)
    try:
        root = loader.get_single_node()
        return (loader.construct_document(root) if root else None), root
    finally:
        loader.dispose()


@dataclass(frozen=True)
class YamlFile:
    """A mapping of mappings, and the lines of its keys."""

    path: str
    entries: dict[Any, Any] = field(default_factory=dict)
    # The line of a key, and of a key within its value, counted from 1.
    lines: dict[tuple[Hashable, ...], int] = field(default_factory=dict)
    # The texts of which each line corresponds to one of the file.
    literal: frozenset[tuple[Hashable, ...]] = frozenset()

    def location(self, *keys: Hashable) -> str:
        """Return the location of a key or value in the form of Sphinx messages."""
        return f"{self.path}:{self.line(*keys)}"

    def lines_of(self, text: str, *keys: Hashable) -> list[int]:
        """Return the line in the file for each line of a text."""
        first, count = self.line(*keys), text.count("\n") + 1
        return [first + number if keys in self.literal else first for number in range(count)]

    def line(self, *keys: Hashable) -> int:
        """Return the line of a key or value, or the closest known one."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)


_cache: dict[str, YamlFile | None] = {}


def forget() -> None:
    """Drop cached files, since they change between two builds of one process."""
    _cache.clear()


def load(path: str, location: str) -> YamlFile | None:
    """Return the content of the file, or None after a warning if it cannot be used.

    Args:
        path: The file.
        location: The reference to the file, for a warning if the file is missing.
    """
    if path not in _cache:
        _cache[path] = _load(path, location)
    return _cache[path]


def _load(path: str, location: str) -> YamlFile | None:
    name = Path(path).name.replace("\0", "?")
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        # The error message contains the path, which depends on the machine.
        logger.warning("cannot read %s: %s", name, error.strerror, location=location)
        return None
    except ValueError:
        logger.warning("%s is not a valid file name", name, location=location)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        logger.warning("is not UTF-8", location=f"{path}:{line}")
        return None
    try:
        entries, root = parse(text)
    except NotYaml as error:
        logger.warning("is not YAML: %s", error, location=f"{path}:{error.line + 1}")
        return None
    if not isinstance(entries, dict):
        what = "is empty" if entries is None else "is not a mapping"
        logger.warning("%s", what, location=f"{path}:1")
        return None
    lines: dict[tuple[Hashable, ...], int] = {}
    literal: set[tuple[Hashable, ...]] = set()
    for keys, line, is_literal in _lines(root):
        lines[keys] = line
        if is_literal:
            literal.add(keys)
    return YamlFile(path, entries, lines, frozenset(literal))


def _lines(root: Any) -> Iterator[tuple[tuple[Hashable, ...], int, bool]]:
    for key_node, value_node in root.value:
        key = _scalar(key_node)
        yield (key,), key_node.start_mark.line + 1, False
        if isinstance(value_node, yaml.MappingNode):
            for inner_key, inner_value in value_node.value:
                style = getattr(inner_value, "style", None)
                # The text of a block scalar starts on the line after its indicator.
                line = inner_value.start_mark.line + (2 if style in ("|", ">") else 1)
                yield (key, _scalar(inner_key)), line, style == "|"


def _scalar(node: yaml.Node) -> Hashable:
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:int" and node.value.isdecimal():
            return int(node.value)
        return str(node.value)
    return None
