"""Samples of errors."""

from __future__ import annotations

import pytest

from apiref.analysis.samples.error_samples import is_error_body, is_error_sample
from apiref.model.json_file import Json
from apiref.model.location import Location
from apiref.model.operation import SamplePart
from apiref.model.page import SampleReference

PLACE = Location("a.inc")


@pytest.mark.parametrize(
    ("file", "headings", "expected"),
    [
        ("thing-error.json", (), True),
        ("errors/thing.json", (), False),
        ("terror.json", (), False),
        ("thing.json", ("Errors", "Response"), True),
        ("thing.json", ("Response (failed)",), True),
        ("thing.json", ("Response",), False),
    ],
)
def test_samples(file: str, headings: tuple[str, ...], expected: bool) -> None:
    reference = SampleReference(file, file, PLACE, PLACE)
    assert is_error_sample(SamplePart(reference, "response", headings)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"code": 404, "message": "It."}, True),
        ({"status": "409", "title": "It."}, True),
        ({"badRequest": {"code": 400, "message": "It."}}, True),
        ({"errors": [{"status": 599, "detail": "It."}]}, True),
        ([{"code": 404, "message": "It."}], True),
        ({"code": 200, "message": "It."}, False),
        ({"code": 399, "message": "It."}, False),
        ({"code": 600, "message": "It."}, False),
        ({"code": "404a", "message": "It."}, False),
        ({"code": 404, "message": 1}, False),
        ({"code": 404}, False),
        ({"a": {"code": 404, "message": "It."}, "b": 1}, False),
        ({"errors": []}, False),
        (404, False),
    ],
)
def test_bodies(value: Json, expected: bool) -> None:
    assert is_error_body(value) is expected
