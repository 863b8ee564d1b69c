"""Rules of ``apiref.rules.samples.schemas``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apiref.model.location import Location
from tests.trees import findings, write_tree
from tests.unit.rules.schemas.schema_trees import DIALECT, SAMPLE, check, line_of, schema
from tests.unit.rules.things import things


@pytest.mark.parametrize(
    ("path", "value", "rule", "line"),
    [
        (("properties", "size", "type"), ["integer"], "sample-schema", None),
        (("properties", "id", "pattern"), "^x", "sample-schema", None),
    ],
)
def test_a_single_fault(
    tmp_path: Path, path: tuple[str, ...], value: object, rule: str, line: str | None
) -> None:
    changed: Any = schema()
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    found = [each for each in check(tmp_path, changed) if each.rule == rule]
    assert found, rule
    if line is not None:
        assert (found[0].location.path, found[0].location.line) == (
            "schemas/thing.json",
            line_of(tmp_path, line),
        )


def test_a_value_is_reported_as_json(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"]["size"]["type"] = "integer"
    (found,) = (each for each in check(tmp_path, changed) if each.rule == "sample-schema")
    assert found.message.startswith("'size': null is not of type 'integer'")


def test_a_value_is_reported_at_its_place(tmp_path: Path) -> None:
    sample = SAMPLE.replace('"up"', '"upp"')
    (found,) = [each for each in check(tmp_path, schema(), sample) if each.rule == "sample-schema"]
    assert (found.location.path, found.location.line, found.location.column) == (
        "api-ref/source/thing.json",
        3,
        12,
    )
    assert found.operation == "GET /things/{id}"
    assert [place.line for place in found.places] == [line_of(tmp_path, '"enum"')]


@pytest.mark.parametrize(("member", "beside"), [("id", 2), ("size", 3)])
def test_a_missing_member_is_reported_with_those_beside_it(
    tmp_path: Path, member: str, beside: int
) -> None:
    changed = schema()
    changed["required"] = ["id", "state", "size"]
    sample = "".join(line for line in SAMPLE.splitlines(True) if f'"{member}"' not in line)
    found = check(tmp_path, changed, sample.replace('"up",\n}', '"up"\n}'))
    (places,) = (each.places for each in found if each.rule == "sample-schema")
    assert places == (
        Location("api-ref/source/thing.json", beside, 3),
        Location("schemas/thing.json", line_of(tmp_path, '"required"'), 15),
    )


def test_every_error_of_a_sample_is_reported(tmp_path: Path) -> None:
    sample = '{\n  "id": "x",\n  "state": "upp",\n  "size": -1\n}'
    changed = schema()
    changed["properties"]["size"]["minimum"] = 0
    found = [each for each in check(tmp_path, changed, sample) if each.rule == "sample-schema"]
    assert [each.location.line for each in found] == [2, 3, 4]


def test_a_value_whose_type_the_table_documents_is_reported_once(tmp_path: Path) -> None:
    sample = SAMPLE.replace('"up"', "7")
    check(tmp_path, schema(), sample)
    found = [each for each in findings(tmp_path) if each.rule.startswith("sample")]
    assert [each.rule for each in found] == ["sample-value-type"]


def test_a_binding_of_no_operation(tmp_path: Path) -> None:
    more = '"GET /thing/{id}" = { response = "schemas/thing.json" }\n'
    (found,) = check(tmp_path, schema(), more=more)
    assert (found.rule, found.location.path) == ("schema-binding-stale", "apiref.toml")
    assert (found.location.line, found.location.column) == (3, 1)


def test_a_schema_that_nothing_names(tmp_path: Path) -> None:
    more = f'=== schemas/other.json\n{{"$schema": "{DIALECT}", "type": "string"}}\n'
    (found,) = check(tmp_path, schema(), more=more)
    assert (found.rule, found.location.path) == ("schema-unused", "schemas/other.json")


def test_a_sample_of_no_schema(tmp_path: Path) -> None:
    text = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    write_tree(tmp_path, text.replace("response = ", "path = "))
    (message,) = (it.message for it in findings(tmp_path) if it.rule == "sample-without-schema")
    assert 'add one, such as response = "schemas/thing.json", to those of' in message


def test_a_sample_of_an_operation_without_schemas(tmp_path: Path) -> None:
    page = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    method = ".. rest_method:: GET /things/{id}"
    first = f"{method}\n\nOther\n-----\n\n{method.replace('{id}', '{id}/b')}"
    write_tree(tmp_path, page.replace(method, first))
    (message,) = (it.message for it in findings(tmp_path) if it.rule == "sample-without-schema")
    assert '"GET /things/{id}/b" = { response = "schemas/thing.json" }' in message


def test_bindings_that_are_all_of_other_operations(tmp_path: Path) -> None:
    """The samples are not reported as having no schema."""
    text = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    write_tree(tmp_path, text.replace('GET /things/{id}" =', 'GET /other" ='))
    rules = {found.rule for found in findings(tmp_path)}
    assert "schema-binding-stale" in rules
    assert "sample-without-schema" not in rules


def test_what_most_samples_violate_is_the_fault_of_the_schema(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"]["size"]["minimum"] = 10
    samples = "".join(
        f"\n.. literalinclude:: more{number}.json\n   :language: json\n" for number in range(3)
    )
    check(tmp_path, changed, SAMPLE.replace("null", "1"))
    page = tmp_path / "api-ref/source/things.inc"
    page.write_text(page.read_text() + samples)
    for number, size in enumerate((2, 3, 30)):
        text = SAMPLE.replace("null", str(size)).replace("0b9d", f"{number}b9d")
        (tmp_path / f"api-ref/source/more{number}.json").write_text(text)
    found = [each for each in findings(tmp_path) if each.rule == "sample-schema"]
    assert [each.location.path for each in found] == ["schemas/thing.json"]
    assert found[0].location.line == line_of(tmp_path, '"minimum"')
    assert len(found[0].places) == 3

    file = tmp_path / "api-ref/source/more0.json"
    file.write_text(file.read_text().replace("2", "20"))
    found = [each for each in findings(tmp_path) if each.rule == "sample-schema"]
    assert len(found) == 2
    assert all(each.location.path.startswith("api-ref") for each in found)


def test_a_member_under_a_wrong_name_is_one_error(tmp_path: Path) -> None:
    changed = schema()
    changed["required"].append("size")
    sample = SAMPLE.replace("size", "sort")
    check(tmp_path, changed, sample)
    (found,) = (each for each in findings(tmp_path) if each.rule.startswith("sample"))
    assert (found.rule, found.location.line) == ("sample-field-undocumented", 4)
    (tmp_path / "apiref.toml").write_text(
        (tmp_path / "apiref.toml").read_text()
        + "[rules]\nsample-field-undocumented = 'off'\nsample-field-missing = 'off'\n"
    )
    (found,) = (each for each in findings(tmp_path) if each.rule.startswith("sample"))
    assert (found.rule, found.location.line) == ("sample-schema", 4)
    assert "'sort' was unexpected" in found.message


def test_a_condition_that_requires_a_name_that_does_not_exist(tmp_path: Path) -> None:
    """It is reported for the samples and not for the schema, as its object has no type."""
    changed = schema()
    changed["allOf"] = [{"then": {"properties": {"size": {}}, "required": ["sise"]}, "if": {}}]
    found = {each.rule: each.message for each in check(tmp_path, changed)}
    assert "'sise' is a required property" in found["sample-schema"]


@pytest.mark.parametrize(
    ("more", "subject", "words"),
    [
        ('request = "schemas/no.json"', "schemas/no.json", "cannot be read; correct its path"),
        (
            'request = "schemas/thing.json"',
            "GET /things/{id}",
            "has neither a table nor a sample of its request",
        ),
        ('query = "schemas/thing.json"', "", ""),
    ],
)
def test_bindings_of_what_is_not_there(tmp_path: Path, more: str, subject: str, words: str) -> None:
    text = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    bound = 'response = "schemas/thing.json"'
    write_tree(tmp_path, text.replace(bound, f"{bound}, {more}"))
    found = [each for each in findings(tmp_path) if each.rule == "schema-binding-stale"]
    assert [each.subject for each in found] == ([subject] if subject else [])
    assert all(words in each.message for each in found)


def test_a_served_schema_that_is_not_there(tmp_path: Path) -> None:
    more = '\n[served-schemas]\n"schemas/thing.json" = "none.json"\n'
    (found,) = check(tmp_path, schema(), more=more)
    assert (found.rule, found.subject) == ("schema-binding-stale", "none.json")


def test_the_samples_without_a_schema(tmp_path: Path) -> None:
    text = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    sent = "Request Example\n---------------\n\n.. literalinclude:: {}.json\n\n"
    shown = sent.format("lost") + sent.format("sent") + "Response\n--------\n"
    text = text.replace("Response\n--------\n", shown)
    text += "=== api-ref/source/sent.json\n{}\n"
    write_tree(tmp_path, text)
    (found,) = (each for each in findings(tmp_path) if each.rule == "sample-without-schema")
    assert found.subject == "sent.json"
    assert "no schema is declared for the request of 'GET /things/{id}'" in found.message


def test_a_schema_that_only_another_one_uses(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"]["size"] = {"$ref": "size.json"}
    used = f'{{"$schema": "{DIALECT}", "$ref": "#/$defs/a", "$defs": {{"a": {{"type": "null"}}}}}}'
    more = f"=== schemas/size.json\n{used}\n=== schemas/self.json\n{used}\n"
    found = [each for each in check(tmp_path, changed, more=more) if each.rule == "schema-unused"]
    assert [each.location.path for each in found] == ["schemas/self.json"]


@pytest.mark.parametrize(
    ("samples", "path"),
    [
        # What is at least 10, in each sample.
        (((1, 2, 30), (3, 30, 30)), "schemas/thing.json"),
        (((1, 30, 30), (3, 30, 30)), "api-ref"),
        (((1, 2, 3),), "api-ref"),
        (((1, 2, 30), (3, 30, 30), (30, 30, 30)), "schemas/thing.json"),
        (((1, 2, 30), (3, 30, 30), (30, 30, 30), (30, 30, 30)), "api-ref"),
    ],
)
def test_how_much_violates_a_keyword_that_is_wrong(
    tmp_path: Path, samples: tuple[tuple[int, int, int], ...], path: str
) -> None:
    number = {"type": "integer", "minimum": 10}
    changed = {
        "$schema": DIALECT,
        "type": "object",
        "properties": {name: {"$ref": "#/$defs/number"} for name in "abc"},
        "$defs": {"number": number},
    }
    first, *others = [json.dumps(dict(zip("abc", values, strict=True))) for values in samples]
    check(tmp_path, changed, first)
    page = tmp_path / "api-ref/source/things.inc"
    for position, other in enumerate(others):
        (tmp_path / f"api-ref/source/more{position}.json").write_text(other)
        include = f"\n.. literalinclude:: more{position}.json\n   :language: json\n"
        page.write_text(page.read_text() + include)
    found = [each for each in findings(tmp_path) if each.rule == "sample-schema"]
    wrong = [value for values in samples for value in values if value < 10]
    assert len(found) == (len(wrong) if path == "api-ref" else 1)
    assert all(each.location.path.startswith(path) for each in found)
    if path != "api-ref":
        assert found[0].message.startswith("this 'minimum' rejects 3 values in 2 samples, such as")


def test_values_behind_samples_that_are_not_compared(tmp_path: Path) -> None:
    """One of another role, one that is missing, one that is no JSON, and one that was compared."""
    changed = {"type": "object", "properties": {"id": {"enum": ["a"]}}}
    text = things("id: id", "id: string required x.", '{"id": "b"}', json.dumps(changed))
    sent = "Request Example\n---------------\n\n.. literalinclude:: sent.json\n\n"
    text = text.replace("Response\n--------\n", f"{sent}Response\n--------\n")
    shown = [f".. literalinclude:: {name}.json\n" for name in ("lost", "broken", "thing", "more")]
    text = text.replace("   :language: json\n", "\n" + "\n".join(shown))
    for name, content in (("sent", '{"id": "c"}'), ("broken", "{"), ("more", '{"id": "d"}')):
        text += f"=== api-ref/source/{name}.json\n{content}\n"
    write_tree(tmp_path, text)
    found = [each for each in findings(tmp_path) if each.rule == "sample-schema"]
    assert [each.location.path for each in found] == [
        "api-ref/source/more.json",
        "api-ref/source/thing.json",
    ]


def test_a_value_that_is_wrong_besides_a_keyword(tmp_path: Path) -> None:
    number, kind = {"type": "integer", "minimum": 10}, {"enum": ["x"]}
    changed = {
        "$schema": DIALECT,
        "type": "object",
        "properties": {**{name: {"$ref": "#/$defs/number"} for name in "abc"}, "kind": kind},
        "$defs": {"number": number},
    }
    check(tmp_path, changed, '{"a": 1, "b": 2, "c": 30, "kind": "x"}')
    page = tmp_path / "api-ref/source/things.inc"
    page.write_text(page.read_text() + "\n.. literalinclude:: more.json\n")
    (tmp_path / "api-ref/source/more.json").write_text('{"a": 3, "b": 30, "kind": "y"}')
    found = [each for each in findings(tmp_path) if each.rule == "sample-schema"]
    assert [(each.location.path, each.subject) for each in found] == [
        ("api-ref/source/more.json", "kind"),
        ("schemas/thing.json", "minimum"),
    ]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Request Example", ".. literalinclude:: sent.json\n"),
        ("Request", ".. rest_parameters:: parameters.yaml\n\n   - id: id\n"),
    ],
)
def test_a_binding_of_a_request_with_a_table_or_a_sample(
    tmp_path: Path, title: str, body: str
) -> None:
    text = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    bound = 'response = "schemas/thing.json"'
    text = text.replace(bound, f"{bound}, {bound.replace('response', 'request')}")
    text = text.replace("Response\n---", f"{title}\n{'-' * 20}\n\n{body}\nResponse\n---")
    write_tree(tmp_path, f"{text}=== api-ref/source/sent.json\n{{}}\n")
    assert "schema-binding-stale" not in {each.rule for each in findings(tmp_path)}
