"""Bodies whose members a text leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.free_bodies import is_left_open
from tests.unit.analysis.references import operation, reference


@pytest.mark.parametrize(
    ("text", "request_", "response"),
    [
        ("The body may be any JSON.", True, True),
        ("The payload depends on the driver.", True, True),
        ("The request body is a dictionary of names.", True, False),
        ("The response body holds arbitrary members.", False, True),
        ("The request is short. The response body varies.", False, True),
        ("The response is short. The body varies.", True, True),
        ("The request and the response body vary.", True, True),
        ("There is no guarantee regarding the contents of the data.", True, True),
        ("We do not give guarantees for its format.", True, True),
        ("The format of it depends on the driver.", True, True),
        ("The format is specific to the driver.", True, True),
        ("The response structure is not well defined.", False, True),
        ("Use the specific format.", False, False),
        ("The format of the response is not well defined.", False, True),
        ("The contents are guaranteed.", False, False),
        ("The result depends on the driver.", False, False),
        ("The body has three members.", False, False),
        ("Any body.", False, False),
        ("The body is long. Any may ask.", False, False),
    ],
)
def test_texts(tmp_path: Path, text: str, request_: bool, response: bool) -> None:
    (found,) = reference(tmp_path, operation(text=text)).operations
    assert is_left_open(found, "request") is request_
    assert is_left_open(found, "response") is response
