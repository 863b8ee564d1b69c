"""Rules of ``apiref.rules.parameters.presence``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.things import things

RULES = ("contradicted-required", "sample-field-missing", "sample-field-perhaps-missing")


def check(root: Path, text: str, mark: str = "", required: str = "required") -> None:
    """Checks a required field of that description, which the sample lacks."""
    tree = things(
        "id: id\nnext: next",
        f"id: string optional The UUID.\nnext: string {required} {text}",
        '{"id": "a", "name": "b", "size": 1}',
    )
    line = "required: true"
    assert_expected(root, tree.replace(line, f"{line}{mark}"), *RULES)


@pytest.mark.parametrize(
    "text",
    [
        "The next page. Will not be present on the last page.",
        "The end. It may not appear in the response when it is ``null``.",
        "The project, which may be omitted.",
        "The key.  Only included for encrypted volumes.",
        "The list. This list appears only if the service is told to show it.",
        "The host, only returned for administrators.",
        "The host, which is shown only to administrators.",
        "The fault. This field is absent if there is none.",
        "The size. This parameter is optional.",
        "The size. It is optional.",
        "(Optional) The size.",
        "The size. Optional.",
    ],
)
def test_a_description_that_speaks_of_absence(tmp_path: Path, text: str) -> None:
    """Once a false positive: the ``required`` is wrong, not the sample without the field."""
    check(tmp_path, text, " <<< contradicted-required")
    check(tmp_path / "optional", text, required="optional")


@pytest.mark.parametrize(
    "text",
    [
        "The next page.",
        # Of something else than the value.
        "The image. The file may not be present on the host.",
        "The kind, which may not be changed.",
        "A name with a suffix. It is optional.",
        "The pair of ``key`` and ``value``. This is optional.",
        "The size. This parameter is optional for images.",
        "A list of sizes, an optional one and a default one.",
        "The sizes. The unit is optional.",
        # What a request lacks, the response has.
        "The name. If omitted, it is generated.",
    ],
)
def test_a_description_that_does_not(tmp_path: Path, text: str) -> None:
    tree = things(
        "id: id\nnext: next",
        f"id: string optional The UUID.\nnext: string required {text}",
        '{"id": "a", "name": "b", "size": 1} <<< sample-field-missing',
    )
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize(
    "text", ["Only returned for version 2.3.", "Only returned starting with microversion 2.3."]
)
def test_a_description_that_speaks_of_a_microversion(tmp_path: Path, text: str) -> None:
    """Once a false alarm: the sample may be of an earlier one, but the entry does not say so."""
    check(tmp_path, f"The kind. {text}")


def test_a_list_speaks_of_members(tmp_path: Path) -> None:
    text = "|\n    The stores:\n\n    - ``default``. Only present on the default store."
    tree = things(
        "next: next", "next: object required X", '{"a": 1, "b": 1} <<< sample-field-missing'
    ).replace("description: X", f"description: {text}")
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize("key", ["size_optional", "size-opt", "sizeOptional", "size_optional_1"])
def test_a_key_that_says_optional(tmp_path: Path, key: str) -> None:
    """Once a cascade: the samples that lack the field were reported, not the parameter."""
    sample = '{"id": "a", "name": "b", "kind": 1}'
    parameters = f"id: string optional It.\n{key}: integer required Its size."
    tree = things(f"id: id\nsize: {key}", parameters, sample)
    line = "required: true"
    assert_expected(tmp_path, tree.replace(line, f"{line} <<< contradicted-required"), *RULES)


@pytest.mark.parametrize(
    ("row", "key"),
    [("is_optional", "is_optional"), ("optional", "optional"), ("a", "a_req")],
)
def test_a_key_that_does_not(tmp_path: Path, row: str, key: str) -> None:
    parameters = f"id: string optional It.\n{key}: integer required Its size."
    tree = things(f"id: id\n{row}: {key}", parameters, f'{{"id": "a", "{row}": 1}}')
    assert_expected(tmp_path, tree, *RULES)


def test_an_entry_with_rows_in_two_operations(tmp_path: Path) -> None:
    text = (
        "The page. Will not be present on the last page, which ends the whole list of your things."
    )
    tree = things(
        "id: id\nnext: next", f"id: string optional It.\nnext: string required {text}", "{}"
    )
    again = tree.partition("Show thing\n")[2].partition("=== ")[0].replace("Show thing", "Again")
    tree = tree.replace(
        "=== api-ref/source/par", f"\nAgain\n=====\n{again[11:]}=== api-ref/source/par"
    )
    tree = tree.replace("/things/{id}", "/others/{id}").replace("/others", "/things", 1)
    line = "required: true"
    marked = tree.replace(line, f"{line} <<< contradicted-required")
    (found,) = assert_expected(tmp_path, marked, "contradicted-required")
    assert found.operation == "GET /things/{id}"
    quoted = found.message.partition('says "')[2].partition('"')[0]
    assert len(quoted) == 80
    assert quoted.endswith("...")


@pytest.mark.parametrize("request_row", ["", "next: next"])
def test_an_entry_of_requests_and_responses(tmp_path: Path, request_row: str) -> None:
    """Once "write 'required: false'", although requests must contain it."""
    text = "id: string optional The UUID.\nnext: string required The key. It is only shown to you."
    tree = things("id: id\nnext: next", text, '{"id": "a", "next": "b"}')
    if request_row:
        table = f"Request\n-------\n\n.. rest_parameters:: parameters.yaml\n\n   - {request_row}\n"
        tree = tree.replace("GET /", "PUT /").replace("Response\n", f"{table}\nResponse\n", 1)
    line = "required: true"
    marked = tree.replace(line, f"{line} <<< contradicted-required")
    (found,) = assert_expected(tmp_path, marked, "contradicted-required")
    assert ("; use two entries for requests and responses" in found.message) is bool(request_row)


@pytest.mark.parametrize(
    ("section", "place", "mark"),
    [
        ("Response", "query", " <<< contradicted-required"),
        ("Request", "body", " <<< contradicted-required"),
        ("Response", "body", ""),
    ],
)
def test_what_is_done_if_it_is_omitted(tmp_path: Path, section: str, place: str, mark: str) -> None:
    """Once not reported."""
    text = "id: string optional It.\nnext: string required The page. If omitted, this is the first."
    tree = things("next: next", text, '{"next": "b"}').replace("in: body", f"in: {place}")
    line = "required: true"
    tree = tree.replace("Response\n", f"{section}\n").replace(line, f"{line}{mark}")
    assert_expected(tmp_path, tree, "contradicted-required")
