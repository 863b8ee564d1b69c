"""Parameters and status files, loaded with the line of everything in them.

Both are read with libyaml where PyYAML has it, which takes a tenth of the time of the pure Python
loader that os-api-ref uses, and with its rules: a number with a point is a version, and so a text.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sphinx.util import logging

logger = logging.getLogger(__name__)

# Types of YAML that a reference means as texts.
_TEXTS = ("tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp")


class _PureLoader(yaml.SafeLoader):
    """A safe loader that leaves numbers such as 2.10, and dates, as they are written."""


class _FastLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same on libyaml."""


def _as_written(loader: Any, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for _tag in _TEXTS:
    for _loader in (_PureLoader, _FastLoader):
        _loader.add_constructor(_tag, _as_written)


class NotYaml(Exception):
    """A text is no YAML: what is wrong, and in which line, counted from 0."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def parse(text: str) -> tuple[Any, yaml.Node | None]:
    """Return what a document holds, and the node of it, which knows its lines.

    Raises:
        NotYaml: The text is no YAML to os-api-ref's loader either, which takes a little more.
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
    """A mapping of mappings, and where its keys stand."""

    path: str
    entries: dict[Any, Any] = field(default_factory=dict)
    # The line of a key, and of what a key within its value holds. The first line is 1.
    lines: dict[tuple[Hashable, ...], int] = field(default_factory=dict)
    # The texts of which each line is one of the file.
    literal: frozenset[tuple[Hashable, ...]] = frozenset()

    def location(self, *keys: Hashable) -> str:
        """Return where a key or a value stands, as Sphinx shows it before a message."""
        return f"{self.path}:{self.line(*keys)}"

    def lines_of(self, text: str, *keys: Hashable) -> list[int]:
        """Return the line of the file for each line of a text of it."""
        first, count = self.line(*keys), text.count("\n") + 1
        return [first + number if keys in self.literal else first for number in range(count)]

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
    name = Path(path).name.replace("\0", "?")
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        # The text of the error names the file by a path that depends on the machine.
        logger.warning("cannot read %s: %s", name, error.strerror, location=location)
        return None
    except ValueError:
        logger.warning("%s is not the name of a file", name, location=location)
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
        what = "is empty" if entries is None else "holds no mapping"
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
                # The text of a block starts on the line after its sign.
                line = inner_value.start_mark.line + (2 if style in ("|", ">") else 1)
                yield (key, _scalar(inner_key)), line, style == "|"


def _scalar(node: yaml.Node) -> Hashable:
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:int" and node.value.isdecimal():
            return int(node.value)
        return str(node.value)
    return None
