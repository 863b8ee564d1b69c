"""Reads the interactions in cassettes in YAML, one by one."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

_LISTS = ("interactions", "http_interactions")
_NULL = ("", "~", "null")


def yaml_interactions(stream: BinaryIO) -> Iterator[Any]:
    """The interactions of a cassette in YAML, read lazily. Raises ValueError and RecursionError.

    Values are texts, bytes, lists, objects and None, whatever other types are named.
    """
    base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        yield from _Values(yaml.parse(stream, base)).interactions()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f": line {mark.line + 1} column {mark.column + 1}" if mark is not None else ""
        raise ValueError(f"invalid YAML{where}") from error
    except yaml.YAMLError as error:
        raise ValueError("invalid YAML") from error


class _Values:
    """The values in the events of a YAML stream, each made when it is asked for."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.anchors: dict[str | None, Any] = {}

    def interactions(self) -> Iterator[Any]:
        """The items of the list with interactions. Raises ValueError if there is none."""
        found = False
        _, start, first = next(self.events), next(self.events), next(self.events, None)
        if isinstance(start, yaml.DocumentStartEvent) and isinstance(first, yaml.MappingStartEvent):
            for name in self._names():
                event = next(self.events)
                if name in _LISTS and isinstance(event, yaml.SequenceStartEvent):
                    found = True
                    yield from self._items()
                else:
                    self._value(event)
        if not found:
            raise ValueError("it has no list 'interactions' or 'http_interactions'")

    def _items(self) -> Iterator[Any]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self._value(event)

    def _names(self) -> Iterator[str]:
        """The names of an object; the caller reads each value before the next name."""
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self._value(event)
            yield name if isinstance(name, str) else ""

    def _value(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise ValueError("invalid YAML: undefined alias")
            return self.anchors[event.anchor]
        made: Any
        if isinstance(event, yaml.SequenceStartEvent):
            made = list(self._items())
        elif isinstance(event, yaml.MappingStartEvent):
            made = {name: self._value(next(self.events)) for name in self._names()}
        elif event.tag == "tag:yaml.org,2002:binary":
            made = base64.b64decode(event.value)
        else:
            made = None if event.implicit[0] and event.value in _NULL else event.value
        if event.anchor is not None:
            self.anchors[event.anchor] = made
        return made
