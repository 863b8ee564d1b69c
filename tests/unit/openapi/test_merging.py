"""Several operations of one method and path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.unit.differences.test_operations import ACTIONS
from tests.unit.openapi.documents import assert_sound, document, parameters, resolved

PATH = "/things/{id}/action"


def _action(root: Path, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    found = document(root, text)
    assert_sound(found)
    return found, found["paths"][PATH]["post"]


def test_nothing_is_lost(tmp_path: Path) -> None:
    found, operation = _action(tmp_path, ACTIONS)
    assert operation["summary"] == "Start; Stop"
    assert operation["operationId"] == "post-things-id-action"
    assert "**Start**" in operation["description"]
    actions = operation["x-openstack-actions"]
    assert [action["operationId"] for action in actions] == ["start", "stop"]
    assert [action["x-openstack-anchor"] for action in actions] == ["start", "stop"]
    assert list(operation["responses"]) == ["202"]
    assert list(parameters(found, operation)) == ["id"]
    assert operation["requestBody"]["required"] is True


def test_bodies_that_exclude_one_another_are_one_of(tmp_path: Path) -> None:
    found, operation = _action(tmp_path, ACTIONS)
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert list(schema) == ["oneOf"]
    names = [list(resolved(found, each)["properties"]) for each in schema["oneOf"]]
    assert names == [["start"], ["stop"]]


def test_an_action_demands_its_key(tmp_path: Path) -> None:
    text = ACTIONS.replace(
        "  required: true\n  description: How.", "  required: false\n  description: How."
    )
    found, operation = _action(tmp_path, text)
    assert operation["requestBody"]["required"] is True
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    names = ["ThingStartActionRequest", "ThingStopActionRequest"]
    assert schema == {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}
    for name, key in zip(names, ("start", "stop"), strict=True):
        body = found["components"]["schemas"][name]
        assert body["required"] == list(body["properties"]) == [key]
        assert not {"additionalProperties", "maxProperties", "discriminator"} & body.keys()


def test_an_action_that_only_a_sample_shows(tmp_path: Path) -> None:
    sample = "\n.. literalinclude:: stop-request.json\n"
    text = ACTIONS.replace("   - id: id\n   - stop: stop\n", f"   - id: id\n{sample}").replace(
        "stop:\n  in: body", "unused:\n  in: body"
    )
    text += '=== api-ref/source/stop-request.json\n{"os-stop": null}\n'
    found, operation = _action(tmp_path, text)
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert list(schema) == ["oneOf"]
    body = found["components"]["schemas"]["ThingStopActionRequest"]
    assert body["required"] == ["os-stop"]


def test_other_bodies_are_any_of(tmp_path: Path) -> None:
    text = ACTIONS.replace(
        "  required: true\n  description: How.", "  required: false\n  description: How."
    ).replace("/action", "")
    found = document(tmp_path, text)
    operation = found["paths"]["/things/{id}"]["post"]
    assert list(operation["requestBody"]["content"]["application/json"]["schema"]) == ["anyOf"]
    assert "required" not in operation["requestBody"]


def test_a_parameter_that_only_one_has_is_optional(tmp_path: Path) -> None:
    text = ACTIONS.replace(
        "   - id: id\n   - stop: stop", "   - id: id\n   - force: force\n   - stop: stop"
    )
    text += "force:\n  in: query\n  type: boolean\n  required: true\n  description: Whether.\n"
    found, operation = _action(tmp_path, text)
    listed = parameters(found, operation)
    assert listed["id"]["required"] is True
    assert "required" not in listed["force"]
    assert listed["force"]["schema"] == {"type": "boolean"}


def test_one_query_each(tmp_path: Path) -> None:
    text = ACTIONS.replace("action\n", "action?do=start\n", 1).replace(
        "action\n", "action?do=stop\n"
    )
    found, operation = _action(tmp_path, text)
    do = parameters(found, operation)["do"]
    assert do["required"] is True
    assert do["schema"] == {"anyOf": [{"const": "start"}, {"const": "stop"}]}


def test_deprecated_is_what_all_are(tmp_path: Path) -> None:
    text = ACTIONS.replace("Stop\n----", "Stop (deprecated)\n-----------------")
    _, operation = _action(tmp_path / "a", text)
    assert "deprecated" not in operation
    assert [action.get("deprecated") for action in operation["x-openstack-actions"]] == [None, True]
    _, operation = _action(
        tmp_path / "b", text.replace("Start\n-----", "Start (deprecated)\n------------------")
    )
    assert operation["deprecated"] is True


def test_versions_stay_with_their_operation(tmp_path: Path) -> None:
    text = ACTIONS.replace("action\n", "action\n\n   min_version: 2.5\n", 1)
    _, operation = _action(tmp_path, text)
    actions = operation["x-openstack-actions"]
    assert actions[0]["x-openstack-min-version"] == "2.5"
    assert "x-openstack-min-version" not in actions[1]
