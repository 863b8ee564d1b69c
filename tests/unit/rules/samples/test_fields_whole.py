"""Samples of a different kind of response from the one that their table documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.samples.field_trees import PARAMETERS, ROWS, RULES, check
from tests.unit.rules.things import things


def with_second(sample: str, mark: str, line: str = "") -> str:
    """The usual tree with one more sample below the first, under a line of text."""
    shown = f"{line}.. literalinclude:: two.json{mark}"
    text = things(ROWS, PARAMETERS, '{"thing": {"id": "a"}}').replace(
        "   :language: json\n",
        f"   :language: json\n\n{shown}\n   :language: json\n",
    )
    return f"{text}=== api-ref/source/two.json\n{sample}\n"


@pytest.mark.parametrize(
    ("sample", "mark"),
    [
        ('{"badRequest": {"code": 400, "message": "No."}}', ""),
        ('{"errors": [{"status": 406, "title": "No."}]}', ""),
        ('{"code": 404, "title": "Not found", "explanation": "No."}', ""),
        ('{"router": {"code": 7, "message": "No."}}', " <<< sample-foreign"),
        ('{"router": {"code": 404, "routes": []}}', " <<< sample-foreign"),
    ],
)
def test_the_body_of_an_error(tmp_path: Path, sample: str, mark: str) -> None:
    """Once a false alarm, where neither the heading nor the file name says so."""
    assert_expected(tmp_path, with_second(sample, mark, "Else:\n\n"), *RULES)


@pytest.mark.parametrize(
    ("sample", "mark"),
    [
        ('{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"}', ""),
        ('{"type": "object", "properties": {}}', " <<< sample-foreign"),
    ],
)
def test_the_schema_of_a_response(tmp_path: Path, sample: str, mark: str) -> None:
    """Once a false alarm: the rows describe the response, not its schema."""
    assert_expected(tmp_path, with_second(sample, mark), *RULES)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("**Example with fields=name**", ""),
        ("**Brief example**", ""),
        ("**Some of the fields**", ""),
        ("**Example of a field**", " <<< sample-field-missing"),
    ],
)
def test_a_sample_that_is_cut_short(tmp_path: Path, line: str, mark: str) -> None:
    """Once a false alarm: the line above it says that fields are left out."""
    text = things(ROWS, PARAMETERS, f'{{"thing":\n{{"name": "a"}}{mark}\n}}')
    text = text.replace(".. literalinclude", f"{line}\n\n.. literalinclude")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("The number. Also ``size_{kind}`` of each kind.", ""),
        ("The number. Also ``size-<kind>`` of each kind.", " <<< sample-field-undocumented"),
        ("The number. Also ``{kind}`` of each kind.", " <<< sample-field-undocumented"),
    ],
)
def test_a_template_of_names_in_a_description(tmp_path: Path, said: str, mark: str) -> None:
    """Once a false alarm."""
    check(
        tmp_path,
        f'{{"size": 1,\n"size_of_a": 2{mark}\n}}',
        "size: size",
        f"size: integer required {said}",
    )


def test_an_outermost_object_is_not_a_text_of_a_similar_name(tmp_path: Path) -> None:
    """Once a false alarm: the list of objects with ``server_id`` is empty."""
    check(
        tmp_path,
        '{"server": {"id": "1", "name": "a", "uses": []}}',
        "id: id\nname: id\nuses: uses\nserver_id: server",
        "id: string required x.\nserver: string required The server.\nuses: array required x.",
    )
