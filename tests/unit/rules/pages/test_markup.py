"""Rules of ``apiref.rules.pages.markup``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.cli import main
from apiref.model.finding import Finding
from tests.trees import assert_expected, write_tree

PAGE = "api-ref/source/index.rst"
TREE = f"""\
=== {PAGE}
Things
======

.. role:: mine

.. rest_method:: GET /things/{{id}}

TEXT

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/parameters.yaml
id:
  description: |
    DESCRIPTION
  in: path
  required: true
  type: string
=== api-ref/source/conf.py
CONF
"""
RULES = (
    "role-unknown",
    "nested-markup",
    "markup-marks",
    "literal-broken",
    "list-in-paragraph",
)


def _check(
    root: Path, text: str = "It.", description: str = "It.", conf: str = ""
) -> list[Finding]:
    tree = TREE.replace("TEXT", text).replace("DESCRIPTION", description).replace("CONF", conf)
    return assert_expected(root, tree, *RULES)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (":reff:`things`", "role-unknown"),
        ("It (:var:`things`).", "role-unknown"),
        ("*``id``*", "nested-markup"),
        ("It (**``id``**).", "nested-markup"),
        ("It is *``-1``*.", "nested-markup"),
    ],
)
def test_markup_that_shows(tmp_path: Path, words: str, rule: str) -> None:
    marked = f"{words}  <<< {rule}"
    found = _check(tmp_path, marked, marked)
    fixes = [each.fix.changes for each in found if each.fix is not None]
    assert fixes == ([1, 1] if rule == "nested-markup" else [])


@pytest.mark.parametrize(
    ("words", "intended"),
    [
        (":ref:``things``", ":ref:`things`"),
        (":nova-doc:``It <things>``,", ":nova-doc:`It <things>`"),
        ("``a`` or :ref:``b``", ":ref:`b`"),
        ("```id```", "``id``"),
        ("(```id``)", "``id``"),
        ("``{id}```.", "``{id}``"),
        ("`it <https://example.org>`.", "`it <https://example.org>`_"),
        ("`it<https://example.org>`_", "`it <https://example.org>`_"),
    ],
)
def test_wrong_marks(tmp_path: Path, words: str, intended: str) -> None:
    marked = f"See {words}  <<< markup-marks"
    for found in _check(tmp_path, marked, marked):
        assert found.message.endswith(f"are wrong; write {intended}")


@pytest.mark.parametrize(
    ("words", "count"),
    [("`id``", 1), ("`/a``", 1), ("``a`` or `b``.", 1), ("`a``, `b`` or `c``", 3)],
)
def test_one_backtick_and_two(tmp_path: Path, words: str, count: int) -> None:
    _check(tmp_path, f"See {words}  <<< {', '.join(['markup-marks'] * count)}")


def test_a_letter_in_front_of_a_literal(tmp_path: Path) -> None:
    words = "See ``a`` and``b``.  <<< markup-marks"
    for found in _check(tmp_path, words, words):
        assert found.message.startswith("a letter stands directly in front of ``b``")
        assert found.fix is None


def test_marks_in_several_lines_are_corrected(tmp_path: Path) -> None:
    text = "See ``a``, `the\nsite <https://example.org>`, `b`` and ```c```."
    write_tree(tmp_path, TREE.replace("TEXT", text).replace("CONF", ""))
    main(["check", "--fix", "--no-cache", str(tmp_path)])
    fixed = "See ``a``, `the\nsite <https://example.org>`_, ``b`` and ``c``.\n"
    assert fixed in (tmp_path / PAGE).read_text()


@pytest.mark.parametrize(
    "words",
    [
        ":ref:`things` :code:`x` :mine:`x` :nova-doc:`x` :py:func:`x`",
        "``:reff:`things``` and a:reff: `b`",
        "*id* and ``id``, **id**, ``*id*``, a*``id``*b, ***``id``***",
        "``/things/*``, ``*``.",
        "(``:id:``) and ``:ref:`` and ``id``",
        ":ref:`It <things>` of it (``id``), `id` and ``id``, ``:ref:`id```, `````",
        "`it <https://example.org>`_, `it\n<https://example.org>`__ and ``it <https://example.org>``",
        ":ref:`it <https://example.org>` or `it <id>`",
        "a\\ ``b``, a_``b``, (``c``)d and ``e``f``",
    ],
)
def test_markup_that_does_not(tmp_path: Path, words: str) -> None:
    _check(tmp_path, words, words)


def test_code_is_no_markup(tmp_path: Path) -> None:
    _check(tmp_path, "Such as::\n\n   :reff:`x` *``x``*", "Such as::\n\n      :reff:`x` *``x``*")


@pytest.mark.parametrize("conf", ["extensions = ['theirs']", "extensions = names()"])
def test_another_extension_may_have_the_role(tmp_path: Path, conf: str) -> None:
    _check(tmp_path, ":var:`things`", conf=conf)


def test_a_typo_of_a_role_whatever_extensions_there_are(tmp_path: Path) -> None:
    """Once not reported."""
    _check(tmp_path, ":liteal:`things`  <<< role-unknown", conf="extensions = ['theirs']")


@pytest.mark.parametrize("stars", ["*", "**"])
def test_the_asterisks_are_removed(tmp_path: Path, stars: str) -> None:
    tree = TREE.replace("TEXT", f"See {stars}``id``{stars}.").replace("CONF", "")
    write_tree(tmp_path, tree)
    main(["check", "--fix", "--no-cache", str(tmp_path)])
    assert "See ``id``.\n" in (tmp_path / PAGE).read_text()


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("There are ''large things'' here.", "large things"),
        ("There are ''things''.", "things"),
        ("Either '' or 'things'.", ""),
        ("Nor ``''things''``.", ""),
        ("Nor '''things'''.", ""),
        ("Nor '' things ''.", ""),
    ],
)
def test_wiki_markup(tmp_path: Path, text: str, subject: str) -> None:
    mark = " <<< markup-marks" if subject else ""
    found = _check(tmp_path, f"{text}{mark}", f"{text}{mark}")
    assert [each.subject for each in found] == [subject] * 2 * bool(subject)
    if subject:
        assert f"write ``{subject}`` or *{subject}*" in found[0].message


def test_two_apostrophes_that_stand_for_one(tmp_path: Path) -> None:
    tree = TREE.replace("|\n    DESCRIPTION", "'All ''things'' here.'")
    tree = tree.replace("TEXT", "It.").replace("CONF", "")
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize("space", [" ", "\n    "])
def test_a_literal_that_is_broken(tmp_path: Path, space: str) -> None:
    mark = "  <<< literal-broken\n"
    words = f"The header ``X-Blue-{space}Size``.".replace("\n", mark)
    words += mark if space == " " else "\n"
    for found in _check(tmp_path, words.replace("\n    ", "\n"), words.strip("\n")):
        assert found.subject == "X-Blue-Size"


@pytest.mark.parametrize(
    "words",
    [
        "The header ``X-Blue-Size``, ``a - b`` and ``run -x - out``.",
        "Text in ``JSON- or YAML`` and blue- green ``a`` ones.",
    ],
)
def test_literals_that_are_not_broken(tmp_path: Path, words: str) -> None:
    _check(tmp_path, words, words)


def test_a_list_in_a_paragraph(tmp_path: Path) -> None:
    words = "Either:  - ``on``. It runs.  - ``off``. It does not.  <<< list-in-paragraph"
    for found in _check(tmp_path, words, words):
        assert found.message.endswith("begin a line with each item")


@pytest.mark.parametrize(
    "words",
    [
        "It is on - ``on``. It runs.",
        "Either:\n\n    - ``on``. It runs - ``x``. It - ``y``. Is\n    - ``off``. It does not.",
        "From ``a`` - ``b`` to ``c`` - ``d``, - ``e``",
    ],
)
def test_what_is_no_list_in_a_paragraph(tmp_path: Path, words: str) -> None:
    _check(tmp_path, description=words)


MARK = "  <<< list-in-paragraph"


@pytest.mark.parametrize(
    "words",
    [
        f"It is one of:\n- on, it runs{MARK}\n- off, it does not",
        f"It is\none of those.\n* ``on``: it runs{MARK}\n* ``off``: it does\nnot\n\nOr so.",
        f"Do this:\n1. start{MARK}\n2. stop",
        f"Either:\n\n- on\n- one of:\n  - up{MARK}\n  - down",
    ],
)
def test_a_list_without_an_empty_line_above_it(tmp_path: Path, words: str) -> None:
    """Once not reported."""
    for found in _check(tmp_path, words, words.replace("\n", "\n    ")):
        assert found.message.endswith("put an empty line above it")


@pytest.mark.parametrize(
    "words",
    [
        f"One of:\n\n- on{MARK}\n- off",
        f"One of:\n- on{MARK}\n- off",
        f"- ``on``: it runs{MARK}\n- ``off``: it does not",
    ],
)
def test_a_list_whose_lines_yaml_joins(tmp_path: Path, words: str) -> None:
    """Once not reported."""
    tree = TREE.replace("|\n    DESCRIPTION", ">\n    " + words.replace("\n", "\n    "))
    (found,) = assert_expected(tmp_path, tree.replace("TEXT", "It.").replace("CONF", ""), *RULES)
    assert found.message.endswith("keep its lines with '|'")


@pytest.mark.parametrize(
    "words",
    [
        "It is one of:\n\n- on\n- off",
        "It runs\n- so they say -\nor it does\n- who knows -\nnot.",
        "It runs:\n- so they say - or not.",
        "Run:\n-a all\n-b both",
        "The sum of:\n- 1\n+ 2",
        "One of:\n  - on\n  - off",
        "- one of:\n\n  - on\n  - off\n- another\n- third",
        "= =\n- b\n- c\n= =",
    ],
)
def test_what_is_no_list_without_an_empty_line(tmp_path: Path, words: str) -> None:
    _check(tmp_path, words, words.replace("\n", "\n    "))


def test_a_list_whose_lines_yaml_keeps(tmp_path: Path) -> None:
    """YAML joins no indented lines, and none with an empty line between them."""
    words = "One of:\n\n\n    - on\n      or up\n    - off\n\n\n    - down"
    tree = TREE.replace("|\n    DESCRIPTION", f">\n    {words}").replace("TEXT", "It.")
    assert_expected(tmp_path, tree.replace("CONF", ""), *RULES)


def test_a_list_of_yaml(tmp_path: Path) -> None:
    tree = TREE.replace("|\n    DESCRIPTION", "\n    - One.\n    - Two.").replace("TEXT", "It.")
    assert_expected(tmp_path, tree.replace("CONF", ""), *RULES)
