"""The extension changes no byte of what os-api-ref publishes."""

from pathlib import Path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_output_is_that_of_stock(tree):
    assert tree.build("-W").returncode == 0
    tree.extensions(["os_api_ref"])
    assert tree.build("-W", to="stock").returncode == 0
    ours, stock = files(tree.root / "html"), files(tree.root / "stock")
    assert "v1/index.html" in stock
    assert ours == stock


def test_same_warnings_as_stock(tree):
    tree.edit("source/v1/books.inc", "- book_id: book_id", "- book_id: books_id")
    tree.edit("source/parameters.yaml", "in: path", "in: body")
    ours = tree.build("-W")
    tree.extensions(["os_api_ref"])
    stock = tree.build("-W", to="stock")
    assert ours.returncode == stock.returncode != 0
    assert ours.stderr == stock.stderr
