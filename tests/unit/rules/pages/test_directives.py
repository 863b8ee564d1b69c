"""Rules of ``apiref.rules.pages.directives``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = (
    "directive-ineffective",
    "admonition-ineffective",
    "directive-misspelt",
    "directive-empty",
    "option-without-directive",
    "directive-option",
)


def page(body: str) -> str:
    return f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n{body}\n"


@pytest.mark.parametrize(
    "body",
    [
        ".. note:: A box.",
        ".. note::\n   A box.",
        ".. a comment",
        ".. NOTE(someone): not for readers",
        ".. Editors: keep this sorted",
        ".. .. rest_method:: GET /things",
        ".. toctree entries are sorted by name",
        ".. image of\n   a comment: nothing more",
        ".. unknown-directive:: of some extension",
        ".. seealso:: Others.",
        ".. versionremoved:: 2.1",
        ".. py:function:: call()",
        ".. code-block is what follows",
        ".. _target: https://example.com",
        ".. literalinclude:: a.json\n   :language: json\n   :lines: 1-2",
        ".. list-table::\n   :header-rows: 1\n\n   * - A\n   * - b",
        ".. list-table:: A title\n   :widths: 10 20\n\n   * - A\n   * - b",
        ".. list-table::\n   :widths: 10\n   :header-rows: 1\n\n   * - A\n   * - b",
    ],
)
def test_what_is_meant_as_it_is_written(tmp_path: Path, body: str) -> None:
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize(
    "line",
    [
        ".. literalinclude: a.json",
        ".. rest_method: GET /things",
        ".. rest_method GET /things",
        ".. rest_expand_all",
        ".. rest_parameters: parameters.yaml",
        ".. include: other.inc",
        "..literalinclude:: a.json",
        ". literalinclude:: a.json",
        ".. code-block: json",
        ".. code-block json",
        ".. image picture.*\n   :alt: A picture.",
    ],
)
def test_a_directive_that_is_none(tmp_path: Path, line: str) -> None:
    first, *rest = line.split("\n")
    body = "\n".join([f"{first} <<< directive-ineffective", *rest])
    found = assert_expected(tmp_path, page(body), *RULES)
    assert found[0].location.column == 1
    assert f"write '.. {found[0].subject}::'" in found[0].message


@pytest.mark.parametrize("name", ["note", "warning", "seealso", "deprecated"])
def test_a_box_that_is_none(tmp_path: Path, name: str) -> None:
    body = f".. {name}: Take care. <<< admonition-ineffective"
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize(
    ("name", "intended"),
    [
        ("rest_methd", "rest_method"),
        ("rest_parameter", "rest_parameters"),
        ("rest-status-code", "rest_status_code"),
        ("literalincude", "literalinclude"),
        ("inlcude", "include"),
        ("noet", "note"),
        ("warn", "warning"),
    ],
)
def test_a_misspelt_name(tmp_path: Path, name: str, intended: str) -> None:
    body = f".. {name}:: argument <<< directive-misspelt".replace("noet", "ntoe")
    if name == "noet":
        body = ".. notes:: argument <<< directive-misspelt"
    found = assert_expected(tmp_path, page(body), *RULES)
    assert f"did you mean '{intended}'?" in found[0].message


@pytest.mark.parametrize("name", ["note", "warning", "code-block", "list-table", "image"])
def test_a_directive_without_content(tmp_path: Path, name: str) -> None:
    assert_expected(tmp_path, page(f".. {name}:: <<< directive-empty\n\nText."), *RULES)


def test_an_option_whose_directive_is_missing(tmp_path: Path) -> None:
    body = "A table:\n\n   :header-rows: 1 <<< option-without-directive\n\n   * - A\n     - B"
    found = assert_expected(tmp_path, page(body), *RULES)
    assert found[0].location.column == 4


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            ".. literalinclude:: a.json\n   :langauge: json <<< directive-option",
            "literalinclude has no option 'langauge'; did you mean 'language'?",
        ),
        (
            ".. list-table::\n   :hedaer-rows: 1 <<< directive-option\n\n   * - A",
            "did you mean 'header-rows'?",
        ),
        (
            ".. include:: a.txt\n   :language: json <<< directive-option",
            "include has no option 'language'",
        ),
        (
            ".. literalinclude:: a.json\n   :language: json\n   :language: json"
            " <<< directive-option",
            "duplicate option",
        ),
    ],
)
def test_an_option_that_a_directive_does_not_take(tmp_path: Path, body: str, words: str) -> None:
    found = assert_expected(tmp_path, page(body), *RULES)
    assert words in found[0].message
    assert found[0].location.column == 4


@pytest.mark.parametrize(
    ("body", "conf"),
    [
        (".. versionintroduced:: 2.1 <<< directive-unknown", ""),
        (".. versionremved:: 2.1 <<< directive-unknown", "extensions = ['os_api_ref']"),
        (".. versionremoved:: 2.1 <<< directive-unknown", ""),
        (".. versionchanged:: 2.1\n\n.. py:module:: x", ""),
        (".. versionintroduced:: 2.1", "extensions = ['theirs']"),
        # It is misspelt, which is told already.
        (".. warnng:: It. <<< directive-misspelt", ""),
    ],
)
def test_a_directive_that_no_extension_has(tmp_path: Path, body: str, conf: str) -> None:
    tree = f"{page(body)}\n=== api-ref/source/conf.py\n{conf}\n"
    assert_expected(tmp_path, tree, *RULES, "directive-unknown")


def test_a_comment_above_the_title_is_for_authors(tmp_path: Path) -> None:
    """Once a false alarm."""
    above = page("It.").replace("Things\n", ".. note: Keep this\n   up to date.\n\nThings\n")
    assert_expected(tmp_path, above, *RULES)
    untitled = f"{INDEX}=== api-ref/source/things.inc\n.. note: It. <<< admonition-ineffective\n"
    assert_expected(tmp_path / "untitled", untitled, *RULES)


@pytest.mark.parametrize(
    ("line", "mark"),
    [(".. rest_expand_all", ""), (".. literalinclude: a.json", " <<< expand-all-missing")],
)
def test_what_a_document_lacks_without_the_directive(tmp_path: Path, line: str, mark: str) -> None:
    tree = (
        f"=== api-ref/source/index.rst\nThings{mark}\n======\n\n"
        f"{line} <<< directive-ineffective\n\n.. rest_method:: GET /things\n"
    )
    assert_expected(tmp_path, tree, *RULES, "expand-all-missing")


@pytest.mark.parametrize("above", ["It.\n\nIt.\n", ".. list-table::\n\n", ".. list-table: It\n"])
def test_an_option_below_text_that_is_no_directive(tmp_path: Path, above: str) -> None:
    tree = f"{above}   :header-rows: 1 <<< option-without-directive\n"
    assert_expected(tmp_path, page(tree), "option-without-directive")
    tree = f"{INDEX}=== api-ref/source/things.inc\n{tree}"
    assert_expected(tmp_path / "start", tree, "option-without-directive")


@pytest.mark.parametrize(
    ("line", "shown", "named"),
    [
        ("rest_parameters: parameters.yaml", {"tables"}, {"entry"}),
        ("rest_status_code: error status.yaml", {"codes"}, {"reason"}),
        ("literalinclude: a.json", {"samples"}, set()),
        ("rest_expand_all", set(), {"expand-all"}),
        ("include: a.inc", set(), set()),
    ],
)
def test_the_parts_that_a_page_lacks_without_a_directive(
    tmp_path: Path, line: str, shown: set[str], named: set[str]
) -> None:
    wrong = f".. {line} <<< directive-ineffective\n\n   - id\n"
    files = "=== api-ref/source/parameters.yaml\nid: {in: body, type: string}\n"
    files += "=== api-ref/source/status.yaml\n404:\n  default: None.\n"
    lists = ".. rest_parameters:: parameters.yaml\n\n   - id: id\n\n"
    lists += ".. rest_status_code:: error status.yaml\n\n   - 404\n\n"
    operation = f".. rest_method:: GET /things\n\n{lists}"
    for part, body in (
        (shown, f"{operation}{wrong}"),
        (set(), f"{wrong}\nOne\n---\n\n{operation}"),
    ):
        folder = tmp_path / ("in" if part else "above")
        (found,) = assert_expected(folder, f"{page(body)}{files}", "directive-ineffective")
        assert {cause.kind for cause in found.related} == {"file", *part, *named}


@pytest.mark.parametrize(
    ("url", "words"),
    [("/things?limit=2", "repeats the URL"), ("/things/{id}", "write '.. rest_method::'")],
)
def test_an_ineffective_repetition_of_a_url(tmp_path: Path, url: str, words: str) -> None:
    """Once with the advice to make an operation of it."""
    body = ".. rest_method:: GET /things\n\nResponse Example\n----------------\n\n"
    text = page(f"{body}..rest_method:: GET {url} <<< directive-ineffective\n\nText.\n")
    (found,) = assert_expected(tmp_path, text, "directive-ineffective")
    assert words in found.message
