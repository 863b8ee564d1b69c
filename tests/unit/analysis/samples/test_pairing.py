"""Members without a row, paired with rows that no sample shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.missing_fields import missing_fields
from apiref.analysis.samples.pairing import paired
from apiref.analysis.samples.undocumented_fields import undocumented_members
from apiref.model.json_file import Json
from tests.trees import load, write_tree
from tests.unit.analysis.references import entries, listing, operation, reference
from tests.unit.analysis.samples.shown import shown
from tests.unit.rules.things import things

PARAMETERS = """\
thing: object required A thing.
state: string required Its state.
pool_id: string required The pool.
admin_up_thing: boolean required Whether it is up.
current_long_cord: string required One cord.
new_long_cord: string required Another cord.
owner_project: string optional Whose it is.
hull_form_id: string required The form.
mast_form_id: string optional The form.
ethertype: string required IPv4 or IPv6.
links: array optional Links.
thing_links: array optional Links to more.
more: object optional Any key-value pairs.
nss: object required Network services.
"""


def pairs(root: Path, rows: str, members: str) -> dict[str, str]:
    """The names of members, each with that of the row it is paired with."""
    listed = "\n".join(f"{name}: {name}" for name in ("thing", *rows.split()))
    write_tree(root, things(listed, PARAMETERS, f'{{"thing": {{{members}}}}}'))
    (comparison,) = compare(load(root))
    return {
        item.name: item.intended.name
        for item in comparison.undocumented
        if item.intended is not None
    }


@pytest.mark.parametrize(
    ("rows", "members", "expected"),
    [
        ("state", '"sate": "a"', {"sate": "state"}),
        ("state", '"State": "a"', {"State": "state"}),
        # Once "missing" from "ns".
        ("nss", '"ns": {"x": 1}', {"ns": "nss"}),
        ("pool_id", '"pools": [{"id": "a"}]', {"pools": "pool_id"}),
        ("admin_up_thing", '"admin_up": true', {"admin_up": "admin_up_thing"}),
        ("owner_project", '"owner_tenant": "a"', {"owner_tenant": "owner_project"}),
        # Once a pair: a null is no evidence.
        ("owner_project", '"past_owner": "a"', {"past_owner": "owner_project"}),
        ("owner_project", '"past_owner": null', {}),
        # References, if the row is required.
        ("hull_form_id", '"hull_id": "a"', {"hull_id": "hull_form_id"}),
        ("mast_form_id", '"mast_id": "a"', {}),
        # Once a pair: neither name begins or ends like the other one.
        ("hull_form_id", '"big_hull_id": "a"', {}),
        # Once a pair: two fields of one thing.
        ("hull_form_id", '"hull_form_parts": [{"x": 1}]', {}),
        # It has no name of its own.
        ("more", '"moer": {"x": 1}', {}),
        # Two at once are two pairs.
        (
            "current_long_cord new_long_cord",
            '"new_cord_id": "a", "current_cord_id": "b"',
            {"new_cord_id": "new_long_cord", "current_cord_id": "current_long_cord"},
        ),
    ],
)
def test_what_is_alike_is_paired(
    tmp_path: Path, rows: str, members: str, expected: dict[str, str]
) -> None:
    assert pairs(tmp_path, f"ethertype {rows}", f'"ethertype": "a", {members}') == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", {"pool_key": "pool_id"}),
        # A table has rows for both.
        ("pool_id pool_key", {}),
        ("pool_id pool_key=pool_id", {"pool_key": "pool_id"}),
    ],
)
def test_names_of_two_fields(tmp_path: Path, more: str, expected: dict[str, str]) -> None:
    """Once a false alarm: the member lacked a row, and was no other field misspelt."""
    parts = [listing(response="ethertype pool_id", shown={"ethertype": "a", "pool_key": "b"})]
    if more:
        parts.append(listing(title="Other", response=more))
    tree = reference(tmp_path, *parts)
    found = compare(tree)[0].undocumented
    assert {it.name: it.intended.name for it in found if it.intended is not None} == expected


def test_a_null_in_place_of_a_field(tmp_path: Path) -> None:
    """Once two findings, one for each name."""
    assert pairs(tmp_path, "ethertype state", '"ethertype": "a", "state_at": null') == {
        "state_at": "state"
    }


@pytest.mark.parametrize(
    ("rows", "members"),
    [
        # The only ones that are left over, and nothing in common.
        ("ethertype", '"tenant": "a"'),
        # A shared word, but a value of another type.
        ("admin_up_thing", '"admin_up": [1]'),
        # Two rows that are equally alike.
        ("current_long_cord new_long_cord", '"long_cord": "a"'),
    ],
)
def test_without_enough_evidence_there_is_no_pair(tmp_path: Path, rows: str, members: str) -> None:
    assert pairs(tmp_path, f"state {rows}", f'"state": "a", {members}') == {}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        # Around documented members, only a name that is nearly the same counts.
        ('"link": [{"state": "a"}]', {"link": "links"}),
        ('"thing_link_list": [{"state": "a"}]', {}),
        # In an object of which hardly anything is documented.
        ('"state": "a", "inner": {"x": 1, "y": 2, "lniks": []}', {}),
    ],
)
def test_objects_around_documented_members(
    tmp_path: Path, members: str, expected: dict[str, str]
) -> None:
    assert pairs(tmp_path, "state links", members) == expected


def test_a_required_field_within_an_object_of_which_little_is_documented(tmp_path: Path) -> None:
    members = '"ethertype": "a", "inner": {"x": 1, "y": 2, "satte": "b"}'
    assert pairs(tmp_path, "ethertype state", members) == {"satte": "state"}


def test_what_other_rows_of_the_entry_show_is_evidence(tmp_path: Path) -> None:
    text = things(
        "thing: thing\nlabel: name",
        "thing: object required A.\nname: string required B.",
        '{"thing": {"name": "a"}}',
    )
    write_tree(tmp_path, text)
    (comparison,) = compare(load(tmp_path))
    assert [
        (item.name, item.intended and item.intended.name) for item in comparison.undocumented
    ] == [("name", "label")]


@pytest.mark.parametrize(
    ("other", "expected"),
    [("crates.kind=crate_kind", {"kind": "type"}), ("crates.kind=other", {})],
)
def test_what_rows_with_dots_show_is_evidence(
    tmp_path: Path, other: str, expected: dict[str, str]
) -> None:
    """Once two findings, one for each name."""
    rows = "crate.size crate.type=crate_kind"
    parts = [listing(response=rows, shown={"crate": {"size": "a", "kind": "b"}})]
    tree = reference(tmp_path, *parts, listing(title="Other", response=other))
    found = compare(tree)[0].undocumented
    assert {it.name: it.intended.name for it in found if it.intended is not None} == expected


REQUIRED = entries(
    "size: body integer required The size.",
    "pool_id: body string required The pool.",
    "parts: body array required The parts.",
    "status: body string required The status.",
)


def _paired(root: Path, rows: str, value: Json) -> tuple[dict[str, str | None], list[str]]:
    """The undocumented members, each with the row that is meant, and the rows missing yet."""
    samples = shown(reference(root, listing(response=rows, shown=value), REQUIRED))
    found, missing = paired(samples, undocumented_members(samples)[0], [*missing_fields(samples)])
    return (
        {item.name: item.intended.name if item.intended else None for item in found},
        [item.field.name for item in missing],
    )


@pytest.mark.parametrize(
    ("rows", "value", "found", "missing"),
    [
        ("a states", {"a": 1, "state": 2}, {"state": "states"}, []),
        ("a states", {"a": 1, "state": 2, "states": 3}, {"state": None}, []),
        # Two members that are equally like the row.
        ("a states", {"a": 1, "state": 2, "statess": 3}, {"state": None, "statess": None}, []),
        # What is around documented members is no text.
        ("a status", {"statuss": {"a": 2}}, {"statuss": None}, ["status"]),
        ("a parts", {"part": [{"a": 2}]}, {"part": "parts"}, []),
        # An object in the place of its ID.
        ("a pool_id", {"a": 1, "pool": {"b": 1}}, {"pool": "pool_id"}, []),
        ("a pool_id", {"a": 1, "other": {"b": 1}}, {"other": None}, ["pool_id"]),
        # The only one too many, and the only one too few.
        ("a size", {"a": 1, "x": 2}, {"x": None}, ["size"]),
        # A typo in an object of which little is documented, and another name there.
        ("a part status", {"a": 1, "part": {"x": 1, "stauts": "b"}}, {"stauts": "status"}, []),
        ("a part status", {"a": 1, "part": {"x": 1, "state": "b"}}, {}, ["status"]),
    ],
)
def test_what_is_paired_is_not_missing(
    tmp_path: Path, rows: str, value: Json, found: dict[str, str | None], missing: list[str]
) -> None:
    assert _paired(tmp_path, rows, value) == (found, missing)


TOGETHER = entries(
    "boats: body array required The boats.",
    "port_boats: body array required The boats of a port.",
    "berths: body object required The berths.",
    "mast-query: query string optional The mast.",
    "boat_id: path string required The boat.",
)


@pytest.mark.parametrize(
    ("rows", "value", "found"),
    [
        # The outermost object, and the row that stands before all others.
        ("boats a", {"boat": {"a": 1}}, {"boat": "boats"}),
        ("port_boats a", {"river_boats": [{"a": 1}]}, {"river_boats": "port_boats"}),
        ("a port_boats", {"river_boats": [{"a": 1}]}, {"river_boats": None}),
        ("port_boats a", {"river_boats": {"a": 1}}, {"river_boats": None}),
        ("port_boats a", {"river_boats": [{"a": 1}], "x": 1}, {"river_boats": None, "x": None}),
        ("port_boats a", {"ships": [{"a": 1}]}, {"ships": None}),
        # A typo in the object of a dotted row.
        ("a a.length berth.width", {"a": {"length": 3, "width": 4}}, {"width": None}),
        ("berths berths.a berth.width", {"berths": {"a": 3, "width": 4}}, {"width": "width"}),
        # A part of the URL, which a response has not.
        ("a boat_id", {"boat": {"a": 1, "id": 2}}, {"boat": None, "id": "boat_id"}),
        ("a boat_id", {"crew": {"a": 1, "id": 2}}, {"crew": None, "id": None}),
    ],
)
def test_what_stands_in_the_same_place(
    tmp_path: Path, rows: str, value: Json, found: dict[str, str | None]
) -> None:
    samples = shown(reference(tmp_path, listing(response=rows, shown=value), TOGETHER))
    items, _ = paired(samples, undocumented_members(samples)[0], [])
    assert {item.name: item.intended and item.intended.name for item in items} == found


@pytest.mark.parametrize(
    ("method", "found"), [("POST", {"mast_id": "mast"}), ("GET", {"mast_id": None})]
)
def test_a_query_parameter_of_a_request_with_a_body(
    tmp_path: Path, method: str, found: dict[str, str | None]
) -> None:
    part = operation(
        endpoint=f"{method} /things", request="a mast=mast-query", sent={"a": 1, "mast_id": "b"}
    )
    samples = shown(reference(tmp_path, part, TOGETHER), "request")
    items, _ = paired(samples, undocumented_members(samples)[0], [])
    assert {item.name: item.intended and item.intended.name for item in items} == found


def test_a_name_means_what_is_outermost(tmp_path: Path) -> None:
    """Once no pair: a member of an inner object, without a row, was as good."""
    value = {"name": "a", "a": 1, "parts": {"b": {"name": "c"}}}
    required = entries("thing_name: body string required It.", "parts: body object")
    tree = reference(tmp_path, listing(response="thing_name a parts", shown=value), required)
    (comparison,) = compare(tree)
    found = {item.names: item.intended.name for item in comparison.undocumented if item.intended}
    assert found == {("name",): "thing_name"}
