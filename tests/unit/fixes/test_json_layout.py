"""One way to lay out JSON."""

from __future__ import annotations

import json

import pytest

from apiref.fixes.json_layout import laid_out, sorted_members


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


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ('{"b": 1, "a": 2}', 0, ('"b": 1, "a": 2', '"a": 2, "b": 1')),
        # What stands between members stays where it is.
        ('{"b": [1],\n  "a": {"c": 2}\n}', 0, ('"b": [1],\n  "a": {"c": 2}', None)),
        ('{"x": {"b": 1, "a": 2}}', 6, ('"b": 1, "a": 2', '"a": 2, "b": 1')),
        ('{"a": {"d": 1, "c": 2}, "b": "c"}', 0, ('"a": {"d": 1, "c": 2}, "b": "c"', None)),
        ('{"\\u0061": 1, "A": 2}', 0, ('"\\u0061": 1, "A": 2', '"A": 2, "\\u0061": 1')),
        ('{"a": 1, "a": 2}', 0, None),
        ("{}", 0, None),
    ],
)
def test_members_in_order(text: str, start: int, found: tuple[str, str | None] | None) -> None:
    result = sorted_members(text, start)
    if found is None or found[1] is not None:
        assert result == found
    else:
        assert result is not None
        assert result[0] == found[0]
        names = list(json.loads(f"{{{result[1]}}}"))
        assert names == sorted(names)
        assert sorted(result[1]) == sorted(found[0])
