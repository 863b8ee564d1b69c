"""Findings as diagnostics."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlparse

from apiref.lsp.diagnostics import diagnostics, page_of, place_in
from apiref.model.location import Location
from apiref.rules.registry import all_rules
from tests.unit.lsp.small import PAGE, PARAMETERS, checked

TWICE = ("   - name: name\n", "   - name: nmae\n")


def test_each_finding_is_one_at_its_file(tmp_path: Path) -> None:
    found = diagnostics(checked(tmp_path, TWICE, ("   - name: name\n", "   - name: nmae\n")))
    assert [*found] == [PAGE]
    (item,) = found[PAGE]
    assert item.finding.rule == "unknown-parameter"
    assert item.message.startswith("POST /things: row 'name' refers to parameter 'nmae'")
    assert item.end == item.finding.location._replace(column=item.finding.location.column + 4)
    assert [place.path for place in item.finding.places] == [PARAMETERS, PAGE]


def test_every_rule_has_a_page() -> None:
    for name in all_rules():
        address = urlparse(page_of(name))
        lines = Path(address.path).read_text("utf-8").splitlines()
        assert lines[int(address.fragment.removeprefix("L")) - 1] == name


def test_places_in_errors_of_the_configuration() -> None:
    assert place_in("apiref.toml:3:5: unknown key") == (
        Location("apiref.toml", 3, 5),
        "unknown key",
    )
    assert place_in("apiref.toml: is not valid") == (Location("apiref.toml"), "is not valid")
    assert place_in("no reference") is None
