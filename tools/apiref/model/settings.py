"""The configuration of a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from apiref.model.finding import Severity
from apiref.model.location import Location


class SchemaBinding(NamedTuple):
    """The JSON Schema of one part of an operation.

    ``operation`` is a label such as ``GET /v2/tasks``; ``role`` is ``request``, ``response``,
    ``path``, ``query`` or ``header``; ``schema`` is the path of the schema, relative to the
    checked root.
    """

    operation: str
    role: str
    schema: str
    location: Location


class ServedSchema(NamedTuple):
    """A JSON Schema of the project, and the sample of the schema that the service returns."""

    schema: str
    sample: str
    location: Location


class Unexercised(NamedTuple):
    """An item that recordings need not exercise, and why; named as in the coverage report."""

    operation: str
    item: str
    reason: str
    location: Location


class Override(NamedTuple):
    """Severities for files whose path matches one of the patterns."""

    patterns: tuple[str, ...]
    severities: dict[str, Severity | None]


class OpenApiSettings(NamedTuple):
    """What a project configures for its OpenAPI document; None if not set.

    ``license`` is an SPDX identifier. ``contact`` and ``page`` are the URLs of the maintainers and
    of the published pages. ``server`` is the URL of the service, in which ``{name=default}`` is a
    variable. ``token_header`` is the header that authenticates every request.
    """

    title: str | None = None
    version: str | None = None
    description: str | None = None
    contact: str | None = None
    license: str | None = None
    server: str | None = None
    page: str | None = None
    token_header: str | None = None


class Settings(NamedTuple):
    """The configuration of a check; ``path`` is None if there is no configuration file.

    ``changes`` maps the kinds of changes to another level than usual, or to ``off``.
    ``severities`` maps rules to their severity, None meaning off; ``overrides`` do the same for
    some files, the last match winning. ``sources`` are the source folders of the references; if
    empty, they are searched for. ``allowed`` is the number of findings per rule that the project
    tolerates. ``baseline`` is the path of the baseline. ``row_order`` is ``any`` or
    ``schema``; ``sample_indent`` is the indentation of samples in spaces, or None;
    ``sorted_samples`` requires members to be sorted by name. ``lasting_fields`` are the members
    that never change: all objects with the same ``id`` have the same values in every sample.
    ``words`` are right although they look misspelt. ``unexercised`` lists what recordings need not
    exercise. ``level`` is the lowest severity that a check shows.
    """

    path: str | None = None
    changes: Mapping[str, str] = {}
    severities: Mapping[str, Severity | None] = {}
    sources: tuple[str, ...] = ()
    schemas: tuple[SchemaBinding, ...] = ()
    served_schemas: tuple[ServedSchema, ...] = ()
    sample_directories: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    allowed: Mapping[str, int] = {}
    baseline: str | None = None
    row_order: str = "any"
    sample_indent: int | None = None
    sorted_samples: bool = False
    lasting_fields: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unexercised: tuple[Unexercised, ...] = ()
    openapi: OpenApiSettings = OpenApiSettings()
    level: Severity = Severity.WARNING
