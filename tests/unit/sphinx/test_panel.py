"""What is beside the text of an operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.html_page import Element, parse
from tests.unit.sphinx.building import build, conf, write

SAMPLE = "\n.. code-block:: json\n\n   {}\n"


def section(title: str, body: str, line: str = "~") -> str:
    return f"{title}\n{line * 40}\n{body}\n"


def headings(element: Element) -> list[str]:
    return [
        each.text().rstrip("¶") for each in element.walk() if each.tag in ("h3", "h4", "h5", "h6")
    ]


def operation(
    tmp_path: Path, text: str, builder: str = "html", theme: str = "apiref"
) -> tuple[Element, list[Element]]:
    """The element of an operation with that text, and its panels."""
    page = f"Books\n=====\n\nShow a book\n-----------\n\n.. rest_method:: GET /book\n\n{text}\n"
    settings = {"version": "1", "copyright": "2026", "apiref_curl_endpoint": ""}
    files = {"index.rst": page, "conf.py": conf("apiref.sphinx", theme=theme, **settings)}
    made = build(write(tmp_path / "source", files), tmp_path / "out", builder)
    assert made.warnings == []
    root = parse(made.text("index.html" if builder == "html" else "index.xhtml"))
    (found,) = root.all("section", "operation")
    return found, found.all("div", "operation-panel")


@pytest.mark.parametrize(
    ("text", "beside", "left"),
    [
        (section("Response Example", SAMPLE), ["Response Example"], []),
        (section("Response Example", f"\nOf Emma.\n{SAMPLE}"), ["Response Example"], []),
        (section("A long way", f"\nOf Emma.\n{SAMPLE}"), [], ["A long way"]),
        (section("Response Example", "\nThere is none.\n"), [], ["Response Example"]),
        (section("Response Example", f"\n* Emma\n{SAMPLE}"), [], ["Response Example"]),
        # In the section of its half, which stays.
        (
            section("Response", "\nA book.\n") + section("Response Example", SAMPLE, "^"),
            ["Response Example"],
            ["Response"],
        ),
        # As they come.
        (
            section("Request Example", SAMPLE)
            + section("Response", "\nA book.\n")
            + section("Response Example (a)", SAMPLE)
            + section("Response Example (b)", SAMPLE),
            ["Request Example", "Response Example (a)", "Response Example (b)"],
            ["Response"],
        ),
    ],
)
def test_samples_are_beside_the_text(
    tmp_path: Path, text: str, beside: list[str], left: list[str]
) -> None:
    whole, panels = operation(tmp_path, text)
    assert [title for panel in panels for title in headings(panel)] == beside
    assert headings(whole) == [*left, *beside]
    assert len(panels) == bool(beside)


def test_alternatives_have_a_title_of_their_half(tmp_path: Path) -> None:
    text = f"**JSON response example (a)**\n{SAMPLE}\n**JSON response example (b)**\n{SAMPLE}"
    _, (panel,) = operation(tmp_path, section("Response", f"\nA book.\n\n{text}"))
    (group,) = panel.all("div", "samples")
    assert group.attributes["data-title"] == "Response example"
    assert [each.attributes["data-title"] for each in group.all("div", "sample")] == ["a", "b"]


def test_alternatives_whose_titles_name_no_half_have_that_of_their_section(tmp_path: Path) -> None:
    text = f"**Example (v2.1)**\n{SAMPLE}\n**Example (v2.9)**\n{SAMPLE}"
    _, (panel,) = operation(tmp_path, section("Request", f"\nA book.\n\n{text}"))
    (group,) = panel.all("div", "samples")
    assert group.attributes["data-title"] == "Request example"


@pytest.mark.parametrize(("builder", "theme"), [("epub", "apiref"), ("html", "basic")])
def test_elsewhere_samples_are_where_they_were_written(
    tmp_path: Path, builder: str, theme: str
) -> None:
    text = section("Response Example", SAMPLE) + section("Response", "\nA book.\n")
    whole, panels = operation(tmp_path, text, builder, theme)
    assert (headings(whole), panels) == (["Response Example", "Response"], [])
