"""What a project configures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from apiref.model.finding import Severity
from apiref.model.location import Location


class SchemaBinding(NamedTuple):
    """Which schema holds for a part of an operation.

    ``operation`` is a label such as ``GET /v2/tasks``; ``role`` is ``request``, ``response``,
    ``path``, ``query`` or ``header``; ``schema`` is the path of the schema, relative to the
    checked root.
    """

    operation: str
    role: str
    schema: str
    location: Location


class ServedSchema(NamedTuple):
    """A schema of the project, and the sample that holds the schema document the service serves."""

    schema: str
    sample: str
    location: Location


class Unexercised(NamedTuple):
    """What no recording needs to show, and why: ``item`` is as the coverage report names it."""

    operation: str
    item: str
    reason: str
    location: Location


class Override(NamedTuple):
    """Severities that hold for the files whose path one of the patterns matches."""

    patterns: tuple[str, ...]
    severities: dict[str, Severity | None]


class OpenApiSettings(NamedTuple):
    """What a project says for its OpenAPI document, as no page does; None where it says nothing.

    ``license`` is an SPDX identifier; ``contact``, ``server`` and ``page`` are the addresses of who
    answers for the API, of the service, in which ``{name=default}`` is a variable, and of the
    published pages; ``token_header`` is the header that every request is authorized by.
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
    """The configuration of a check; ``path`` is None where there is no configuration file.

    ``severities`` holds what the project sets per rule, None meaning off; ``overrides`` the same
    for some files, the last that fits winning. ``sources`` are the folders of the references, or
    none where they are to be found. ``allowed`` is, per rule, the number of findings
    that the project still puts up with. ``baseline`` is the path of the baseline. ``row_order``
    is ``guideline`` or ``schema``; ``sample_indent`` the number of spaces that samples are
    indented by, or None; ``sorted_samples`` demands members in the order of their names.
    ``lasting_fields`` are the members that all objects of one ``id`` share, in every sample.
    ``unexercised`` is what recorded traffic need not show.
    """

    path: str | None = None
    severities: Mapping[str, Severity | None] = {}
    sources: tuple[str, ...] = ()
    schemas: tuple[SchemaBinding, ...] = ()
    served_schemas: tuple[ServedSchema, ...] = ()
    sample_directories: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    allowed: Mapping[str, int] = {}
    baseline: str | None = None
    row_order: str = "guideline"
    sample_indent: int | None = None
    sorted_samples: bool = False
    lasting_fields: tuple[str, ...] = ()
    unexercised: tuple[Unexercised, ...] = ()
    openapi: OpenApiSettings = OpenApiSettings()
