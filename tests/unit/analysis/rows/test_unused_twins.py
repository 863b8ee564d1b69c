"""Rows of an entry that describes something else than an unused one."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.unused_twins import unused_twins
from tests.unit.analysis.references import entries, operation, reference

BOATS = operation("Show boat", "GET /boats/{id}", response="made=made")
CARS = operation("Show car", "GET /cars/{id}", response="made=made")
NAMED = operation("Show car", "GET /cars/{id}", response="boat=boat made=made")


@pytest.mark.parametrize(
    ("text", "unused", "cars", "found"),
    [
        (
            "When the boat was built.",
            entries("made_1: body string optional When the car was built."),
            CARS,
            "made_1",
        ),
        (
            "When the boat was built.",
            entries("made_1: body string optional When it was built."),
            CARS,
            "made_1",
        ),
        # The one that says more about the operation is right.
        (
            "When the boat was built.",
            entries("made_1: body string optional When it was built.")
            + entries("made_2: body string optional When the car was built."),
            CARS,
            "made_2",
        ),
        (
            "When the boat was built.",
            entries("made_1: body string optional When the car was built.")
            + entries("made_2: body string optional When it was built."),
            CARS,
            "made_1",
        ),
        # It does not fit either.
        (
            "When the boat was built.",
            entries("made_1: body string optional When the train was built."),
            CARS,
            None,
        ),
        # Nothing of the reference is named.
        (
            "When the ship was built.",
            entries("made_1: body string optional When the car was built."),
            CARS,
            None,
        ),
        # Another type, or another place.
        (
            "When the boat was built.",
            entries("made_1: body integer optional When the car was built."),
            CARS,
            None,
        ),
        (
            "When the boat was built.",
            entries("made_1: query string optional When the car was built."),
            CARS,
            None,
        ),
        # Another stem.
        (
            "When the boat was built.",
            entries("built_1: body string optional When the car was built."),
            CARS,
            None,
        ),
        # It may be a field of the boat.
        (
            "When the boat was built.",
            entries("made_1: body string optional When the car was built.")
            + entries("boat: body object optional The boat."),
            NAMED,
            None,
        ),
    ],
)
def test_rows(tmp_path: Path, text: str, unused: str, cars: str, found: str | None) -> None:
    tree = reference(tmp_path, BOATS, cars, entries(f"made: body string optional {text}"), unused)
    told = [(twin.rows[0].use.label, twin.fitting.key) for twin in unused_twins(tree)]
    assert told == ([("GET /cars/{id}", found)] if found else [])


def test_an_entry_that_suits_none_of_its_rows(tmp_path: Path) -> None:
    """Its author may have meant something else by that word."""
    boats = operation("Show boat", "GET /boats/{id}", response="size=size")
    text = entries("made: body string optional When the boat was built.") + entries(
        "made_1: body string optional When the car was built."
    )
    assert (
        unused_twins(
            reference(tmp_path, boats, CARS, text, entries("size: body string optional It."))
        )
        == ()
    )


@pytest.mark.parametrize(
    ("title", "url", "text", "found"),
    [
        ("Show car type", "GET /types/{id}", "When the car was built.", False),
        ("Show car type", "GET /types/{id}", "When the car type was built.", True),
        ("Show car quotas", "GET /quota-sets/{id}", "When the car was built.", False),
        ("Show car quotas", "GET /quota-sets/{id}", "When the car quota was built.", True),
        ("Show car type", "GET /car-types/{id}", "When the car was built.", False),
        ("Show car", "GET /cars/{id}", "When the car was built. You must specify it.", False),
        ("Show car", "GET /cars/{id}", "When the car was built. Default is today.", False),
    ],
)
def test_an_entry_of_the_resource_of_the_url(
    tmp_path: Path, title: str, url: str, text: str, found: bool
) -> None:
    """Once the entry of a "car" for its types and quotas, or one of requests in a response."""
    types = operation(title, url, response="made=made")
    tree = reference(
        tmp_path,
        BOATS,
        types,
        operation("List cars", "GET /cars"),
        operation("List types", "GET /types"),
        entries("made: body string optional When the boat was built."),
        entries(f"made_1: body string optional {text}"),
    )
    assert bool(unused_twins(tree)) is found


@pytest.mark.parametrize(
    ("used", "unused", "found"), [(2, 50, True), (2, 51, False), (50, 2, True), (51, 2, False)]
)
def test_many_entries_of_one_stem(tmp_path: Path, used: int, unused: int, found: bool) -> None:
    """Once each was compared with each, which took minutes."""
    rows = " ".join(f"made=made_{number}" for number in range(used))
    texts = ["boat"] * used + ["car"] * unused
    keys = (
        f"made_{number}: body string optional When the {text} was built."
        for number, text in enumerate(texts)
    )
    boats, cars = (
        operation(f"Show {name}", f"GET /{name}s/{{id}}", response=shown)
        for name, shown in (("boat", rows), ("car", "made=made_0"))
    )
    assert bool(unused_twins(reference(tmp_path, boats, cars, entries(*keys)))) is found
