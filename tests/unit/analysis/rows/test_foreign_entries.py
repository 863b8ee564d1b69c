"""Rows of the entry of another resource."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.foreign_entries import foreign_entries
from tests.unit.analysis.references import entries, operation, reference

LIST = operation("List volumes", "GET /volumes", response="name=volume_name")
SERVERS = operation("List servers", "GET /servers", response="name=server_name")


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (
            [operation("Show volume", "GET /volumes/{id}", response="name=server_name")],
            [("server_name", "volume_name")],
        ),
        # The operation speaks of the other resource.
        (
            [operation("Show volume of server", "GET /volumes/{id}", response="name=server_name")],
            [],
        ),
        # It is a field of an object that is named after it.
        (
            [
                operation("Show volume", "GET /volumes/{id}", response="server name=server_name"),
                entries("server: body object"),
            ],
            [],
        ),
        # It is no resource of the reference.
        ([operation("Show volume", "GET /volumes/{id}", response="name=other_name")], []),
        # An entry of both.
        (
            [
                operation("Show volume", "GET /volumes/{id}", response="name=server_name"),
                operation("Show part", "GET /parts/{id}", response="name=server_name"),
            ],
            [],
        ),
        ([operation("Show volume", "GET /volumes/{id}", response="name=volume_name")], []),
        ([operation("Show volume", "GET /volumes/{id}", response="title=server_name")], []),
    ],
)
def test_entries(tmp_path: Path, parts: list[str], found: list[tuple[str, str]]) -> None:
    tree = reference(tmp_path, LIST, SERVERS, *parts)
    told = [(item.found.row.key, item.fitting.key) for item in foreign_entries(tree)]
    assert told == found


def test_an_entry_that_its_own_resource_does_not_use(tmp_path: Path) -> None:
    show = operation("Show volume", "GET /volumes/{id}", response="name=server_name")
    servers = operation("List servers", "GET /servers")
    assert foreign_entries(reference(tmp_path, LIST, servers, show)) == ()


def test_one_of_several_rows(tmp_path: Path) -> None:
    """Each of the others lacks one condition."""
    rows = "state size=volume_size name=other_name name=part_name name=disk_name cup name=cup_name"
    tree = reference(
        tmp_path,
        LIST,
        SERVERS,
        operation("Show", "GET /", response="size"),
        operation("List parts", "GET /parts", response="name=part_name"),
        operation("List zones", "GET /zones", response="name=part_name"),
        operation("List disks", "GET /disks", response="name=disk_name"),
        operation("List cups", "GET /cups", response="name=cup_name"),
        operation("Show volume", "GET /volumes/{id}", response=f"{rows} name=server_name"),
        entries("disk_name: body string required Of the volume.", "cup: body object"),
    )
    assert [item.found.row.key for item in foreign_entries(tree)] == ["server_name"]
