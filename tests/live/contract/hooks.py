"""Tells schemathesis which tasks and images exist, and which faults Glance has.

It loads this module by SCHEMATHESIS_HOOKS; ``__main__.py`` says in the environment what there is.
"""

from __future__ import annotations

import json
import os
import re
import time
from typing import Any

import requests
import schemathesis
from schemathesis.openapi.checks import JsonSchemaError

from tests.live.contract.faults import Exchange, explained
from tests.live.world import IDENTITIES, PATIENCE_SECONDS

KNOWN = json.loads(os.environ["CONTRACT_KNOWN"])
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Replace generated ids with existing ones: otherwise nothing would ever be found."""
    for values, name, known in (
        (case.path_parameters, "task_id", KNOWN["task"]),
        (case.path_parameters, "image_id", KNOWN["image"]),
        (case.query, "marker", KNOWN["task"]),
    ):
        if name in (values or {}) and UUID.fullmatch(str(values[name])):
            values[name] = known
    task_input = case.body.get("input") if isinstance(case.body, dict) else None
    if isinstance(task_input, dict) and is_url(task_input.get("import_from")):
        # This Glance cannot import from other hosts.
        task_input["import_from"] = KNOWN["source"]


def is_url(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Wait for the end of a new task; with SQLite it may fail if a request interferes."""
    if response.status_code != 201:
        return
    url = f"{KNOWN['glance']}{response.json()['self']}"
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        task = requests.get(url, headers=IDENTITIES["admin"], timeout=PATIENCE_SECONDS).json()
        if task["status"] in ("success", "failure"):
            return
        time.sleep(0.05)
    raise TimeoutError(f"this task does not end: {task}")


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Keep what no fault of Glance explains."""
    violated = None
    if isinstance(failure, JsonSchemaError):
        names = [step for step in failure.instance_path if isinstance(step, str)]
        violated = next((name for name in names if name != "tasks"), "")
    return not explained(exchange_of(case, response), violated)


def exchange_of(case: Any, response: Any) -> Exchange:
    try:
        answer = response.json()
    except ValueError:
        answer = None
    return Exchange(
        method=case.method.upper(),
        path=response.request.path_url,
        headers=response.request.headers,
        body=case.body,
        status=response.status_code,
        answer=answer,
    )
