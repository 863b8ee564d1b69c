"""What of a reference traffic has exercised."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.traffic.coverage import coverage, value_text
from apiref.model.json_file import Json
from tests.traffic import traffic_of
from tests.unit.analysis.references import entries, operation, whole

LISTED = "string optional One of ``up``, ``down``."
TREE = whole(
    operation(
        "Change thing",
        "PUT /things/{id}",
        text="Normal response codes: 200\n\nError response codes: 404, other\n",
        request="id state=q X-Name=h name",
        response="X-Name=h state=s at id",
    ),
    operation("Show thing"),
    entries(
        "id: path",
        f"q: query {LISTED}",
        "h: header",
        f"s: body {LISTED}",
        "name: body string optional When ``state`` is ``gone``.",
        "at: body string optional When the ``state`` is ``lost``.",
    ),
)
TRAFFIC = """\
=== traffic
> PUT /things/1?state=up&state=up
> X-Name: a
> {"name": "a"}
< 200
< {"state": "down", "at": "now"}
> PUT /things/2
> {"name": "b"}
< 200
< {"state": "down", "at": "then"}
> PUT /things/3?state=down
< 404
< {"at": 1}
"""


def test_items_of_an_operation(tmp_path: Path) -> None:
    change, show = coverage(traffic_of(tmp_path, f"{TREE}{TRAFFIC}"))
    assert (change.operation.title, change.exchanges) == ("Change thing", 3)
    assert {item.label: item.exchanges for item in change.items} == {
        "code 200": 2,
        "code 404": 1,
        "path id": 3,
        "query state": 1,
        "query state=up": 2,
        "query state=down": 0,
        "query state=gone": 0,
        "request header X-Name": 1,
        "request name": 2,
        "response header X-Name": 0,
        "response state": 2,
        "response state=up": 0,
        "response state=down": 2,
        "response state=lost": 0,
        "response at": 2,
    }
    assert change.exercised == 10
    assert (show.exchanges, show.items, show.exercised) == (0, (), 0)


def test_each_item_is_told_at_its_place(tmp_path: Path) -> None:
    (change, _) = coverage(traffic_of(tmp_path, f"{TREE}{TRAFFIC}"))
    places = {item.label: item.location for item in change.items}
    page = (tmp_path / "api-ref/source/things.inc").read_text().splitlines()
    assert page[places["code 404"].line - 1].startswith("Error")
    assert page[places["query state"].line - 1].strip() == "- state: q"
    # Its row in the response does not count.
    assert places["path id"].line < places["query state"].line
    file = (tmp_path / "api-ref/source/parameters.yaml").read_text().splitlines()
    assert file[places["query state=up"].line - 1] == "q:"
    assert file[places["response state=lost"].line - 1] == "at:"


@pytest.mark.parametrize(
    ("value", "text"), [(None, "null"), (True, "true"), (1, "1"), ("A", "A"), ([], ""), ({}, "")]
)
def test_values_as_descriptions_write_them(value: Json, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_a_row_that_a_microversion_shows(tmp_path: Path, version: str) -> None:
    """Or every one, if none exists in that version."""
    tree = whole(
        operation(response="state=old state=new"),
        entries("old: body string required It.", "new: body string required It."),
    )
    tree = tree.replace("old:\n", 'old:\n  max_version: "2.4"\n')
    tree = tree.replace("new:\n", 'new:\n  min_version: "2.5"\n  max_version: "2.9"\n')
    header = f"OpenStack-API-Version: storage {version}"
    traffic = f'=== traffic\n> GET /things/1\n< 200\n< {header}\n< {{"state": "up"}}\n'
    (shown,) = coverage(traffic_of(tmp_path, f"{tree}{traffic}"))
    assert [(item.label, item.exchanges) for item in shown.items] == [("response state", 1)]
