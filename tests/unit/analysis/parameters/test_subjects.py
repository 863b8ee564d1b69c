"""Whether a description speaks of what a name says."""

from __future__ import annotations

import pytest

from apiref.analysis.parameters.subjects import is_same_word, mentioned_words
from tests.unit.analysis.references import parameter


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("zone", "zones", True),
        ("id", "uuid", True),
        ("attached", "attachment", True),
        ("attached", "attic", False),
        ("attach", "attachment", True),
        ("attaching", "attacks", False),
        ("marker", "page", False),
    ],
)
def test_words_of_one_root(word: str, other: str, same: bool) -> None:
    assert is_same_word(word, other) is same


@pytest.mark.parametrize(
    ("description", "name", "expected"),
    [
        ("The zones that have a host.", "zone_host_size", ("zone", "host")),
        ("The availability zone.", "az_id", ("az",)),
        ("The first of three zones.", "fotz", ()),
        ("The size.", "az", ()),
        # Only initials that follow one another.
        ("The available old zone.", "az", ()),
    ],
)
def test_words_that_a_description_mentions(
    description: str, name: str, expected: tuple[str, ...]
) -> None:
    assert mentioned_words(parameter(description=description), name) == expected
