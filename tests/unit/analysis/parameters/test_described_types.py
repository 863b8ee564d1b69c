"""What a description says of a type."""

from __future__ import annotations

import pytest

from apiref.analysis.parameters.described_types import contradiction_in


@pytest.mark.parametrize(
    ("description", "standard", "kind"),
    [
        ("The UUID of the thing.", "integer", "a UUID"),
        ("The UUID of the thing.", "string", None),
        ("The UUID or the name of the thing.", "integer", None),
        ("The name of the thing.", "boolean", "an identifier or a name"),
        ("The name of the thing.", "integer", None),
        ("A list of things.", "object", "a list"),
        ("Required. A list of things.", "object", "a list"),
        ("(Optional) A list of things.", "object", "a list"),
        ("A list of things. Each has key-value pairs.", "object", None),
        ("A list of things. It is an object of them.", "object", None),
        ("A dictionary of things.", "array", "an object"),
        ("An object that holds all.", "string", "an object"),
        ("An object that holds a list.", "array", None),
        ("Indicates whether it is there.", "integer", "a boolean"),
        ("Specifies if it is there: 0 or 1.", "integer", None),
        ("The total number of things.", "boolean", "a number"),
        ("The number of things for each.", "object", None),
        ("How long, as a whole number.", "float", "a whole number"),
        ("The date and time when it was made.", "float", "a date"),
        ("The date and time when it was made, in seconds.", "float", None),
        ("The thing. The name of it.", "boolean", None),
        (". The name of it.", "boolean", None),
        ("", "boolean", None),
    ],
)
def test_first_sentences(description: str, standard: str, kind: str | None) -> None:
    found = contradiction_in(description, standard)
    assert (found.kind if found else None) == kind


def test_the_sentence_is_told_without_what_follows() -> None:
    found = contradiction_in("(Required) The UUID\nof the thing. It is long.", "array")
    assert found is not None
    assert found.sentence == "The UUID of the thing."
