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
