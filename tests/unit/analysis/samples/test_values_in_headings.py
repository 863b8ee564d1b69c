"""Values that headings of samples state."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.values_in_headings import contradicted, samples_as_stated
from apiref.model.json_file import Json
from tests.unit.analysis.references import SOURCE, operation, reference


@pytest.mark.parametrize(
    ("heading", "shown", "found"),
    [
        ("Example (task status: success)", {"status": "failure"}, [(("status",), "failure")]),
        ("Example (status: up)", {"id": 1, "status": "down"}, [(("status",), "down")]),
        ("Example (status = ``success``)", {"status": "failure"}, [(("status",), "failure")]),
        ("Example (status: success)", {"a": {"status": "no"}}, [(("a", "status"), "no")]),
        ("Example (is it public: true)", {"public": False}, [(("public",), False)]),
        ("Example (size: 1)", {"size": None}, [(("size",), None)]),
        ("Example (status: Success)", {"status": "success"}, []),
        ("Example (public: true)", {"public": True}, []),
        ("Example (other: success)", {"status": "failure"}, []),
        ("Example (status: success)", {"status": ["failure"]}, []),
        ("Example (status: success)", {"a": {"status": "no"}, "b": 1}, []),
        ("Example (status: success)", [], []),
        ("Example", {"status": "failure"}, []),
    ],
)
def test_samples_against_their_headings(
    tmp_path: Path, heading: str, shown: Json, found: list[tuple[tuple[str, ...], Json]]
) -> None:
    tree = reference(tmp_path, operation(shown=shown, heading=f"Response {heading}"))
    assert [(item.path, item.value) for item in contradicted(tree)] == found


def test_samples_that_have_what_is_stated(tmp_path: Path) -> None:
    heading = "Response Example (status: up)"
    tree = reference(
        tmp_path,
        operation(shown={"status": "down"}, heading=heading),
        *(f'=== {SOURCE}/{name}.json\n{{"status": "{name}"}}\n' for name in ("up", "down")),
    )
    (item,) = contradicted(tree)
    assert list(samples_as_stated(tree, item)) == [f"{SOURCE}/up.json"]
