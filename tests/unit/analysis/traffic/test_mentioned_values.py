"""Values that are told elsewhere than in their own description."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.documentation import documentation
from apiref.analysis.traffic.mentioned_values import mentioned_values
from tests.unit.analysis.references import SOURCE, entries, operation, reference

STATE = "state: body string optional One of ``up``, ``down``."


def _table(*cells: str) -> str:
    return ".. list-table::\n\n" + "".join(f"   * - {cell}\n     - It.\n" for cell in cells)


def _found(root: Path, *told: str, text: str = "It.") -> list[tuple[str, str, str]]:
    tree = reference(root, operation(response="state at", text=text), entries(*told))
    documented = documentation(tree, tree.operations[0], "response")
    assert documented is not None
    return [
        (item.field.name, item.value, item.location.path.removeprefix(f"{SOURCE}/"))
        for item in mentioned_values(tree, documented)
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("When the ``state`` is ``lost``.", ["lost"]),
        ("Once the ``state`` of the thing is either ``lost`` or ``up``.", ["lost", "up"]),
        ("If state equals ``lost``, ``gone``, or ``up``.", ["lost", "gone", "up"]),
        ("If ``state`` is ``null``.", []),
        ("If ``my-state`` is ``lost``.", []),
        ("The ``lost`` state.", []),
        ("If ``state`` is lost.", []),
    ],
)
def test_conditions_in_other_descriptions(tmp_path: Path, text: str, values: list[str]) -> None:
    found = _found(tmp_path, STATE, f"at: body string optional {text}")
    assert found == [("state", value, "parameters.yaml") for value in values]


def test_a_field_without_values_of_its_own(tmp_path: Path) -> None:
    at = "at: body string optional If ``state`` is ``lost``."
    assert _found(tmp_path, "state: body string optional Always ``up``.", at) == []


def test_its_own_description_is_no_other(tmp_path: Path) -> None:
    assert _found(tmp_path, f"{STATE} If ``state`` is ``lost``.", "at: body") == []


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["``up``", "``down``", "``lost``"], ["up", "down", "lost"]),
        (["``up``", "``down``", "``c``", "``d``"], ["up", "down", "c", "d"]),
        (["``up``", "``down``", "``c``", "``d``", "``e``"], []),
        (["``up``", "``lost``"], []),
        (["``up``", "``down``", "lost"], []),
        (["``up``", "``down``", "``a`` and ``b``"], []),
    ],
)
def test_tables_that_tell_values_one_by_one(
    tmp_path: Path, cells: list[str], values: list[str]
) -> None:
    found = _found(tmp_path, STATE, "at: body", text=_table(*cells))
    assert found == [("state", value, "things.inc") for value in values]


def test_tables_are_about_bodies(tmp_path: Path) -> None:
    text = _table("``up``", "``down``")
    assert _found(tmp_path, STATE.replace("body", "query"), "at: body", text=text) == []
