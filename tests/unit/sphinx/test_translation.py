"""The messages extracted by gettext result in a translated page with the same anchors."""

import re

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.site.html_page import parse
from tests.unit.sphinx.building import build, conf, write
from tests.unit.sphinx.test_builders import FILES, SETTINGS

GERMAN = {
    "Lend a book": "Ein Buch verleihen",
    "Show books": "B\u00fccher zeigen",
    "Books": "B\u00fccher",
    "Request": "Anfrage",
    "Success": "Erfolg",
    "Name": "Name des Feldes",
    "Description": "Beschreibung",
    "Code": "Kennzahl",
    "Reason": "Grund",
    "The number in the catalogue.": "Die Nummer im Katalog.",
    "The card of the reader, ``A`` or ``B``:": "Die Karte des Lesers, ``A`` oder ``B``:",
    "it is valid": "sie ist g\u00fcltig",
    "Somebody has it.": "Jemand hat es.",
    "Lends it for a month.": "Verleiht es f\u00fcr einen Monat.",
    "Shelves": "Regale",
}


def test_translated_page(tmp_path):
    settings = conf("apiref.sphinx", theme="apiref") + SETTINGS
    source = write(tmp_path / "source", FILES | {"conf.py": settings})
    templates = build(source, tmp_path / "gettext", "gettext")
    assert not templates.warnings
    extracted = {}
    for template in templates.out.rglob("*.pot"):
        catalog = Catalog(locale="de")
        with template.open("rb") as stream:
            for message in read_po(stream):
                if message.id:
                    extracted[message.id] = message.locations
                    catalog.add(message.id, GERMAN.get(message.id, ""))
        name = template.relative_to(templates.out).with_suffix(".mo")
        target = source / "locales/de/LC_MESSAGES" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            write_mo(stream, catalog)
    assert GERMAN.keys() - extracted.keys() == set()
    english = build(source, tmp_path / "en")
    german = build(source, tmp_path / "de", language="de", locale_dirs=["locales"])
    assert english.warnings == german.warnings == []
    pages = {
        name: parse(made.text("v1/index.html")) for name, made in (("en", english), ("de", german))
    }
    shown = re.sub(r"\s+", " ", pages["de"].text())
    for words in GERMAN.values():
        assert words.replace("``", "") in shown
    anchors = {
        name: [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
        for name, page in pages.items()
    }
    assert anchors["de"] == anchors["en"]
    # A method and a URL are not translated.
    urls = {name: [e.text() for e in page.all(css="url")] for name, page in pages.items()}
    assert urls["de"] == urls["en"]


def test_text_of_a_file_is_extracted_with_its_place(tmp_path):
    settings = conf("apiref.sphinx") + SETTINGS
    source = write(tmp_path / "source", FILES | {"conf.py": settings})
    text = build(source, tmp_path / "gettext", "gettext").text("v1.pot")
    assert "source/parameters.yaml:3\n" in text
    assert "source/status.yaml:9\n" in text
