"""Names and keys."""

import pytest

from apiref.analysis.parameters.names import (
    alike,
    is_vague,
    related,
    singular,
    stands_for,
    stem,
    words,
)


def test_words_do_not_depend_on_how_a_name_is_written() -> None:
    assert words("zoneName") == words("zone-name") == words("zone_name") == ("zone", "name")
    assert words("OS-EXT:host") == ("os", "ext", "host")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("status-in-query", ("status",)),
        ("server_id_path", ("server", "id")),
        ("name_1", ("name",)),
        ("shared_targets_v2", ("shared", "targets")),
        ("volume_name_optional", ("volume", "name")),
        ("path", ("path",)),
        ("body", ("body",)),
    ],
)
def test_stems_lack_the_conventional_suffixes(key: str, expected: tuple[str, ...]) -> None:
    assert stem(key) == expected


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("id", "server_id"),
        ("tenant_id", "project_id"),
        ("host_name", "hostname"),
        ("l7policies", "l7policy-ids"),
        ("zoneName", "availability_zone_3"),
        ("X-Image-Meta-Store", "store-header"),
        ("volume_uuid", "volume_id_attachment"),
    ],
)
def test_names_and_keys_of_the_same_thing(name: str, key: str) -> None:
    assert related(name, key)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("updated_at", "created_at"),
        ("marker", "limit"),
        ("image_id", "task_id"),
        ("user_id", "request_id"),
        ("id", "owner"),
    ],
)
def test_names_and_keys_of_different_things(name: str, key: str) -> None:
    assert not related(name, key)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("policies", "policy"),
        ("volumes", "volume"),
        ("volume", "volume"),
        ("series_a", "series_a"),
        ("status", "status"),
        ("statuses", "status"),
        ("address", "address"),
        ("addresses", "address"),
    ],
)
def test_the_singular(name: str, expected: str) -> None:
    assert singular(name) == expected


@pytest.mark.parametrize(
    ("name", "placeholder", "expected"),
    [
        ("id", "thing_id", True),
        ("thing_uuid", "things_id", True),
        ("part_id", "thing_id", False),
        ("thing", "thing_id", False),
        # Not what the last word says.
        ("id_thing", "thing_id", False),
        ("thing_id", "id_thing", False),
        ("", "thing_id", False),
    ],
)
def test_a_row_for_a_placeholder(name: str, placeholder: str, expected: bool) -> None:
    assert stands_for(name, placeholder) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("id", True), ("status_list", True), ("host", False), ("host_id", False)]
)
def test_names_that_all_kinds_of_objects_have(name: str, expected: bool) -> None:
    assert is_vague(name) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("volume", "volumes", True),
        ("policy", "policies", True),
        ("sub", "subnet", True),
        ("net", "subnet", True),
        ("tenant", "project", True),
        ("az", "az", True),
        # A part of a word that is so short says nothing.
        ("su", "subnet", False),
        ("bne", "subnet", False),
        ("volume", "server", False),
    ],
)
def test_words_that_are_alike(one: str, other: str, expected: bool) -> None:
    assert alike(one, other) is expected
    assert alike(other, one) is expected
