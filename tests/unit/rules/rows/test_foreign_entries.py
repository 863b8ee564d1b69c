"""The rule ``wrong-entry`` of ``apiref.rules.rows.entries``, for entries of other resources."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected


def _operation(title: str, url: str, *rows: str) -> str:
    listed = "\n".join(f"   - {row}" for row in rows)
    return f"""\
{title}
{"=" * len(title)}

.. rest_method:: GET {url}

Response
--------

.. rest_parameters:: parameters.yaml

{listed}

"""


def _tree(*rows: str, listed: str = "List discs", url: str = "/discs") -> str:
    """Boxes and discs, of which the list of discs has the given rows."""
    entries = "".join(
        f"{key}:\n  in: body\n  type: {kind}\n  required: true\n  description: {text}\n"
        for key, kind, text in (
            ("boxes", "array", "The boxes."),
            ("box_id", "string", "The identifier of the one."),
            ("disc_id", "string", "The identifier of the other."),
            ("id", "string", "The identifier."),
        )
    )
    return (
        f"{INDEX}=== api-ref/source/things.inc\n"
        + _operation("List boxes", "/boxes", "id: box_id")
        + _operation("Show box", "/boxes/detail", "id: box_id")
        + _operation(listed, url, *rows)
        + _operation("Show disc", "/discs/detail", "id: disc_id")
        + f"=== api-ref/source/parameters.yaml\n{entries}"
    )


def test_the_entry_of_another_resource(tmp_path: Path) -> None:
    found = assert_expected(tmp_path, _tree("id: box_id <<< wrong-entry"), "wrong-entry")
    assert found[0].message == (
        "row 'id' refers to 'box_id', the entry of another resource; refer to the entry 'disc_id'"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ("id: disc_id",),
        ("id: id",),
        # The field of an object that the table holds.
        ("id: disc_id", "boxes: boxes", "id: box_id"),
        # A reference to the other resource.
        ("box_id: box_id",),
    ],
)
def test_entries_of_the_own_resource(tmp_path: Path, rows: tuple[str, ...]) -> None:
    assert_expected(tmp_path, _tree(*rows), "wrong-entry")


@pytest.mark.parametrize(
    ("title", "url"), [("List discs of a box", "/discs"), ("List discs", "/boxes/{box_id}/discs")]
)
def test_operations_on_both_resources(tmp_path: Path, title: str, url: str) -> None:
    assert_expected(tmp_path, _tree("id: box_id", listed=title, url=url), "wrong-entry")
