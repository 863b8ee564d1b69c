"""Extracts what a browser shows from the built HTML, with the parser of the standard library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.site.rst_source import Operation, Row, words

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> "Iterator[Element]":
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", css: str = "") -> "list[Element]":
        """Return the descendants with the tag and class, in order."""
        return [
            element
            for element in self.walk()
            if element.tag == (tag or element.tag) and (not css or css in element.classes)
        ]

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


class Reader(HTMLParser):
    """Build a tree of the tags; an end tag closes all open elements within."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                break

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


def body_rows(table: Element) -> list[list[str]]:
    (body,) = table.all("tbody")
    return [[cell_text(cell) for cell in row.all("td")] for row in body.all("tr")]


def cell_text(cell: Element) -> str:
    """Return what is written, without links and what only the samples tell."""
    text = cell.text().replace("¶", "")
    for kind in cell.all("span", "of-items"):
        text = text.replace(kind.text(), "")
    return text.strip()


def part(element: Element) -> tuple[str, list[Row] | str] | None:
    """Return the table of parameters or codes, or the sample, that the element represents."""
    if "highlight-json" in element.classes:
        (block,) = element.all("pre")
        return "sample", block.text()
    if element.tag != "table":
        return None
    headers = [header.text().strip() for header in element.all("th")]
    rows = body_rows(element)
    if headers == ["Name", "In", "Type", "Description"]:
        return "parameters", [(name, where, kind, words(d)) for name, where, kind, d in rows]
    if headers == ["Code", "Reason"]:
        return "codes", [(code.split(" - ")[0], words(reason)) for code, reason in rows]
    return None


def parts_of(detail: Element) -> list[tuple[str, list[Row] | str]]:
    """Return the parts; a table of codes is named after the heading above it."""
    parts, heading = [], ""
    for element in detail.walk():
        if element.tag in {"h2", "h3", "h4", "h5", "h6"}:
            heading = element.text().removesuffix("¶")
        found = part(element)
        if found:
            parts.append((heading.lower(), found[1]) if found[0] == "codes" else found)
    return parts


def shown_operations(page: Element) -> list[Operation]:
    operations = []
    for section in page.all("section", css="operation"):
        (title,) = section.all("h3")
        (method,), (url,) = (section.all(css=name) for name in ("method", "url"))
        (details,) = section.all("details")
        operations.append(
            Operation(
                title.text().removesuffix("¶"),
                method.text(),
                url.text(),
                section.attributes["id"],
                parts_of(details),
            )
        )
    return operations
