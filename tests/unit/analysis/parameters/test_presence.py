"""What is said about when a value is there."""

from __future__ import annotations

import pytest

from apiref.analysis.parameters.presence import depends, is_called_optional, may_be_absent


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("The size. It may be absent.", "It may be absent."),
        ("The size. Only present when it is known.", "Only present when it is known."),
        ("The size, which is not always returned.", "The size, which is not always returned."),
        ("The size. This field is omitted if it is 0.", "This field is omitted if it is 0."),
        ("The size.\n\nIt is only\nshown to admins.", "It is only shown to admins."),
        # That is told by fields of its own.
        ("The size. It is not returned since version 2.1.", None),
        # It says by what the value is shown.
        ("The size. Only shown in Editor, not printed.", None),
        ("The size. Only shown in the editor.", "Only shown in the editor."),
        # It is about something else.
        ("The size. The name of it may be absent.", None),
        ("The size, not the number.", None),
        ("It is there. It is needed.", None),
        # What a list says is of the members.
        ("The members:\n\n- a\n- b\n\nIt may be absent.", None),
    ],
)
def test_sentences_by_which_a_value_may_be_absent(description: str, sentence: str | None) -> None:
    assert may_be_absent(description) == sentence


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Required if the size is given.", True),
        ("It is mandatory only when it is known.", True),
        ("Mutually exclusive with the size.", True),
        ("The size. Only used with ``big``.", True),
        ("The size, used only when it is big.", True),
        ("Used with ``big`` only.", True),
        ("Only used for display.", False),
        ("Used with a big one. There is only one.", False),
        ("The only size used with it.", False),
        ("It was removed in 2.1.", True),
        ("It is required.", False),
        ("What was removed.", False),
    ],
)
def test_values_that_depend_on_something(description: str, expected: bool) -> None:
    assert depends(description) is expected


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("host", "host_optional", True),
        ("host", "host_opt_2", True),
        ("host", "host-optional-v2", True),
        ("host", "optional_host", False),
        ("host", "host", False),
        ("host_optional", "host_optional", False),
        ("option", "optional", False),
    ],
)
def test_keys_that_say_optional(name: str, key: str, expected: bool) -> None:
    assert is_called_optional(name, key) is expected
