"""Faults of Glance 33: how it contradicts the document, with a request that shows it, and why.

Each request is sent in every run. One that shows its fault no more fails the run, and so does an
answer against the document that no fault here explains.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jsonschema import Draft202012Validator

TASK_SCHEMA = Path(__file__).parents[3] / "api-ref" / "schemas" / "task.json"
# Placeholders for the resources of the Glance of this run.
IMAGE, SOURCE = "{image}", "{source}"


@dataclass(frozen=True)
class Exchange:
    """A request and its response.

    The path is as it was sent, with the query. The bodies are what their JSON says, or None.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    status: int
    answer: Any


@dataclass(frozen=True)
class Fault:
    """A fault of Glance.

    ``occurs`` tells whether an exchange is a case of it. Where it makes answers violate their
    schema, ``violates`` names the fields in which it may, and it explains nothing else.
    """

    why: str
    method: str
    path: str
    body: Any
    occurs: Callable[[Exchange], bool]
    violates: Collection[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def request(self, values: Mapping[str, str]) -> tuple[str, Any]:
        """The path and the body that show it, with what there is in this run."""
        text = json.dumps([self.path, self.body])
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        path, body = json.loads(text)
        return path, body


def explained(exchange: Exchange, violated: str | None) -> bool:
    """Whether a fault explains a response that contradicts the document.

    ``violated`` is the field in which the answer violates its schema, or None for another offence.
    """
    return any(
        (violated in fault.violates if violated is not None else not fault.violates)
        and fault.occurs(exchange)
        for fault in FAULTS
    )


def _created_with(exchange: Exchange) -> Any:
    """The input of a request that creates a task, if this is one."""
    if (exchange.method, exchange.path) != ("POST", "/v2/tasks"):
        return None
    return exchange.body.get("input") if isinstance(exchange.body, dict) else None


def _import_from_is_no_text(exchange: Exchange) -> bool:
    task_input = _created_with(exchange)
    return (
        exchange.status == 500
        and isinstance(task_input, dict)
        and not isinstance(task_input.get("import_from", ""), str)
    )


def _image_id_is_a_container(exchange: Exchange) -> bool:
    task_input = _created_with(exchange)
    return (
        exchange.status == 500
        and isinstance(task_input, dict)
        and isinstance(task_input.get("image_id"), dict | list)
    )


def _path_is_not_text(exchange: Exchange) -> bool:
    try:
        unquote(exchange.path, errors="strict")
    except UnicodeDecodeError:
        return exchange.status == 500
    return False


def _form_without_boundary(exchange: Exchange) -> bool:
    content_type = exchange.headers.get("Content-Type", "")
    return (
        exchange.status == 500
        and exchange.method == "POST"
        and content_type.startswith("multipart/form-data")
        and "boundary=" not in content_type
    )


def _accepts_any_input(exchange: Exchange) -> bool:
    return exchange.status == 201 and not _is_input(_created_with(exchange))


def _repeats_any_input(exchange: Exchange) -> bool:
    if not isinstance(exchange.answer, dict):
        return False
    tasks = exchange.answer.get("tasks", [exchange.answer])
    return not all(_is_input(task.get("input", {})) for task in tasks)


def _is_input(value: Any) -> bool:
    return _input_validator().is_valid(value)


@functools.cache
def _input_validator() -> Draft202012Validator:
    schema = json.loads(TASK_SCHEMA.read_text(encoding="utf-8"))["$defs"]["input"]
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _ignores_fields(exchange: Exchange) -> bool:
    return (
        exchange.status == 201
        and isinstance(exchange.body, dict)
        and bool(set(exchange.body) - {"type", "input"})
    )


def _empty_filter(exchange: Exchange) -> bool:
    url = urlsplit(exchange.path)
    query = dict(parse_qsl(url.query, keep_blank_values=True))
    return (
        (exchange.method, url.path, exchange.status) == ("GET", "/v2/tasks", 200)
        and "" in (query.get("status"), query.get("type"))
        and exchange.answer["tasks"] == []
    )


def _not_implemented(exchange: Exchange) -> bool:
    return (
        exchange.status == 501
        and exchange.method not in ("GET", "POST")
        and exchange.path.startswith("/v2/images/")
    )


GOOD_INPUT = {"import_from": SOURCE, "import_from_format": "qcow2", "image_properties": {}}

FAULTS: Sequence[Fault] = (
    Fault(
        why="An import_from that is neither text nor empty is not refused: it is taken apart as a "
        "URL before anybody looks at its type, which ends in a traceback.",
        method="POST",
        path="/v2/tasks",
        body={"type": "import", "input": {**GOOD_INPUT, "import_from": 3}},
        occurs=_import_from_is_no_text,
    ),
    Fault(
        why="An image_id in the input that is an object or an array ends in a traceback of the "
        "database.",
        method="POST",
        path="/v2/tasks",
        body={"type": "import", "input": {**GOOD_INPUT, "image_id": {}}},
        occurs=_image_id_is_a_container,
    ),
    Fault(
        why="A path whose bytes are not UTF-8 ends in a traceback, as no router takes it.",
        method="GET",
        path="/v2/tasks/%FF",
        body=None,
        occurs=_path_is_not_text,
    ),
    Fault(
        why="The Content-Type of a body is ignored, but one that calls it a form and names no "
        "boundary ends in a traceback.",
        method="POST",
        path="/v2/tasks",
        headers={"Content-Type": "multipart/form-data"},
        body={"type": "import", "input": GOOD_INPUT},
        occurs=_form_without_boundary,
    ),
    Fault(
        why="Apart from import_from, nothing in the input is looked at when a task is created, so "
        "values are accepted that no task can work with.",
        method="POST",
        path="/v2/tasks",
        body={"type": "import", "input": {**GOOD_INPUT, "import_from_format": None}},
        occurs=_accepts_any_input,
    ),
    Fault(
        why="The input of a task is repeated as it was given, the wrong values that were accepted "
        "with it.",
        method="POST",
        path="/v2/tasks",
        body={"type": "import", "input": {**GOOD_INPUT, "image_id": "debian"}},
        occurs=_repeats_any_input,
        violates=("image_id", "input"),
    ),
    Fault(
        why="A request may hold any field of a task, though Glance sets all but two by itself: the "
        "others are accepted and ignored.",
        method="POST",
        path="/v2/tasks",
        body={"type": "import", "input": GOOD_INPUT, "status": "success"},
        occurs=_ignores_fields,
    ),
    Fault(
        why="A status or a type to list that is empty is not refused, as any other wrong one is; "
        "no task matches it.",
        method="GET",
        path="/v2/tasks?status=",
        body=None,
        occurs=_empty_filter,
    ),
    Fault(
        why="Methods that the path of an image's tasks does not have are answered with 501, as if "
        "no server knew them; everywhere else with 405.",
        method="OPTIONS",
        path=f"/v2/images/{IMAGE}/tasks",
        body=None,
        occurs=_not_implemented,
    ),
)
