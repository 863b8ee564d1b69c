"""How complete a reference is."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.operations.completeness import Completeness, by_page, total
from tests.unit.analysis.references import entries, operation, reference

STATUS = """\
.. rest_status_code:: success status.yaml

   - 200
   - 201: made
   - 202
"""
STATUS_FILE = """\
=== api-ref/source/status.yaml
200:
  default: |
    It is there.
201:
  default: |
    It was made.
  made: |
    It was made of others.
202:
  default: ""
"""


def test_figures_of_a_page(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("First", request="id name", response="name", sent={"name": ""}, shown={"a": 1}),
        operation("Second", "PUT /things", request="name", response="id", text=STATUS),
        operation("Third", "POST /things", response="name", text="::\n\n  {}\n"),
        entries("id: path", "name"),
        STATUS_FILE,
    )
    assert by_page(tree) == {
        "api-ref/source/things.inc": Completeness(
            operations=3,
            requests=2,
            request_samples=1,
            responses=2,
            response_samples=1,
            fields=6,
            described_fields=6,
            codes=3,
            described_codes=2,
        )
    }


def test_what_cannot_be_looked_up_is_not_described(tmp_path: Path) -> None:
    text = ".. rest_parameters:: other.yaml\n\n   - a: a\n\n.. rest_status_code:: success no.yaml\n"
    tree = reference(tmp_path, operation(text=f"{text}\n   - 200\n"))
    (found,) = by_page(tree).values()
    assert found == Completeness(operations=1, fields=1, codes=1)


def test_the_sum_of_all_figures() -> None:
    assert total([]) == Completeness()
    assert total([Completeness(*range(9)), Completeness(*range(1, 10))]) == Completeness(
        *range(1, 18, 2)
    )
