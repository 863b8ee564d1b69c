"""Moving the entries of a parameters file, as ``apiref check --fix`` does."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.cli import main
from apiref.fixes.edits import Edits
from apiref.fixes.entries import Entries, Entry
from apiref.model.location import Location
from tests.trees import INDEX, write_tree

PAGE = (
    INDEX
    + """\
=== api-ref/source/things.inc
Things
======

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - a: a
"""
)


def mended(root: Path, text: str) -> str:
    """What becomes of a parameters file; a second run must change nothing."""
    write_tree(root, PAGE)
    file = root / "api-ref/source/parameters.yaml"
    file.write_bytes(text.encode())
    results = []
    for _ in range(2):
        main(["check", str(root), "--fix", "--select", "parameter-order", "--no-cache"])
        results.append(file.read_bytes().decode())
    assert results[0] == results[1]
    return results[0]


def entry(key: str, place: str = "body") -> str:
    return f"{key}:\n  in: {place}\n  type: string\n"


A, B, C, D = (entry(key) for key in "abcd")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
@pytest.mark.parametrize("order", ["bacd", "acdb", "bcda", "dabc", "acbd", "dcba", "cdab"])
def test_every_order_line_end_and_gap(
    tmp_path: Path, order: str, gap: str, last: bool, end: str
) -> None:
    def text(keys: str) -> str:
        whole = gap.join(entry(key) for key in keys).replace("\n", end)
        return whole if last else whole.removesuffix(end)

    assert mended(tmp_path, text(order)) == text("abcd")


@pytest.mark.parametrize("mark", ["|", ">"])
def test_a_block_of_text_at_the_end_of_a_file_without_a_line_end(tmp_path: Path, mark: str) -> None:
    a, b, c = (f"{each}  description: {mark}\n    The thing.\n" for each in (A, B, C))
    assert mended(tmp_path, (b + c + a).removesuffix("\n")) == (a + b + c).removesuffix("\n")


def test_comments_go_with_their_entry(tmp_path: Path) -> None:
    b = "# About b,\n# in two lines.\n" + B + "  # inside\n  required: true # really\n"
    assert mended(tmp_path, "# The file.\n\n" + b + A + C) == "# The file.\n\n" + A + b + C


def test_a_comment_below_an_entry(tmp_path: Path) -> None:
    b = B + "# So much for b.\n"
    assert mended(tmp_path, A + "\n" + C + "\n" + b + "\n" + D) == (
        A + "\n" + b + "\n" + C + "\n" + D
    )


def test_a_comment_apart_stays(tmp_path: Path) -> None:
    assert mended(tmp_path, C + "\n# Apart.\n\n" + A + "\n" + B) == (
        "# Apart.\n\n" + A + "\n" + B + "\n" + C
    )


def test_headings_of_groups_stay(tmp_path: Path) -> None:
    box = "#######\n# Body fields\n#######\n"
    path, query = entry("p", "path"), entry("q", "query")
    other = entry("r", "query")
    before = "# variables in path\n" + path + "# variables in query\n" + query + box + A + other + B
    after = "# variables in path\n" + path + "# variables in query\n" + query + other + box + A + B
    assert mended(tmp_path, before) == after
    before = "# variables in path\n" + path + "# variables in query\n" + other + query + box + A
    after = "# variables in path\n" + path + "# variables in query\n" + query + other + box + A
    assert mended(tmp_path, before) == after


def test_the_first_of_a_group_goes_below_its_heading(tmp_path: Path) -> None:
    path, query, other = entry("p", "path"), entry("q", "query"), entry("m", "query")
    headed = path + "# Query parameters\n" + query
    assert mended(tmp_path, headed + A + other) == path + "# Query parameters\n" + other + query + A


def test_the_start_of_a_document_stays(tmp_path: Path) -> None:
    assert mended(tmp_path, "---\n" + B + A + C) == "---\n" + A + B + C


def test_descriptions_keep_their_lines(tmp_path: Path) -> None:
    b = "b:\n  in: body\n  type: string\n  description: |\n    # No comment.\n\n    More.\n"
    assert mended(tmp_path, b + A + C) == A + b + C


def test_an_alias_stays_below_its_anchor(tmp_path: Path) -> None:
    anchor = "b: &b\n  in: body\n  type: string\n"
    alias = "a:\n  <<: *b\n  description: x\n"
    free = "c:\n  in: body\n  description: &d x\n"
    before = anchor + alias + free
    assert mended(tmp_path, before) == before
    # The anchor goes down, though not below the entry that refers to it.
    before = "d: &b\n  in: body\n  type: string\n" + A + "b:\n  <<: *b\n" + C
    assert mended(tmp_path, before) == before


@pytest.mark.parametrize(
    ("key", "after", "before", "moved"),
    [
        ("a", "c", None, None),
        ("a", "b", "c", None),
        ("b", None, "a", None),
        ("b", "c", None, "acb"),
        ("c", None, "a", "cab"),
        ("c", "a", "b", "acb"),
    ],
)
def test_moves_that_would_part_an_alias_from_its_anchor(
    key: str, after: str | None, before: str | None, moved: str | None
) -> None:
    texts = {"a": "a: &t\n  x: 1\n", "b": "b:\n  x: *t\n", "c": "c:\n  x: 1\n"}
    text = "".join(texts.values())
    keys = {each: Entry(Location("f", 2 * at + 1, 1)) for at, each in enumerate(texts)}
    made = Entries("f", text).move(keys[key], keys.get(after or ""), keys.get(before or ""))
    edits = Edits(text)
    assert made is None or edits.add(made)
    wanted = None if moved is None else "".join(texts[each] for each in moved)
    assert (made and edits.applied()) == wanted


def test_an_entry_with_an_alias_moves_where_its_anchor_allows(tmp_path: Path) -> None:
    anchor = "a: &a\n  in: body\n  type: string\n"
    alias = "b:\n  <<: *a\n  description: x\n"
    assert mended(tmp_path, anchor + C + alias + D) == anchor + alias + C + D


def test_an_entry_with_both_an_anchor_and_its_alias(tmp_path: Path) -> None:
    both = "b:\n  in: body\n  type: array\n  enum: [&t x, *t]\n"
    assert mended(tmp_path, both + A + C) == A + both + C
    both = both.replace("b:", "a:")
    assert mended(tmp_path, B + C + both) == both + B + C


def test_of_keys_that_stand_twice_the_last_stays_last(tmp_path: Path) -> None:
    before = C + A + B + "c:\n  in: body\n  type: integer\n"
    assert mended(tmp_path, before) == before


def test_what_is_written_in_another_way_is_left_alone(tmp_path: Path) -> None:
    before = "{b: {in: body, type: string}, a: {in: body, type: string}}\n"
    assert mended(tmp_path, before) == before
    before = "  b:\n    in: body\n  a:\n    in: body\n"
    assert mended(tmp_path, before) == before


def test_blank_lines_that_belong_to_a_value(tmp_path: Path) -> None:
    """The value would lose its last line: the fix is dropped."""
    before = "b:\n  in: body\n  type: string\n  description: |+\n    Text.\n\n" + A + C
    assert mended(tmp_path, before) == before


@pytest.mark.parametrize(
    ("heading", "place", "moves"),
    [
        ("Query", "query", True),
        ("Queries", "query", True),
        ("QUERY strings", "query", True),
        ("Query", "path", False),
        ("Paths", "path", True),
        ("Headers", "header", True),
        ("Bodies", "header", False),
        ("#####", "header", False),
    ],
)
def test_a_heading_goes_with_the_first_of_the_group_that_it_names(
    tmp_path: Path, heading: str, place: str, moves: bool
) -> None:
    head, first = f"# {heading}\n", entry("f", place)
    after = head + first + A + B if moves else first + A + B + head
    assert mended(tmp_path, A + B + head + first) == after
