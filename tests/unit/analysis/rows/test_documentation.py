"""What the tables of one role document."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.documentation import (
    DocumentedField,
    documentation,
    field_parts,
    literal_templates,
)
from apiref.model.tree import Tree
from tests.unit.analysis.references import entries, operation, parameter, reference, row


def _names(found: list[DocumentedField]) -> list[str]:
    return [field.row.name for field in found]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a", ("a",)),
        ("a.b", ("a", "b")),
        ("a/b", ("a", "b")),
        ("a[].b", ("a", "b")),
        ("a[0].b", ("a", "b")),
        ("a.*.b", ("a", "b")),
        ("$.a", ("a",)),
        ("a (Optional)", ("a",)),
        ("\\>a", ("a",)),
        ("->a.b", ("a", "b")),
        ("+ a", ("a",)),
        (" ``a`` ", ("a",)),
        (".", (".",)),
    ],
)
def test_parts_of_names(name: str, parts: tuple[str, ...]) -> None:
    assert field_parts(name) == parts


@pytest.mark.parametrize(
    ("text", "name", "fits"),
    [
        ("Such as ``volumes_{type}``.", "volumes_fast", True),
        ("Such as ``volumes_<type>``.", "volumes_fast", True),
        ("Such as ``volumes_{type}``.", "volumes_", False),
        ("Such as ``volumes_{type}``.", "gigabytes_fast", False),
        ("Such as volumes_{type}.", "volumes_fast", False),
        ("Such as ``of {type}``.", "of a", False),
        # Next to nothing of it is fixed.
        ("Such as ``a_{type}``.", "a_b", False),
        ("Such as ``volumes``.", "volumes", False),
    ],
)
def test_templates_of_names(text: str, name: str, fits: bool) -> None:
    assert any(pattern.fullmatch(name) for pattern in literal_templates(text)) is fits


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("metadata", "It.", True),
        ("os:extra_specs", "It.", True),
        ("server.tags", "It.", True),
        ("settings", "Arbitrary names.", True),
        ("settings", "A mapping of names.", True),
        ("settings", "It.", False),
        ("tagset", "It.", False),
    ],
)
def test_fields_that_hold_any_names(name: str, description: str, expected: bool) -> None:
    field = DocumentedField(row(name), parameter(description=description), field_parts(name))
    assert field.is_free_form is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("size", True), ("name", True), ("siz", False), ("first", False)]
)
def test_fields_that_a_description_mentions(name: str, expected: bool) -> None:
    text = 'It has "name", ``size`` and sizes-first.'
    field = DocumentedField(row("a"), parameter(description=text), ("a",))
    assert field.mentions(name) is expected


def test_no_table_no_documentation(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="a"))
    assert documentation(tree, tree.operations[0], "request") is None


def test_rows_with_their_entries(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="id=thing_id server.name"))
    found = documentation(tree, tree.operations[0], "response")
    assert found is not None
    told = [(field.name, field.parameter.key) for field in found.fields]
    assert told == [("id", "thing_id"), ("name", "server.name")]
    assert (found.complete, found.templated, found.patterns) == (True, False, ())
    assert {name: _names(rows) for name, rows in found.by_name.items()} == {
        "id": ["id"],
        "name": ["server.name"],
    }


LOST = "Response\n--------\n\n.. rest_parameters:: {}\n\n   - a: {}\n"


@pytest.mark.parametrize(
    ("file", "key", "complete"),
    [("parameters.yaml", "a", True), ("parameters.yaml", "b", False), ("missing.yaml", "a", False)],
)
def test_what_cannot_be_looked_up(tmp_path: Path, file: str, key: str, complete: bool) -> None:
    text = LOST.format(file, key)
    tree = reference(tmp_path, operation(text=text), operation("Other", response="a"), lost="b")
    found = documentation(tree, tree.operations[0], "response")
    assert found is not None
    assert found.complete is complete


def _of(tree: Tree, *names: str) -> list[str]:
    found = documentation(tree, tree.operations[0], "response")
    assert found is not None
    return _names(found.find(names))


def test_the_row_whose_path_matches_longest_is_found(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="id server.id servers.server.id id=id_2"))
    assert _of(tree, "id") == ["id", "id"]
    assert _of(tree, "other", "id") == ["id", "id"]
    assert _of(tree, "server", "id") == ["server.id"]
    assert _of(tree, "servers", "server", "id") == ["servers.server.id"]
    assert _of(tree, "name") == []


def test_rows_whose_names_users_choose(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="volumes_{type}=v volumes_all <name>=n"))
    assert _of(tree, "volumes_fast") == ["volumes_{type}"]
    assert _of(tree, "volumes_all") == ["volumes_all"]
    assert _of(tree, "anything") == []
    found = documentation(tree, tree.operations[0], "response")
    assert found is not None
    assert found.templated


def test_a_misspelt_name_is_taken_as_meant(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="stauts=thing_status"), entries("thing_status"))
    found = documentation(tree, tree.operations[0], "response")
    assert found is not None
    assert list(found.by_name) == ["status"]
