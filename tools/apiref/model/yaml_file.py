"""The YAML files of a reference: parameters files and status files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from apiref.model.location import Location

# The values of ``in``, in the order of the guideline.
PLACES = ("header", "path", "query", "body")
# The fields of an entry that os-api-ref knows.
FIELDS = ("in", "type", "required", "description", "min_version", "max_version")


class Field(NamedTuple):
    """One ``key: value`` of an entry.

    ``value`` is the Python value (scalar, list or dict). Scalars follow YAML 1.1, except that
    numbers with a decimal point stay strings, since 2.10 is a version. ``text`` is a scalar as
    written. ``merged`` is set if the field comes from a merge key (``<<``).
    """

    name: str
    value: object
    text: str
    location: Location
    value_location: Location
    merged: bool = False


@dataclass(frozen=True)
class Parameter:
    """One entry of a parameters file; ``fields`` keeps duplicates, in file order.

    ``template`` is set if other entries take fields from this one by a merge key.
    """

    key: str
    fields: tuple[Field, ...]
    location: Location
    path: str
    template: bool = False

    def field(self, name: str) -> Field | None:
        """The field with this name (the last one, as in YAML loaders), or None."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    def text(self, name: str) -> str:
        """The value of a field as text; empty if the field is missing or not a scalar."""
        field = self.field(name)
        if field is None or isinstance(field.value, list | dict) or field.value is None:
            return ""
        return field.text

    @cached_property
    def place(self) -> str:
        """Where the parameter is sent: ``header``, ``path``, ``query``, ``body``, or as written."""
        return self.text("in").strip()

    @cached_property
    def type(self) -> str:
        """The type as written."""
        return self.text("type").strip()

    @cached_property
    def required(self) -> bool:
        """Whether the page shows the parameter as required; os-api-ref tests ``is False``."""
        field = self.field("required")
        return field is not None and field.value is not False

    @cached_property
    def description(self) -> str:
        """The description, in RST; the items of a list, which it should not be, as paragraphs."""
        field = self.field("description")
        if field is not None and isinstance(field.value, list):
            return "\n\n".join(map(str, field.value))
        return self.text("description")

    @cached_property
    def min_version(self) -> str | None:
        """The first microversion with the parameter, or None."""
        return self.text("min_version").strip() or None

    @cached_property
    def max_version(self) -> str | None:
        """The last microversion with the parameter, or None."""
        return self.text("max_version").strip() or None


class YamlComment(NamedTuple):
    """A comment in a YAML file, without its ``#``."""

    text: str
    location: Location


@dataclass(frozen=True, eq=False)
class ParameterFile:
    """A parameters file: its entries in file order, including duplicates.

    ``text`` is the whole file.
    """

    path: str
    parameters: tuple[Parameter, ...]
    comments: tuple[YamlComment, ...] = ()
    text: str = ""

    def by_key(self) -> dict[str, Parameter]:
        """The entries by key; the last of duplicates wins, as in YAML loaders."""
        return self._by_key

    @cached_property
    def _by_key(self) -> dict[str, Parameter]:
        return {parameter.key: parameter for parameter in self.parameters}


class Reason(NamedTuple):
    """One text of a response code; ``key`` is the name of the reason, such as ``default``."""

    code: str
    key: str
    text: str
    location: Location


class StatusEntry(NamedTuple):
    """One response code of a status file; ``number`` is None if the key is not a number."""

    code: str
    number: int | None
    reasons: tuple[Reason, ...]
    location: Location


class StatusFile(NamedTuple):
    """A status file for ``rest_status_code``; ``text`` is the whole file."""

    path: str
    entries: tuple[StatusEntry, ...]
    comments: tuple[YamlComment, ...] = ()
    text: str = ""
