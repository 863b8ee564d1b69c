"""``apiref.read.descriptions``."""

from __future__ import annotations

import pytest

from apiref.model.location import Location
from apiref.read.parameters import read_parameters
from apiref.read.statuses import read_statuses


def _messages(description: str) -> list[str]:
    text = "".join(f"    {line}\n" for line in description.split("\n"))
    _, problems = read_parameters("p.yaml", f"a:\n  description: |\n{text}  in: body\n")
    assert {problem.kind for problem in problems} <= {"description-syntax"}
    assert {problem.subject for problem in problems} <= {"a"}
    return [f"{problem.location.line} {problem.message}" for problem in problems]


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ("- one\n- two\ngoes on", "5 Bullet list ends without a blank line; unexpected unindent"),
        (
            "1. one\n2. two\ngoes on",
            "4 Enumerated list ends without a blank line; unexpected unindent",
        ),
        ("It:\n  - one\nis.", "5 Definition list ends without a blank line; unexpected unindent"),
        ("It\nis:\n  - one\nso.", "5 Unexpected indentation"),
        ("It is ``a``b.", "3 Inline literal start-string without end-string"),
        ("It is ``a ``.", "3 Inline literal start-string without end-string"),
        ("It is\n*a.", "3 Inline emphasis start-string without end-string"),
        ("It is ``a``.\n\nSee `b.", "5 Inline interpreted text or phrase reference start-string"),
        ("``a`` and |b", "3 Inline substitution_reference start-string without end-string"),
        (".. note:: It\n   is.\nSo.", "5 Explicit markup ends without a blank line"),
    ],
)
def test_the_first_warning_is_told(description: str, message: str) -> None:
    (found,) = _messages(description)
    assert found.startswith(message)


@pytest.mark.parametrize(
    "description",
    [
        "It is.",
        "It is ``a``, *b*, **c**, `d <https://example.org>`_, :ref:`e` and a_b, 2*3.",
        "- one\n  goes on\n- two\n\n  ``three``",
        "It:\n  - one\n  - two\n\nis.",
        "It is:\n\n::\n\n  - ``one\n\nNote\n---",
        ".. note:: It\n   is.\n\nSo.",
        ".. unknown:: It\n\n   *is\n",
        ":unknown:`role` of 10 *",
    ],
)
def test_what_docutils_accepts(description: str) -> None:
    assert _messages(description) == []


@pytest.mark.parametrize("style", ['"It is ``a``b."', ">\n    It\n    is ``a``b.", "It is ``a``b."])
def test_folded_texts_have_no_lines(style: str) -> None:
    _, (problem,) = read_parameters("p.yaml", f"a:\n  description: {style}\n")
    assert problem.location == Location("p.yaml", 2, 16)


def test_the_column_is_that_of_the_line() -> None:
    _, (problem,) = read_parameters("p.yaml", "a:\r\n  description: |\r\n    - b\r\n    c\r\n")
    assert problem.location == Location("p.yaml", 4, 5)


def test_an_entry_tells_its_own_text_only() -> None:
    text = (
        "a: &a\n  description: It is ``a``b.\nb:\n  <<: *a\n  description: [x, y]\nc:\n  <<: *a\n"
    )
    _, problems = read_parameters("p.yaml", text)
    assert [problem.subject for problem in problems] == ["a"]


def test_reasons() -> None:
    _, (problem,) = read_statuses("s.yaml", "404:\n  default: |\n    Not\n    ``found``there.\n")
    assert (problem.subject, problem.location) == ("404 default", Location("s.yaml", 3, 5))
