"""Recorded traffic, by operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.traffic.exchanges import (
    ALIKE,
    Traffic,
    body_of,
    compared_bodies,
    match,
    quote,
)
from apiref.read.recordings import read_recording
from tests.traffic import entry, traffic_of, write_har
from tests.trees import load, write_tree
from tests.unit.analysis.references import entries, operation, whole

TREE = whole(
    operation("Show thing", response="id state"),
    operation("Make thing", "POST /things", request="id", response="id"),
    entries("state: body string optional One of ``up``, ``down``."),
)


def _traffic(root: Path, recorded: str, *, show_values: bool = False) -> Traffic:
    return traffic_of(root, f"{TREE}=== traffic\n{recorded}", show_values=show_values)


def _numbers(exchanges: object) -> list[int]:
    assert isinstance(exchanges, list | tuple)
    return [each.number for each in exchanges]


def test_exchanges_by_operation(tmp_path: Path) -> None:
    recorded = "> GET /things/1\n< 200\n> GET /others\n< 200\n> POST /things\n< 201\n"
    traffic = _traffic(tmp_path, f"{recorded}> GET /things/2\n< 404\n")
    assert [_numbers(each.exchanges) for each in traffic.observed] == [[1, 4], [3]]
    assert _numbers(traffic.unmatched) == [2]
    assert (traffic.read, traffic.unreadable) == (4, ())


def test_the_root_of_a_service_with_other_operations(tmp_path: Path) -> None:
    tree = whole(operation("Versions", "GET /"), operation("List", "GET /v2/things"))
    urls = ("/image/", "/image", "/image/v2/things", "/other/", "/image/v2/others")
    recorded = "".join(f"> GET {url}\n< 200\n" for url in urls)
    traffic = traffic_of(tmp_path, f"{tree}=== traffic\n{recorded}")
    assert [_numbers(each.exchanges) for each in traffic.observed] == [[1, 2], [3]]
    assert _numbers(traffic.unmatched) == [5]


def test_several_references_and_entries_that_are_none(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        write_tree(tmp_path / name, TREE.replace("/things", f"/{name}"))
        trees.append(load(tmp_path / name))
    urls = ("http://host/one/1", "http://host/two/1", "http://host/three", "http://other/a")
    har = write_har(tmp_path / "a.har", *(entry(url=url) for url in urls), {})
    one, two = match(trees, read_recording(har))
    assert [_numbers(each.exchanges) for each in (*one.observed, *two.observed)] == [
        [1],
        [],
        [2],
        [],
    ]
    assert (one.read, _numbers(one.unmatched), one.unreadable) == (1, [], ())
    assert (two.read, _numbers(two.unmatched)) == (3, [3])
    assert [item.number for item in two.unreadable] == [5]


def test_bodies_that_are_alike_keep_their_values_a_few_times(tmp_path: Path) -> None:
    shown = '> GET /things/{0}\n< 200\n< {{"id": {0}, "part": [{{"a": {0}}}]}}\n'
    traffic = _traffic(tmp_path, "".join(map(shown.format, range(1, 6))))
    (observed, _) = traffic.observed
    (alike,) = observed.bodies["response"].values()
    assert _numbers(alike) == [1, 2, 3, 4, 5]
    values = [body_of(each, "response").value for each in observed.exchanges]
    assert [value is not None for value in values] == [True] * ALIKE + [False] * (5 - ALIKE)
    assert all(body_of(each, "response").is_json for each in observed.exchanges)
    assert body_of(observed.exchanges[0], "request").is_empty


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ('{"id": 1}', '{"id": 2}', True),
        ('{"id": 1}', '{"id": "2"}', False),
        ('{"id": 1}', '{"name": 1}', False),
        ('{"id": {"a": 1}}', '{"id": {"a": "b"}}', False),
        ('{"id": [1, 2]}', '{"id": [3]}', True),
        ('{"id": [1]}', '{"id": ["a"]}', False),
        # Values that are listed count.
        ('{"state": "up"}', '{"state": "up"}', True),
        ('{"state": "up"}', '{"state": "down"}', False),
        ('{"a": {"state": "up"}}', '{"a": {"state": "down"}}', False),
        ('{"state": "up", "a": {"b": 1}}', '{"state": "up", "a": {"b": 2}}', True),
    ],
)
def test_bodies_that_are_alike(tmp_path: Path, one: str, other: str, are_alike: bool) -> None:
    shown = "> GET /things/1\n< 200\n< {}\n"
    traffic = _traffic(tmp_path, shown.format(one) + shown.format(other))
    assert len(traffic.observed[0].bodies["response"]) == (1 if are_alike else 2)


def test_bodies_against_the_tables(tmp_path: Path) -> None:
    recorded = (
        '> GET /things/1\n< 200\n< {"id": 1, "x": 2}\n'
        '> GET /things/2\n< 200\n< {"id": 2, "x": 3}\n'
        '> GET /things/3\n< 404\n< {"error": 1}\n'
        '> POST /things\n> {"a": 1}\n< 200\n'
        '> POST /things\n> [{"op": "add", "path": "/a"}]\n< 200\n'
    )
    show, make = compared_bodies(_traffic(tmp_path, recorded))
    assert (show.operation.title, show.role) == ("Show thing", "response")
    assert [_numbers(each.exchanges) for each in show.documents] == [[1, 2]]
    first = show.documents[0].file
    assert (first.path.rpartition("#")[2], first.value) == ("1", {"id": 1, "x": 2})
    assert show.comparison is not None
    assert [item.name for item in show.comparison.undocumented] == ["x"]
    assert (make.role, len(make.documents)) == ("request", 1)


def test_bodies_without_a_table(tmp_path: Path) -> None:
    sent, answered = compared_bodies(_traffic(tmp_path, "> GET /things/1\n> {}\n< 200\n< {}\n"))
    assert (sent.role, sent.samples, sent.comparison) == ("request", None, None)
    assert answered.role == "response"
    assert answered.comparison is not None


def test_the_place_of_rows_for_a_role(tmp_path: Path) -> None:
    show, make = (each.operation for each in _traffic(tmp_path, "").observed)
    assert show.place_of_rows("response") == show.tables[0].table.location
    assert show.place_of_rows("request") == show.location
    assert make.place_of_rows("response") == make.tables[1].table.location


@pytest.mark.parametrize(
    ("show_values", "shown"), [(False, "/things/{id}?a&b"), (True, "/things/1?a=1&a=2&b=")]
)
def test_quotations(tmp_path: Path, show_values: bool, shown: str) -> None:
    urls = ("/things/1?a=1&a=2&b=", "/things/2", "/things/3")
    recorded = "".join(f"> GET {url}\n< 200\n" for url in urls)
    found = _traffic(tmp_path, recorded, show_values=show_values).observed[0].exchanges
    first = f"{found[0].recording}, entry 1: GET {shown}"
    assert quote(found[:1]) == first
    assert quote(found) == f"{first}, and 2 more"


def test_the_url_of_the_endpoint_that_was_called(tmp_path: Path) -> None:
    both = operation("Show thing", response="id").replace(
        ".. rest_method:: GET /things/{id}\n",
        ".. rest_method:: GET /things/{id}\n\n.. rest_method:: GET /parts/{id}/thing\n",
    )
    traffic = traffic_of(tmp_path, f"{whole(both)}=== traffic\n> GET /parts/7/thing\n< 200\n")
    assert [each.label for each in traffic.observed[0].exchanges] == [
        "entry 1: GET /parts/{id}/thing"
    ]


@pytest.mark.parametrize(
    ("called", "hidden", "shown"),
    [
        ("GET /image/things/1/members", "GET /{...}/things/{...}/{...}", ""),
        ("PATCH /things;a=b/1#c", "PATCH /{...}/{...}", "PATCH /things;a=b/1"),
        ("PUT /things//1/?a=b", "PUT /things//{...}/?a", ""),
        ("ODD /things", "{...} /things", ""),
        ("PUT /", "PUT /", ""),
    ],
)
def test_exchanges_that_match_no_operation(
    tmp_path: Path, called: str, hidden: str, shown: str
) -> None:
    recorded = f"> {called}\n< 200\n"
    (found,) = _traffic(tmp_path / "a", recorded).unmatched
    assert found.label == f"entry 1: {hidden}"
    (found,) = _traffic(tmp_path / "b", recorded, show_values=True).unmatched
    assert found.label == f"entry 1: {shown or called}"
