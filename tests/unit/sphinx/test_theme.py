"""Tests of the theme without a browser: colours, sizes, and no inline code."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

from apiref.sphinx.highlighting import DarkStyle, LightStyle

ROOT = Path(__file__).resolve().parents[3]
THEME = ROOT / "tools/apiref/sphinx/theme/apiref"
PICTURE = ROOT / "api-ref/source/v2/task-life.svg"
STYLES = {"light": LightStyle, "dark": DarkStyle}

# A colour and its background. Text needs a contrast of 4.5, borders one of 3.
WORDS = [
    *(
        (ink, ground)
        for ink in ("text", "faint", "link")
        for ground in ("page", "raised", "sunken")
    ),
    *((ink, ground) for ink in ("strong", "patch") for ground in ("page", "raised", "sunken")),
    *((f"{kind}", f"{kind}-back") for kind in ("since", "until", "note", "good", "care", "bad")),
    *(("text", f"{kind}-back") for kind in ("note", "good", "care", "bad")),
    *(("link", f"{kind}-back") for kind in ("note", "good", "care", "bad")),
    *(
        ("badge-text", method)
        for method in ("get", "post", "put", "patch", "delete", "head", "other")
    ),
    *((ink, ground) for ink in ("text", "faint", "link") for ground in ("target",)),
    ("link-hover", "sunken"),
]
EDGES = [(ink, ground) for ink in ("edge", "focus", "brand") for ground in ("page", "sunken")]


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _palette(scheme: str) -> dict[str, str]:
    palette: dict[str, str] = {}
    for name in ("apiref.css", "dark.css") if scheme == "dark" else ("apiref.css",):
        text = (THEME / "static" / name).read_text("utf-8")
        (block, *_) = re.findall(r":root \{(.*?)\}", text, re.DOTALL)
        palette |= dict(re.findall(r"--([\w-]+): (#\w+);", block))
    return palette


def test_contrast_is_what_wcag_says():
    assert round(_contrast("#000", "#ffffff"), 1) == 21
    assert round(_contrast("#777777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("scheme", STYLES)
def test_words_of_samples_can_be_read(scheme):
    style = STYLES[scheme]
    for token in STANDARD_TYPES:
        colour = style.style_for_token(token)["color"]
        for ground in (style.background_color, style.highlight_color):
            assert _contrast(colour, ground) >= 4.5, (token, colour, ground)
    assert _contrast(style.line_number_color, style.background_color) >= 4.5


@pytest.mark.parametrize("scheme", STYLES)
def test_samples_stand_on_the_ground_that_the_style_sheet_gives_them(scheme):
    assert STYLES[scheme].background_color == _palette(scheme)["sunken"]


@pytest.mark.parametrize("scheme", STYLES)
def test_words_and_edges_of_pages_stand_out(scheme):
    palette = _palette(scheme)
    found = {(ink, on): _contrast(palette[ink], palette[on]) for ink, on in WORDS + EDGES}
    low = {pair: found[pair] for pair in WORDS if found[pair] < 4.5}
    low |= {pair: found[pair] for pair in EDGES if found[pair] < 3}
    assert not low


@pytest.mark.parametrize("template", sorted(THEME.glob("*.html")), ids=lambda path: path.name)
def test_templates_have_nothing_inline(template):
    text = template.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_nothing_is_loaded_from_elsewhere():
    for name in ("apiref.css", "dark.css", "apiref.js"):
        text = (THEME / "static" / name).read_text("utf-8")
        assert "//" not in text, name
        assert "@import" not in text
    for template in THEME.glob("*.html"):
        assert not re.search(r"(?:src=|<link[^>]*href=)\"https?:", template.read_text("utf-8"))


def test_theme_is_small():
    sizes = {path.name: path.stat().st_size for path in (THEME / "static").iterdir()}
    assert sum(sizes.values()) < 95_000


def test_picture_of_the_life_of_a_task_says_what_it_shows():
    tree = ElementTree.parse(PICTURE)
    space = {"svg": "http://www.w3.org/2000/svg"}
    labels = tree.getroot().attrib["aria-labelledby"].split()
    described = {
        element.attrib["id"]: element.text
        for name in ("title", "desc")
        for element in tree.iterfind(f"svg:{name}", space)
    }
    assert list(described) == labels
    states = [element.text for element in tree.iterfind(".//svg:text", space)]
    assert states == ["pending", "processing", "success", "failure"]
    assert all(state in described[labels[1]] for state in states)


def test_picture_of_the_life_of_a_task_can_be_read_in_both_schemes():
    text = PICTURE.read_text("utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    dark = dict(re.findall(r"([.\w]+) \{ fill: (#\w+)", style))
    boxes = re.findall(r'<rect class="(\w+)"[^>]* fill="(#\w+)"', text)
    assert len(boxes) == 4
    for name, light in boxes:
        assert _contrast("#fff", light) >= 4.5
        assert _contrast(dark["text"], dark[f".{name}"]) >= 4.5
    (arrows,) = set(re.findall(r'<g fill="none" stroke="(#\w+)"', text))
    for scheme in STYLES:
        assert _contrast(arrows, _palette(scheme)["page"]) >= 3
