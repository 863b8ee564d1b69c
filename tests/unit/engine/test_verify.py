"""The rules about recorded traffic, and their findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.engine.verify import traffic_rules, verify
from apiref.rules.registry import all_rules
from tests.traffic import traffic_of
from tests.trees import INDEX

TREE = f"""\
{INDEX}
=== api-ref/source/things.inc
List things
===========

.. rest_method:: GET /things

.. rest_status_code:: success status.yaml

   - 200
=== api-ref/source/status.yaml
200:
  default: |
    OK.
=== traffic
> GET /things
< 202
> GET /things
< 202
"""


def test_rules_about_coverage_run_only_if_it_is_required() -> None:
    some, every = (traffic_rules(require_coverage=each) for each in (False, True))
    assert every == {name: rule for name, rule in all_rules().items() if rule.kind == "traffic"}
    more = {name: rule for name, rule in every.items() if name not in some}
    assert {rule.topic for rule in more.values()} == {"traffic.coverage"}
    assert {**some, **more} == every


@pytest.mark.parametrize(("comment", "count"), [("", 1), (".. apiref: ignore=observed-status", 0)])
def test_findings_of_one_cause_are_one_and_can_be_suppressed(
    tmp_path: Path, comment: str, count: int
) -> None:
    text = TREE.replace(".. rest_status_code", f"{comment}\n\n.. rest_status_code")
    traffic = traffic_of(tmp_path, text)
    found = verify(traffic, [all_rules()["observed-status"]])
    assert len(found) == count
    assert verify(traffic, []) == []
