"""Samples in the object of another resource."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.wrong_envelopes import wrong_envelopes
from apiref.model.json_file import Json
from tests.unit.analysis.references import SOURCE, operation, reference

USUAL = [
    operation("List", "GET /volumes", shown={"volumes": [{"id": 1}]}),
    operation("Show", "GET /volumes/{id}", shown={"volume": {"id": 1}}),
    operation("List servers", "GET /servers", shown={"servers": [{"id": 1}]}),
    operation("Show server", "GET /servers/{id}", shown={"server": {"id": 1}}),
]


@pytest.mark.parametrize(
    ("title", "url", "shown", "intended"),
    [
        ("Update", "/volumes/{id}", {"server": {"id": 1}}, "volume"),
        ("Update", "/volumes/{id}", {"servers": [{"id": 1}]}, "volumes"),
        ("Update", "/volumes/{id}", {"volume": {"id": 1}}, None),
        ("Update", "/volumes/{id}", {"server": {}}, None),
        ("Update", "/volumes/{id}", {"server": {"id": 1}, "b": 2}, None),
        ("Update", "/volumes/{id}", {"other": {"id": 1}}, None),
        ("Update", "/volumes/{id}/action", {"server": {"id": 1}}, None),
        ("Show volumes of things", "/volumes/{id}", {"server": {"id": 1}}, "volume"),
        ("Attach to a server", "/volumes/{id}", {"server": {"id": 1}}, None),
    ],
)
def test_envelopes(tmp_path: Path, title: str, url: str, shown: Json, intended: str | None) -> None:
    tree = reference(tmp_path, *USUAL, operation(title, f"PUT {url}", shown=shown))
    found = [(item.sample.path, item.intended) for item in wrong_envelopes(tree).values()]
    path = f"{SOURCE}/{title.lower().replace(' ', '-')}-response.json"
    assert found == ([(path, intended)] if intended else [])


@pytest.mark.parametrize(
    "more",
    [
        # Another operation shows the same sample, or another sample differs as well.
        operation("Update", "PATCH /volumes/{id}", shown={"server": {"id": 1}}),
        operation("Change", "PATCH /volumes/{id}", shown={"server": {"id": 1}}),
    ],
)
def test_an_envelope_that_occurs_twice(tmp_path: Path, more: str) -> None:
    wrong = operation("Update", "PUT /volumes/{id}", shown={"server": {"id": 1}})
    assert list(wrong_envelopes(reference(tmp_path / "one", *USUAL, wrong))) == [
        f"{SOURCE}/update-response.json"
    ]
    assert wrong_envelopes(reference(tmp_path / "two", *USUAL, wrong, more)) == {}


def test_a_wrong_envelope_behind_operations_without_a_resource(tmp_path: Path) -> None:
    wrong = operation("Update", "PUT /volumes/{id}", shown={"server": {"id": 1}})
    others = operation("Versions", "GET /", shown={"server": {"id": 1}})
    others += operation("Act", "POST /volumes/{id}/action", shown={"server": {"id": 1}})
    assert len(wrong_envelopes(reference(tmp_path, others, *USUAL, wrong))) == 1
