"""The findings that a rule's defects become."""

from __future__ import annotations

from apiref.check import findings_of

from apiref.model.finding import Defect
from apiref.model.location import Location
from apiref.model.settings import Settings
from apiref.rules.registry import all_rules

HERE, THERE = Location("a.inc", 2, 3), Location("a.inc", 2, 5)


def test_the_location_of_a_finding_is_not_among_its_further_places() -> None:
    rule = all_rules()["json-syntax"]
    defect = Defect(HERE, "thing", "is wrong", places=(THERE, HERE))
    (finding,) = findings_of(Settings(), rule, [defect])
    assert finding.location == HERE
    assert finding.places == (THERE,)
