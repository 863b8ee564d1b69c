"""Nothing that stock os-api-ref shows of a page is missing from ours."""

from tests.site.html_page import Element, parse
from tests.site.rst_source import words


def shown(page: str) -> Element:
    document = parse(page)
    (body,) = document.all("div", css="body")
    return body


def texts(body: Element) -> list[str]:
    """Return the words of every cell, paragraph, heading and sample, without what only links."""
    found = [
        words(element.text().replace("¶", ""))
        for tag in ("td", "th", "p", "li", "pre", "h1", "h2", "h3", "h4", "h5", "code")
        for element in body.all(tag)
    ]
    return [text for text in found if text]


def test_every_text_of_stock_is_there(tree):
    assert tree.build("-W").returncode == 0
    ours = " | ".join(texts(shown(tree.page())))
    tree.extensions(["os_api_ref"])
    assert tree.build("-W", to="stock").returncode == 0
    stock = texts(shown((tree.root / "stock/v1/index.html").read_text()))
    assert "The number in the catalogue" in stock
    assert not [text for text in stock if text not in ours]
