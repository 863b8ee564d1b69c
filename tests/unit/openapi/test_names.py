"""The names of components."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Endpoint
from apiref.openapi.names import Name, names_of, pascal_case
from tests.unit.openapi.documents import document
from tests.unit.openapi.test_document import TREE


def _names(*operations: str, keys: dict[int, str] | None = None) -> list[str]:
    """The names of operations such as "GET /things List things", in this order."""
    made = [_operation(line, text) for line, text in enumerate(operations, 1)]
    found = names_of(made, {_place(line): key for line, key in (keys or {}).items()})
    return ["".join(found[operation.location][:2]) for operation in made]


def _place(line: int) -> Location:
    return Location("things.inc", line)


def _operation(line: int, text: str) -> Operation:
    method, url, title = text.split(" ", 2)
    place = _place(line)
    endpoints = (Endpoint(method, url, place, place),)
    return Operation(title, place, (), "things.rst", endpoints, (), (), (), (), ())


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("POST /v2/things Create a thing", "ThingCreate"),
        ("POST /v2/things A thing", "ThingCreate"),
        ("GET /v2/things Things", "ThingList"),
        ("GET /v2/things/detail Things", "ThingListDetail"),
        ("GET /v2/things/{id} Show a thing", "ThingShow"),
        ("PUT /v2/things/{id} Things", "ThingUpdate"),
        ("PUT /v2/things/{id}/tags Replace tags", "ThingTagsReplace"),
        ("PUT /v2/things/{id}/tags/{tag} Add a tag", "ThingTagAdd"),
        ("GET /things/{id}/os-thing-access Show access", "ThingAccessShow"),
        ("GET /v2/kinds/things/{id} Show", "ThingShow"),
        ("POST /v2/things/{id}/actions/stop Stop a thing", "ThingStop"),
        ("PUT /v2/things/{id}/add_part Add part", "ThingAddPart"),
        ("GET /status Show the status", "StatusShow"),
        ("GET /boxes List boxes", "BoxList"),
        ("GET / List versions", "VersionList"),
        ("HEAD /v2/things/{id} Check", "ThingHead"),
    ],
)
def test_a_name_follows_from_the_url_and_the_title(operation: str, name: str) -> None:
    assert _names(operation) == [name]


def test_an_action_is_named_by_its_key() -> None:
    url = "/things/{id}/action"
    assert _names(
        f"POST {url} Stop", f"POST {url} Start a thing (start Action)", keys={1: "os-halt"}
    ) == [
        "ThingHaltAction",
        "ThingStartAction",
    ]


def test_a_parent_or_a_title_separates_what_would_be_the_same() -> None:
    assert _names(
        "GET /schemas/thing Show",
        "GET /things/{id} Show",
        "GET /things/defaults Show",
        "GET /things List",
    ) == ["SchemaThingShow", "ThingShow", "ThingDefaultShow", "ThingList"]
    assert _names("POST /things Create a thing", "POST /things Create many things") == [
        "ThingCreate",
        "ThingCreateMany",
    ]
    assert _names("POST /things Create", "PUT /things/{id} Create") == [
        "ThingCreate",
        "ThingUpdate",
    ]


def test_a_service_in_the_url_is_no_resource() -> None:
    operations = [
        "GET /svc/things List",
        "GET /svc/things/{id} Show",
        "GET /svc/things/detail List",
    ]
    assert _names(*operations, "PUT /svc/things/{id}/stop Stop a thing") == [
        "ThingList",
        "ThingShow",
        "ThingListDetail",
        "ThingStop",
    ]


def test_a_number_is_the_last_resort() -> None:
    assert _names(*["GET /things List"] * 4) == [
        "ThingList",
        "ThingList2",
        "ThingList3",
        "ThingList4",
    ]


def test_the_newest_version_has_the_plain_name() -> None:
    assert _names("GET /v2/things List", "GET /v3/things List") == ["ThingListV2", "ThingList"]


def test_names_do_not_depend_on_the_order() -> None:
    operations = [
        "GET /v2/schemas/thing Show",
        "GET /v2/things/{id} Show",
        "GET /v1/things/{id} Show",
    ]
    assert _names(*operations) == _names(*reversed(operations))[::-1]


def test_the_resource_itself_is_shown_by_one_operation_only() -> None:
    one, other = _operation(1, "GET /things/{id} Show"), _operation(2, "GET /v1/things/{id} Show")
    found = names_of([other, one], {})
    assert found[one.location] == Name("Thing", "Show", is_resource=True)
    assert not found[other.location].is_resource


def test_words_become_one() -> None:
    assert pascal_case("os-VNC_console type") == "OsVNCConsoleType"


def test_bodies_are_components_of_these_names(tmp_path: Path) -> None:
    shown = TREE.replace("   - thing_id: thing_id\n", "   - thing_id: thing_id\n\n" + SHOWN)
    found = document(tmp_path, shown)["components"]["schemas"]
    assert list(found) == ["ThingListResponse", "Thing", "ThingShowResponse"]
    assert found["ThingShowResponse"]["properties"]["thing"] == {
        "$ref": "#/components/schemas/Thing"
    }
    plain = shown.replace('{"thing": {"size": 3}}', '{"size": 3, "total": 1}')
    found = document(tmp_path / "plain", plain)["components"]["schemas"]
    assert list(found) == ["ThingListResponse", "Thing"]


def test_a_resource_is_not_called_as_a_field_of_another(tmp_path: Path) -> None:
    shown = TREE.replace("   - thing_id: thing_id\n", "   - thing_id: thing_id\n\n" + SHOWN)
    part = "Show part\n---------\n\n.. rest_method:: GET /v2/things/{thing_id}/size\n\n" + SHOWN
    head, _, tail = shown.partition("=== api-ref/source/samples/thing.json")
    page = part.partition("=== api-ref")[0]
    found = document(tmp_path, f"{head}\n{page}\n=== api-ref/source/samples/thing.json{tail}")
    names = found["components"]["schemas"]
    assert {"Thing", "ThingShowResponse", "ThingSizeShowResponse"} <= names.keys()
    assert "ThingSize" not in names


SHOWN = """\
Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

   - size: size
   - total: size

.. literalinclude:: samples/thing.json

=== api-ref/source/samples/thing.json
{"thing": {"size": 3}}
"""
