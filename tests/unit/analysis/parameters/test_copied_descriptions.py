"""Descriptions that two entries share, and that fit one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.parameters.copied_descriptions import Copy, copies
from apiref.model.tree import Tree
from tests.unit.analysis.references import SOURCE, entries, operation, reference


def _copies(tree: Tree) -> tuple[Copy, ...]:
    return copies(tree, f"{SOURCE}/parameters.yaml")


def _entry(key: str, text: str) -> str:
    return f"{key}: body string required {text}"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # Elsewhere a description speaks of volumes, so that this one should as well.
        (
            [
                ("server_size", "The server."),
                ("volume_size", "The server."),
                ("volume", "A volume."),
            ],
            [("volume_size", "server_size", ("volume",))],
        ),
        (
            [("server_size", "The server."), ("volume_size", "The server."), ("a", "A volume.")],
            [],
        ),
        # A word of the key that is none.
        (
            [
                ("server_size", "The server."),
                ("not_size", "The server."),
                ("not", "Not a server."),
            ],
            [],
        ),
        # A word of the key only says where the parameter is.
        (
            [
                ("part_request_sid", "The ship of it."),
                ("part_ship_req", "The ship of it."),
                ("request_key", "The key of the request."),
            ],
            [],
        ),
        # It hardly speaks of the other one.
        (
            [
                ("ship_big_deck_info", "Information of it."),
                ("volume_size", "Information of it."),
                ("volume", "A volume."),
            ],
            [],
        ),
        # The other key only has the singular of a word of this one.
        (
            [
                ("filter_from_ships", "Those of some ships."),
                ("from_ships_ship", "Those of some ships."),
                ("filter", "A filter."),
            ],
            [],
        ),
        # Keys of opposites.
        (
            [("created_at", "When it was created."), ("updated_at", "When it was created.")],
            [("updated_at", "created_at", ("updated",))],
        ),
        ([("created_at", "When it was created."), ("updated_at", "When it was updated.")], []),
        # It speaks of both.
        ([("created_at", "Created, updated."), ("updated_at", "Created, updated.")], []),
        # What follows the first sentence counts for nothing.
        ([("created_at", "When. It was created."), ("updated_at", "When. It was created.")], []),
        # Words for the same thing.
        (
            [
                ("server_size", "The vm."),
                ("instance_size", "The vm."),
                ("instance", "An instance."),
            ],
            [],
        ),
        (
            [("max_rate", "The max rate."), ("min_rate", "The  max rate.")],
            [("min_rate", "max_rate", ("min",))],
        ),
        # An abbreviation of the words that it speaks of.
        (
            [
                ("zone_size", "The server zone."),
                ("sz_rate_size", "The server zone."),
                ("rate", "The rate."),
            ],
            [],
        ),
        (
            [
                ("zone_size", "The server zone."),
                ("id_s_rate_size", "The server zone, in all."),
                ("id_s_rate", "The server zone."),
                ("rate", "The rate."),
            ],
            [("id_s_rate", "zone_size", ("rate",))],
        ),
    ],
)
def test_copies(
    tmp_path: Path, lines: list[tuple[str, str]], found: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    rows = entries(*(_entry(key, text) for key, text in lines))
    tree = reference(tmp_path, operation(response="size"), rows)
    made = [(item.parameter.key, item.original.key, item.words) for item in _copies(tree)]
    assert made == found


def test_a_description_that_was_merged_is_no_copy(tmp_path: Path) -> None:
    text = "created_at: &base\n  description: When created.\n  in: body\n  type: string\n"
    text += "updated_at:\n  <<: *base\n"
    tree = reference(tmp_path, operation(response="size"), f"=== {SOURCE}/parameters.yaml\n{text}")
    assert _copies(tree) == ()
