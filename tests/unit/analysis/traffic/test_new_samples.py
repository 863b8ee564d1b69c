"""Samples made of recorded bodies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.analysis.traffic.new_samples import NewSample, new_samples
from tests.traffic import traffic_of
from tests.unit.analysis.references import entries, operation, whole

TREE = whole(
    operation("Show thing", response="id state"),
    operation("Make thing", "POST /things", request="id", response="id"),
    entries("state: body string optional One of ``up``, ``down``."),
)


def made(root: Path, tree: str, recorded: str, label: str, **more: bool) -> list[NewSample]:
    traffic = traffic_of(root, f"{tree}=== traffic\n{recorded}")
    return new_samples(traffic, label, overwrite=more.get("overwrite", False))


def test_a_sample_that_no_page_names_yet(tmp_path: Path) -> None:
    recorded = '> GET /things/1\n< 200\n< {"id": "a"}\n'
    recorded += '> GET /things/2\n< 200\n< {"state": "up", "id": "b", "port": 7}\n'
    recorded += '> GET /things/3\n< 404\n< {"state": "up", "id": "b", "port": 7, "odd": 8}\n'
    (sample,) = made(tmp_path, TREE, recorded, "GET /things/{id}")
    assert (sample.role, sample.is_shown) == ("response", False)
    assert sample.path == "api-ref/source/samples/show-thing-response.json"
    assert sample.text == '{\n    "state": "up",\n    "id": "id",\n    "port": 7\n}'


SHOWN = "\n{0} Example\n----------------\n\n.. literalinclude:: examples/make-{0}.json\n"


def test_samples_at_the_paths_that_the_page_names(tmp_path: Path) -> None:
    request, response = map(SHOWN.format, ("request", "response"))
    tree = whole(
        operation("Make thing", "POST /things", request="id", response="id") + request + response
    )
    there = f"{tree}=== api-ref/source/examples/make-request.json\n{{}}\n"
    there += "=== apiref.toml\nsample-indent = 1\nsorted-samples = true\n"
    recorded = '> POST /things\n> {"id": "a"}\n< 201\n< {"id": "a", "by": "b"}\n'
    (sample,) = made(tmp_path / "a", there, recorded, "POST /things")
    assert (sample.path, sample.is_shown) == ("api-ref/source/examples/make-response.json", True)
    assert sample.text == '{\n "by": "by",\n "id": "id"\n}'
    both = made(tmp_path / "b", there, recorded, "POST /things", overwrite=True)
    assert [(each.role, json.loads(each.text)) for each in both] == [
        ("request", {"id": "id"}),
        ("response", {"by": "by", "id": "id"}),
    ]
    there = tree + "=== api-ref/source/examples/other.json\n{}\n"
    assert len(made(tmp_path / "c", there, recorded, "POST /things")) == 2


def test_letters_are_written_as_they_are(tmp_path: Path) -> None:
    recorded = '> GET /things/1\n< 200\n< {"id": "a", "größe": 1}\n'
    tree = whole(operation("Show thing", response="größe id"))
    (sample,) = made(tmp_path, tree, recorded, "GET /things/{id}")
    assert '"größe"' in sample.text


def test_a_command_that_the_page_shows_is_no_sample(tmp_path: Path) -> None:
    command = SHOWN.format("request") + "   :language: bash\n"
    tree = whole(operation("Make thing", "POST /things", request="id") + command)
    recorded = '> POST /things\n> {"id": "a"}\n< 201\n'
    (sample,) = made(tmp_path, tree, recorded, "POST /things", overwrite=True)
    assert not sample.is_shown
    assert sample.path != "api-ref/source/examples/make-request.json"


def test_a_sample_shows_the_value_that_its_name_or_heading_has(tmp_path: Path) -> None:
    show = operation("Show thing", response="id state")
    for name, heading in (("show-up", "It"), ("show", "A thing that is down"), ("show-lost", "It")):
        line = "-" * len(heading)
        show += f"\n{heading}\n{line}\n\n.. literalinclude:: {name}-response.json\n"
    tree = whole(show, entries("state: body string optional One of ``up``, ``down``, ``lost``."))
    recorded = "".join(
        f'> GET /things/1\n< 200\n< {{"state": "{state}", "id": "a"}}\n'
        for state in ("up", "up", "down")
    )
    found = made(tmp_path, tree, recorded, "GET /things/{id}")
    assert [(each.path.rpartition("/")[2], json.loads(each.text)["state"]) for each in found] == [
        ("show-up-response.json", "up"),
        ("show-response.json", "down"),
    ]


def test_a_schema_is_no_sample(tmp_path: Path) -> None:
    recorded = '> GET /things/1\n< 200\n< {"properties": {"id": {"type": "string"}}}\n'
    assert made(tmp_path, TREE, recorded, "GET /things/{id}") == []


@pytest.mark.parametrize(
    "recorded", ["", "> GET /things/1\n< 204\n", '> GET /things/1\n< 404\n< {"id": 1}\n']
)
def test_nothing_to_make_a_sample_of(tmp_path: Path, recorded: str) -> None:
    assert made(tmp_path, TREE, recorded, "GET /things/{id}") == []
    assert made(tmp_path, TREE, recorded, "POST /things") == []
