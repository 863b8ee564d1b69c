"""What identifiers look like."""

from __future__ import annotations

import re

import pytest

from apiref.text.identifiers import UUID, UUID_OR_HEX

DASHED = "5aaee4f2-3c0d-4a64-9e6c-0C2E3B5F6A7D"


@pytest.mark.parametrize(
    ("text", "is_uuid", "is_either"),
    [
        (DASHED, True, True),
        (DASHED.replace("-", ""), False, True),
        (DASHED[:-1], False, False),
        (DASHED.replace("a", "g"), False, False),
    ],
)
def test_identifiers(text: str, is_uuid: bool, is_either: bool) -> None:
    assert (re.fullmatch(UUID, text) is not None) is is_uuid
    assert (re.fullmatch(UUID_OR_HEX, text) is not None) is is_either
