"""Microversions."""

from __future__ import annotations

import pytest

from apiref.analysis.operations.microversions import (
    Version,
    bounds,
    is_expected,
    may_be_there,
    of_sample,
    parse,
    written,
)
from apiref.model.location import Location
from apiref.model.operation import SamplePart
from apiref.model.page import SampleReference
from tests.unit.analysis.references import parameter

PLACE = Location("a.inc")


def test_versions_are_no_floats() -> None:
    assert parse("2.10") == (2, 10)
    assert parse(" v2.1 ") == (2, 1)
    assert parse("latest") is parse("2.1.0") is parse(None) is None
    assert written((2, 10)) == "2.10"


@pytest.mark.parametrize(
    ("file", "headings", "version"),
    [
        ("v2.1/thing.json", (), (2, 1)),
        ("v1.1/thing-2.7.json", (), (2, 7)),
        ("thing-v2_7.json", ("Since 2.9",), (2, 7)),
        ("thing-27.json", (), None),
        ("thing.json", ("Response (v2.7)",), (2, 7)),
        ("thing.json", ("From 2.3 on", "Response", "version 2.7"), (2, 7)),
        ("thing.json", ("From 2.3 on", "Before 2.7"), None),
        ("thing.json", ("Address 10.0.0.1",), None),
    ],
)
def test_versions_of_samples(file: str, headings: tuple[str, ...], version: Version | None) -> None:
    part = SamplePart(SampleReference(file, file, PLACE, PLACE), None, headings)
    assert of_sample(part) == version
    assert of_sample(part._replace(version=(3, 1))) == (3, 1)


@pytest.mark.parametrize(
    ("first", "last", "version", "may_be", "expected"),
    [
        (None, None, None, True, True),
        (None, None, (2, 5), True, True),
        ("2.3", None, None, True, False),
        ("2.3", None, (2, 3), True, True),
        ("2.3", None, (2, 2), False, False),
        (None, "2.7", (2, 7), True, True),
        (None, "2.7", (2, 10), False, False),
        (None, "2.7", None, True, False),
        ("2.3", "2.7", (2, 5), True, True),
        ("2.3", "2.7", (2, 8), False, False),
        ("2.3", "2.7", (2, 2), False, False),
        ("later", None, (2, 2), True, True),
    ],
)
def test_versions_of_parameters(
    first: str | None, last: str | None, version: Version | None, may_be: bool, expected: bool
) -> None:
    named = {"min_version": first, "max_version": last}
    entry = parameter(**{name: value for name, value in named.items() if value})
    assert may_be_there(entry, version) is may_be
    assert is_expected(entry, version) is expected


def test_bounds_in_words() -> None:
    assert bounds("2.3", None) == "from 2.3 on"
    assert bounds(None, "2.7") == "up to 2.7"
    assert bounds("2.3", "2.7") == "from 2.3 to 2.7"
