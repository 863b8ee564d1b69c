from __future__ import annotations

import dataclasses
import json
from email.message import Message
from http.client import HTTPMessage
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.live.contract.__main__ import show
from tests.live.contract.faults import FAULTS, Exchange, Fault, explained
from tests.live.world import Answer, Contradiction, World

KNOWN = {"source": "http://127.0.0.1:1/fast/a", "image": "2f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}
INPUT = {"import_from": KNOWN["source"], "import_from_format": "qcow2", "image_properties": {}}


def creation(status: int, body: Any, answer: Any = None, **headers: str) -> Exchange:
    return Exchange("POST", "/v2/tasks", headers, body, status, answer)


def with_input(status: int, **more: Any) -> Exchange:
    body = {"type": "import", "input": INPUT | more}
    answer = {"input": body["input"]} if status == 201 else None
    return creation(status, body, answer)


FORM = {"Content-Type": "multipart/form-data"}
RECORDS = {"tasks": [{"input": INPUT}, {"input": {"image_id": ""}}]}


@pytest.mark.parametrize(
    ("exchange", "violated"),
    [
        (with_input(500, import_from=3), None),
        (with_input(500, image_id=[]), None),
        (Exchange("GET", "/v2/tasks/%FF", {}, None, 500, None), None),
        (creation(500, {"type": "import", "input": INPUT}, None, **FORM), None),
        (with_input(201, import_from_format=None), None),
        (with_input(201, image_id=""), None),
        (with_input(201, import_from_format=None), "input"),
        (with_input(201, image_id="debian"), "image_id"),
        (Exchange("GET", "/v2/images/a/tasks", {}, None, 200, RECORDS), "input"),
        (creation(201, {"type": "import", "input": INPUT, "owner": "me"}), None),
        (Exchange("GET", "/v2/tasks?limit=1&type=", {}, None, 200, {"tasks": []}), None),
        (Exchange("TRACE", "/v2/images/a/tasks", {}, None, 501, None), None),
    ],
)
def test_what_a_fault_explains(exchange: Exchange, violated: str | None) -> None:
    assert explained(exchange, violated)


@pytest.mark.parametrize(
    ("exchange", "violated"),
    [
        # Valid requests.
        (with_input(500), None),
        (with_input(201), None),
        (with_input(201), "input"),
        (Exchange("GET", "/v2/tasks/a", {}, None, 500, None), None),
        (Exchange("GET", "/v2/tasks?status=failure", {}, None, 200, {"tasks": []}), None),
        (creation(500, {"type": "import", "input": INPUT}, None, **{"Content-Type": "a/b"}), None),
        # A response that is wrong in another way than the fault.
        (with_input(418, import_from=3), None),
        (with_input(500, import_from=3), "input"),
        (with_input(500, image_id="debian"), None),
        (with_input(201, import_from_format=None), "status"),
        (with_input(201, import_from_format=None), ""),
        (Exchange("GET", "/v2/tasks?status=", {}, None, 200, {"tasks": [{}]}), None),
        # Elsewhere.
        (Exchange("TRACE", "/v2/tasks", {}, None, 501, None), None),
        (Exchange("GET", "/v2/images/a/tasks", {}, None, 501, None), None),
    ],
)
def test_what_no_fault_explains(exchange: Exchange, violated: str | None) -> None:
    assert not explained(exchange, violated)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.occurs.__name__.strip("_"))
def test_a_fault_that_is_there_no_more_fails(fault: Fault) -> None:
    world, sent = answering(400, {"message": "no"})
    with pytest.raises(Contradiction, match=r"take it out of faults\.py"):
        show(world, fault, KNOWN)
    assert not any(f"{{{name}}}" in json.dumps(sent) for name in KNOWN)
    assert fault.why.endswith(".")


def test_a_fault_that_is_there_passes() -> None:
    fault = dataclasses.replace(FAULTS[0], occurs=lambda exchange: exchange.status == 201)
    world, sent = answering(201, {"id": "a"})
    show(world, fault, KNOWN)
    assert sent == [["POST", "/v2/tasks", fault.request(KNOWN)[1]], ["wait", "a"]]


def answering(status: int, answer: Any) -> tuple[World, list[Any]]:
    """A world with one response for everything, which records the requests."""
    headers = cast(HTTPMessage, Message())
    headers["Content-Type"] = "application/json"
    sent: list[Any] = []

    def request(method: str, path: str, token: str, *, body: Any, **_: Any) -> Answer:
        sent.append([method, path, body or None])
        return Answer(status, headers, json.dumps(answer).encode())

    def wait_for_end(task: str) -> None:
        sent.append(["wait", task])

    return cast(World, SimpleNamespace(request=request, wait_for_end=wait_for_end)), sent
