"""Findings as diagnostics."""

from __future__ import annotations

from pathlib import Path

from apiref.lsp.diagnostics import by_path, message_of, place_in
from apiref.model.location import Location
from tests.unit.lsp.small import PAGE, PARAMETERS, checked

WRONG = ("   - name: name\n", "   - name: nmae\n")


def test_each_finding_is_one_at_its_file(tmp_path: Path) -> None:
    found = by_path(checked(tmp_path, WRONG, ("type: string", "type: strin")))
    assert [*found] == [PARAMETERS, PAGE]
    (finding,) = found[PAGE]
    assert finding.rule == "unknown-parameter"
    assert message_of(finding).startswith("POST /things: row 'name' refers to parameter 'nmae'")
    (finding,) = found[PARAMETERS]
    assert message_of(finding) == finding.message


def test_places_in_errors_of_the_configuration() -> None:
    assert place_in("apiref.toml:3:5: unknown key") == (
        Location("apiref.toml", 3, 5),
        "unknown key",
    )
    assert place_in("apiref.toml: is not valid") == (Location("apiref.toml"), "is not valid")
    assert place_in("no reference") is None
