"""Rules of ``apiref.rules.traffic.microversions``, and how others handle microversions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.traffic import assert_verified, traffic_of
from tests.unit.rules.observed import TRAFFIC, TREE, observed

RULES = (
    "observed-version",
    "observed-required",
    "observed-type",
    "observed-field",
    "observed-parameter",
    "observed-value",
    "observed-operation",
)
SERVICE = "OpenStack-API-Version: storage {}"


def bounded(name: str, bound: str, mark: str = "") -> tuple[str, str]:
    """Gives an entry of the tiny reference a bound."""
    return f"{name}:\n", f"{name}:\n  {bound}{mark and f' <<< {mark}'}\n"


def under(version: str, header: str = SERVICE, *, sent: bool = False) -> str:
    """The traffic, with all responses, or all requests, of that version."""
    version_line = header.format(version)
    lines = []
    for line in TRAFFIC.splitlines():
        lines.append(line)
        if sent and line.startswith(("> GET", "> POST")):
            lines.append(f"> {version_line}")
        elif not sent and line in ("< 200", "< 201"):
            lines.append(f"< {version_line}")
    return "\n".join(lines) + "\n"


NAMES = ("size", "state", "name", "state_query", "location")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("bound", "version"),
    [
        ("min_version: 2.9", "2.9"),
        ("min_version: 2.9", "2.10"),
        ("max_version: 2.10", "2.10"),
        ("max_version: 2.10", "2.9"),
        ("max_version: 2.10", "1.99"),
        ("min_version: two", "2.9"),
    ],
)
def test_observed_version_within_the_bounds(
    tmp_path: Path, name: str, bound: str, version: str
) -> None:
    assert_verified(tmp_path, observed(under(version), change=bounded(name, bound)), *RULES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("bound", "version"),
    [
        ("min_version: 2.10", "2.9"),
        ("max_version: 2.9", "2.10"),
        ("max_version: 2.9", "3.0"),
        # It has the greatest one, so that the least one is wrong.
        ("max_version: 2.9\n  min_version: 2.10", "2.9"),
    ],
)
def test_observed_version_beyond_the_bounds(
    tmp_path: Path, name: str, bound: str, version: str
) -> None:
    change = bounded(name, bound, "observed-version")
    (found,) = assert_verified(tmp_path, observed(under(version), change=change), *RULES)
    assert found.subject == {"state_query": "state", "location": "Location"}.get(name, name)
    assert f"under {version} has it" in found.message
    assert "entry " in found.message


@pytest.mark.parametrize(
    ("header", "version", "is_known"),
    [
        ("OpenStack-API-Version: storage {}", "2.9", True),
        ("openstack-api-version: {}", "2.9", True),
        ("X-OpenStack-Storage-API-Version: {}", "2.9", True),
        ("X-OpenStack-Big-Storage-API-Version: {}", "2.9", True),
        ("X-OpenStack-Storage-API-Minimum-Version: {}", "2.9", False),
        ("X-OpenStack-Storage-API-Maximum-Version: {}", "2.9", False),
        ("OpenStack-API-Version: storage {}", "latest", False),
        ("OpenStack-API-Version: {}", "storage 2.9, other 2.9", True),
        ("OpenStack-API-Version: {}", "storage 2.9, other 3.1", False),
        ("OpenStack-API-Version: {}", "2.9.1", False),
        ("Server: {}", "2.9", False),
    ],
)
@pytest.mark.parametrize("sent", [False, True])
def test_which_headers_give_the_version(
    tmp_path: Path, header: str, version: str, is_known: bool, sent: bool
) -> None:
    mark = "observed-version" if is_known else ""
    change = bounded("size", "min_version: 2.10", mark)
    text = observed(under(version, header, sent=sent), change=change)
    assert_verified(tmp_path, text, "observed-version")


def test_the_response_knows_better(tmp_path: Path) -> None:
    traffic = under("2.10").replace("> POST /v2/things\n", "> POST /v2/things\n> X-V: 1\n")
    for sent in ("latest", "2.5", "storage 2.5, other 1.1"):
        changed = traffic.replace("> X-V: 1", f"> OpenStack-API-Version: {sent}")
        change = bounded("size", "min_version: 2.10")
        assert_verified(tmp_path / sent, observed(changed, change=change), "observed-version")


@pytest.mark.parametrize("name", ["id", "state", "location"])
def test_a_required_row_of_another_version_may_be_absent(tmp_path: Path, name: str) -> None:
    lacking = (
        '> POST /v2/things\n> {"name": "a"}\n< 201\n< OpenStack-API-Version: storage 2.9\n'
        '< Location: /v2/things/7\n< {"id": "7", "state": "up"}\n'
    )
    shown = {
        "id": '"id": "7", ',
        "state": ', "state": "up"',
        "location": "< Location: /v2/things/7\n",
    }[name]
    assert shown in lacking
    traffic = f"=== traffic\n{lacking.replace(shown, '')}"
    old, new = bounded(name, "min_version: 2.10")
    tree = TREE.replace(old, new, 1)
    assert_verified(tmp_path / "later", tree + traffic, "observed-required")
    marked = tree.replace("min_version: 2.10", "min_version: 2.9", 1)
    entry, rest = marked.split(f"\n{name}:\n", 1)
    rest = rest.replace("required: true", "required: true <<< observed-required", 1)
    assert_verified(tmp_path / "now", f"{entry}\n{name}:\n{rest}{traffic}", "observed-required")
    # Without a version, nothing is known about a row with a bound.
    unversioned = (tree + traffic).replace("< OpenStack-API-Version: storage 2.9\n", "")
    assert_verified(tmp_path / "unversioned", unversioned, "observed-required")


def test_a_field_that_only_some_versions_have_needs_a_bound(tmp_path: Path) -> None:
    """What the service returns in one version does not excuse what it omits in another."""
    answer = '> POST /v2/things\n> {{"name": "a"}}\n< 201\n< X-OpenStack-API-Version: {}\n'
    answer += '< Location: /7\n< {{"id": "7"{}}}\n'
    traffic = "=== traffic\n" + answer.format("2.9", "") + answer.format("2.10", ', "state": "up"')
    change = (
        "``off``.\n  in: body\n  required: true",
        "``off``.\n  in: body\n  required: true <<< observed-required",
    )
    tree = TREE.replace("``up`` or ``down``.\n  in: body", "``up`` or ``off``.\n  in: body")
    assert_verified(tmp_path, observed(traffic, tree, change=change), "observed-required")


def test_rows_of_one_name_for_several_versions(tmp_path: Path) -> None:
    """Each version is judged by its own row: in 2.10 the size became a required text."""
    later = (
        "size_1:\n  description: The size.\n  in: body\n  required: false\n"
        "  max_version: 2.9\n  type: integer\n"
        "size:\n  description: The size.\n  in: body\n  required: true\n"
        "  min_version: 2.10\n  type: string\n"
    )
    size = "size:\n  description: The size.\n  in: body\n  required: false\n  type: integer\n"
    assert size in TREE
    tree = TREE.replace(size, later).replace("- size: size\n", "- size: size_1\n   - size: size\n")
    assert_verified(tmp_path / "old", tree + under("2.9"), *RULES)
    new = under("2.10").replace('"size": 7', '"size": "7"')
    assert_verified(tmp_path / "new", tree + new, *RULES)
    wrong = tree.replace("type: string\nstate:", "type: string <<< observed-type\nstate:")
    assert_verified(tmp_path / "wrong", wrong + under("2.10"), *RULES)
    lacking = new.replace(', "size": "7"', "")
    wrong = tree.replace(
        "required: true\n  min_version", "required: true <<< observed-required\n  min_version"
    )
    assert_verified(tmp_path / "lacking", wrong + lacking, *RULES)
    assert_verified(tmp_path / "older", tree + under("2.9").replace(', "size": 7', ""), *RULES)


def test_an_object_of_another_version_is_reported_once(tmp_path: Path) -> None:
    tree = TREE.replace(
        "   - size: size\n", "   - size: size\n   - host: host\n   - host.name: host_name\n"
    ) + (
        "=== api-ref/source/parameters.yaml\nhost:\n  description: The host.\n  in: body\n"
        "  required: false\n  min_version: 2.10 <<< observed-version\n  type: object\n"
        "host_name:\n  description: Its name.\n  in: body\n  required: false\n"
        "  min_version: 2.10\n  type: string\n"
    )
    traffic = under("2.9").replace('"size": 7', '"host": {"name": "a"}')
    assert_verified(tmp_path, merged(tree) + traffic, *RULES)


def merged(tree: str) -> str:
    """Appends the contents of a second file of the same name to the first."""
    head, _, more = tree.rpartition("=== api-ref/source/parameters.yaml\n")
    return head.replace("=== api-ref/source/status.yaml", f"{more}=== api-ref/source/status.yaml")


def test_an_operation_of_another_version(tmp_path: Path) -> None:
    change = (
        ".. rest_method:: POST /v2/things\n",
        ".. rest_method:: POST /v2/things <<< observed-version\n   min_version: 2.10\n",
    )
    (found,) = assert_verified(tmp_path / "a", observed(under("2.9"), change=change), *RULES)
    assert "documented from 2.10 on, but was used successfully under 2.9" in found.message
    change = (change[0], change[1].replace(" <<< observed-version", ""))
    assert_verified(tmp_path / "b", observed(under("2.10"), change=change), *RULES)
    assert_verified(tmp_path / "c", observed(change=change), *RULES)
    refused = under("2.9").replace("< 201\n", "< 400\n").replace("< Location: /v2/things/7\n", "")
    refused = refused.replace("OpenStack-API-Version: storage 2.9\n< {", "X-Request-Id: 1\n< {")
    assert_verified(tmp_path / "d", observed(refused, change=change), *RULES)


def test_of_operations_on_one_url_that_of_the_version_counts(tmp_path: Path) -> None:
    _, _, old = TREE.partition("Create thing\n")
    old, _, behind = old.partition("=== api-ref/source/parameters.yaml")
    first = f"Create thing\n{old}".replace(
        "POST /v2/things\n", "POST /v2/things\n   max_version: 2.9\n"
    )
    second = f"\nMake thing\n{old}".replace(
        "POST /v2/things\n", "POST /v2/things\n   min_version: 2.10\n"
    ).replace("============", "==========", 1)
    before = TREE.partition("Create thing\n")[0]
    tree = f"{before}{first}{second}=== api-ref/source/parameters.yaml{behind}"
    traffic = under("2.9") + (
        '> POST /v2/things\n> {"name": "a"}\n< 201\n< OpenStack-API-Version: storage 2.10\n'
        '< Location: /v2/things/7\n< {"id": "7", "state": "up"}\n'
    )
    matched = traffic_of(tmp_path, tree + traffic).observed
    numbers = [[exchange.number for exchange in observed.exchanges] for observed in matched]
    assert numbers == [[1], [2], [3]]
