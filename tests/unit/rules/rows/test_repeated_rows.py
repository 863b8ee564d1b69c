"""The rule ``duplicate-row`` where samples show whether a repeated row is of one field."""

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.things import things

ENTRIES = """\
thing: object required The thing.
name: string required The name.
tags: array required The tags.
part: object required The part.
"""
AGAIN = "name: name <<< duplicate-row"


@pytest.mark.parametrize(
    ("rows", "sample"),
    [
        (
            f"thing: thing\nname: name\ntags: tags\n{AGAIN}",
            '{"thing": {"name": "a", "tags": ["b"]}}',
        ),
        (
            "thing: thing\nname: name\npart: part\nname: name",
            '{"thing": {"name": "a", "part": {"name": "b"}}}',
        ),
        # The part may have a name, and these tags too.
        (
            "thing: thing\nname: name\npart: part\nname: name",
            '{"thing": {"name": "a", "part": {}}}',
        ),
        ("thing: thing\nname: name\ntags: tags\nname: name", '{"thing": {"name": "a"}}'),
    ],
)
def test_a_row_behind_that_of_a_list(tmp_path: Path, rows: str, sample: str) -> None:
    assert_expected(tmp_path, things(rows, ENTRIES, sample), "duplicate-row")
