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
    """The configuration of a check, as ``KEYS`` says; ``path`` is None if there is no file of it.

    ``severities`` are those of ``rules``, None meaning off; in ``overrides``, the last match wins.
    ``sources`` are empty if the references are searched for. ``sample_directories`` are the
    ``samples``.
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
    guide: str | None = None

    def page_of(self, rule: str) -> str | None:
        """The URL of the page of a rule, if the project says where the guide is."""
        return f"{self.guide.rstrip('/')}/rules/{rule}.html" if self.guide is not None else None


class Key(NamedTuple):
    """A key of the configuration: an example in ``pyproject.toml``, and what it means, in RST.

    Where the example has no table of its own, it belongs to ``[tool.apiref]``.
    """

    example: str
    meaning: str


# What the configuration may contain.
KEYS = {
    "source": Key(
        'source = ["api-ref/source", "metadata/api-ref/source"]',
        "The folder of the pages, or a list of folders. By default, they are searched for.",
    ),
    "level": Key(
        'level = "info"',
        "The lowest level that is shown: ``error``, ``warning`` (the default) or ``info``. The"
        " option ``--level`` has precedence.",
    ),
    "rules": Key(
        """\
[tool.apiref.rules]
sample-value-null = "off"
unused-parameter = "error"
""",
        "The level of rules: ``error``, ``warning``, ``info`` or ``off``.",
    ),
    "overrides": Key(
        """\
[[tool.apiref.overrides]]
paths = ["api-ref/source/v1/*"]
rules = {sample-value-type = "warning"}
""",
        "The level of rules in some files. If several match, the last one counts.",
    ),
    "allowed": Key(
        """\
[tool.apiref.allowed]
url-query-undocumented = 12
""",
        "The number of findings of a rule that are tolerated. With more, all of them are reported;"
        " with fewer, the report says that the number can be lowered.",
    ),
    "baseline": Key(
        'baseline = "tools/findings.json"',
        "The file of the baseline. By default, it is ``.apiref-baseline.json``, if it exists.",
    ),
    "guide": Key(
        'guide = "https://docs.example.org/apiref/"',
        "The address where you publish this guide. Reports and editors then link to the pages of"
        " rules there.",
    ),
    "samples": Key(
        'samples = ["doc/api_samples"]',
        "Folders that contain only samples. A sample there that no page shows is a finding.",
    ),
    "schemas": Key(
        """\
[tool.apiref.schemas]
"GET /v2/things" = {query = "schemas/query.json", response = "schemas/things.json"}
"POST /v2/things" = {request = "schemas/create.json", response = "schemas/thing.json"}
""",
        "JSON Schemas by operation and role, which is ``request``, ``response``, ``path``,"
        " ``query`` or ``header``. If a project declares any, every sample must have one, and"
        " samples, tables and schemas are compared with one another.",
    ),
    "served-schemas": Key(
        """\
[tool.apiref.served-schemas]
"schemas/thing.json" = "samples/schemas-thing.json"
""",
        "Schemas that the service itself returns: the schema of the project, and the sample of that"
        " response. Both have to agree.",
    ),
    "row-order": Key(
        'row-order = "schema"',
        "The order of the rows of a table: ``schema`` is that of the properties in the schema,"
        " ``any`` (the default) is not checked.",
    ),
    "sample-indent": Key("sample-indent = 4", "The number of spaces per level in samples."),
    "sorted-samples": Key(
        "sorted-samples = true", "Whether the members of samples are sorted by name."
    ),
    "lasting-fields": Key(
        'lasting-fields = ["created_at"]',
        "Fields that never change: all objects with the same ``id`` have the same value of them, in"
        " every sample.",
    ),
    "words": Key('words = ["fo", "thr"]', "Words that are right although they look misspelt."),
    "unexercised": Key(
        """\
[tool.apiref.unexercised]
"POST /v2/things" = {"code 413" = "The web server in front answers it."}
""",
        "What recordings need not exercise, and why, by operation. Items are named as in the"
        " coverage of ``apiref verify``.",
    ),
    "changes": Key(
        """\
[tool.apiref.changes]
response-enum-value-added = "breaking"
""",
        "The level of kinds of changes in ``apiref diff``: ``breaking``, ``warning``, ``info`` or"
        " ``off``.",
    ),
    "openapi": Key(
        """\
[tool.apiref.openapi]
title = "Things API"
version = "2.10"
description = "Things, and what to do with them."
contact = "https://example.org/team"
license = "Apache-2.0"                    # an SPDX identifier
server = "{endpoint=https://example.org}" # parts with a default are variables
token-header = "X-Auth-Token"             # authenticates every request
page = "https://example.org/api-ref"      # the URL of the pages, for links to them
""",
        "What the OpenAPI document contains and no page does. Every key is optional.",
    ),
}
