"""One way to lay out JSON."""

from __future__ import annotations

import json

import pytest

from apiref.fixes.json_layout import laid_out


@pytest.mark.parametrize(
    "value",
    [{}, [], 1, "a", {"a": []}, {"a": {"b": [1, {"c": None}, [[]]]}, "d": "{,:}", "e": '\\"'}],
)
@pytest.mark.parametrize("indent", [2, 4])
def test_layout_is_that_of_the_standard_library(value: object, indent: int) -> None:
    expected = json.dumps(value, indent=indent) + "\n"
    assert laid_out(json.dumps(value), indent) == expected
    assert laid_out(expected, indent) == expected


def test_values_and_line_ends_stay() -> None:
    assert laid_out('{"a":1.0e+2,\n"a" : "\\u00e4"}', 1, "\r\n") == (
        '{\r\n "a": 1.0e+2,\r\n "a": "\\u00e4"\r\n}\r\n'
    )
