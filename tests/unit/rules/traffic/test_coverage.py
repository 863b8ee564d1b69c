"""Rules of ``apiref.rules.traffic.coverage``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.model.finding import Finding
from tests.traffic import assert_verified
from tests.unit.rules.observed import TRAFFIC, TREE, observed

RULES = ("unexercised", "unexercised-excuse")
MORE = """\
> GET /v2/things?state=down
< 200
< {"things": []}
> POST /v2/things
> {"name": "a"}
< 201
< Location: /v2/things/8
< {"id": "8", "state": "down"}
> POST /v2/things
< 400
"""


def verified(root: Path, text: str) -> list[Finding]:
    return assert_verified(root, text, *RULES, require_coverage=True)


def configured(*lines: str) -> str:
    table = "\n".join(lines)
    return f"{TREE}=== apiref.toml\n[unexercised]\n{table}\n"


def test_unexercised_nothing_is_silent(tmp_path: Path) -> None:
    assert verified(tmp_path, observed() + MORE) == []


def test_unexercised_is_not_asked_for(tmp_path: Path) -> None:
    assert_verified(tmp_path, observed("=== traffic\n"))


def test_unexercised_operation_is_one_finding(tmp_path: Path) -> None:
    traffic = TRAFFIC.partition("> POST")[0] + MORE.partition("> POST")[0]
    text = observed(traffic, change=("POST /v2/things\n", "POST /v2/things <<< unexercised\n"))
    (found,) = verified(tmp_path, text)
    assert found.subject == "POST /v2/things"


def test_unexercised_code_value_query_row_and_header(tmp_path: Path) -> None:
    text = observed() + MORE.partition("> POST")[0]
    text = text.replace("   - 400", "   - 400 <<< unexercised")
    text = text.replace("- size: size", "- size: size <<< unexercised")
    text = text.replace('"size": 7', '"odd": 7')
    text = text.replace("- Location: location", "- Location: location <<< unexercised")
    text = text.replace("< Location: /v2/things/7\n", "")
    text = text.replace("- state: state_query", "- state: state_query <<< unexercised")
    text = text.replace("?state=up", "").replace("?state=down", "")
    # The values of the row in the body, and of the parameter in the query.
    text = text.replace("\nstate_query:", "\nstate_query: <<< unexercised, unexercised")
    text = text.replace("\nstate:\n", "\nstate: <<< unexercised\n")
    found = verified(tmp_path, text)
    assert sorted(finding.subject for finding in found) == [
        "code 400",
        "query state",
        "query state=down",
        "query state=up",
        "response header Location",
        "response size",
        "response state=down",
    ]


def test_unexercised_of_a_refused_request_does_not_count(tmp_path: Path) -> None:
    text = observed(
        TRAFFIC
        + MORE.replace("> GET /v2/things?state=down\n< 200", "> GET /v2/things?state=down\n< 400")
    )
    text = text.replace("\nstate_query:", "\nstate_query: <<< unexercised")
    (found,) = verified(tmp_path, text)
    assert found.subject == "query state=down"


def test_unexercised_with_a_reason_is_silent(tmp_path: Path) -> None:
    tree = configured('"POST /v2/things" = { "code 400" = "Nothing is refused." }')
    traffic = TRAFFIC + MORE.replace("> POST /v2/things\n< 400\n", "")
    assert verified(tmp_path, observed(traffic, tree)) == []


def test_unexercised_excuse_of_what_was_recorded(tmp_path: Path) -> None:
    tree = configured(
        '[unexercised."POST /v2/things"]', '"code 400" = "Gone." <<< unexercised-excuse'
    )
    (found,) = verified(tmp_path, observed(TRAFFIC + MORE, tree))
    assert "was recorded" in found.message


def test_unexercised_excuse_of_what_does_not_exist(tmp_path: Path) -> None:
    tree = configured(
        '[unexercised."POST /v2/things"]',
        '"code 404" = "Gone." <<< unexercised-excuse',
        '[unexercised."POST /v2/thing"]',
        '"code 405" = "Gone." <<< unexercised-excuse',
    )
    found = verified(tmp_path, observed(TRAFFIC + MORE, tree))
    assert "did you mean 'code 400'?" in found[0].message
    assert "did you mean 'POST /v2/things'?" in found[1].message


def test_unexercised_value_that_only_the_description_lists(tmp_path: Path) -> None:
    schema = '=== schema.json\n{"properties": {"state": {"enum": ["up", "down"]}}}\n'
    schema += '=== apiref.toml\n[schemas]\n"POST /v2/things" = { response = "schema.json" }\n'
    text = observed(TRAFFIC + MORE, TREE + schema)
    text = text.replace("The state: ``up`` or", "The state: ``up``, ``lost`` or")
    text = text.replace("\nstate:\n", "\nstate: <<< unexercised\n")
    (found,) = verified(tmp_path, text)
    assert found.subject == "response state=lost"


def in_state(text: str) -> str:
    """The tree with its traffic; a description names states, and a table on the page lists them."""
    tree = TREE.replace("The size.", f"The size, once the ``state`` of the thing is {text}.")
    return observed(TRAFFIC + STATES, tree)


STATES = MORE.replace('{"id": "7", "state": "up"', '{"id": "7", "state": "down"')


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("``up``", ""),
        ("``up`` or ``down``", ""),
        ("``null``", ""),
        ("gone, and not ``other``", ""),
        ("``gone``", "gone"),
        ("``up`` or ``gone``", "gone"),
        ("``up``, ``gone``, or ``down``", "gone"),
    ],
)
def test_unexercised_value_that_is_a_condition(tmp_path: Path, text: str, missing: str) -> None:
    tree = in_state(text)
    if missing:
        tree = tree.replace("\nsize:\n", "\nsize: <<< unexercised\n")
    found = verified(tmp_path, tree)
    assert [finding.subject for finding in found] == [f"response state={missing}"] * bool(missing)


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (("``up``", "``down``"), ""),
        (("``up``", "``down``", "``gone`` <<< unexercised"), "gone"),
        # A table of something else.
        (("``up``", "``gone``", "``red``"), ""),
        (("``up``", "``down``", "``gone``", "``red``", "``blue``"), ""),
        (("``up``", "``down``", "A ``gone`` thing"), ""),
    ],
)
def test_unexercised_value_of_a_table_on_the_page(
    tmp_path: Path, cells: tuple[str, ...], missing: str
) -> None:
    rows = "".join(f"   * - {cell}\n     - It.\n" for cell in cells)
    text = in_state("``up``").replace(
        "Lists things.\n", f"Lists things.\n\n.. list-table::\n\n{rows}\n"
    )
    found = verified(tmp_path, text)
    assert [finding.subject for finding in found] == [f"response state={missing}"] * bool(missing)
