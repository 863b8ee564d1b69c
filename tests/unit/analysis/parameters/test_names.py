"""Names and keys."""

import pytest

from apiref.analysis.parameters.names import related, stem, words


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
