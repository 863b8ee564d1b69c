"""``apiref.read.files``: nothing outside the root is ever read."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.model.location import line_and_column
from apiref.read.files import MAX_BYTES, Files


@pytest.mark.parametrize(
    ("base", "reference", "path"),
    [
        ("a/b.rst", "c.json", "a/c.json"),
        ("a/b.rst", "../c.json", "c.json"),
        ("a/b.rst", "../../c.json", None),
        ("a/b.rst", "/etc/passwd", None),
        ("a/b.rst", "c\0d", None),
        ("b.rst", "..", None),
        ("b.rst", "..x", "..x"),
    ],
)
def test_resolve(tmp_path: Path, base: str, reference: str, path: str | None) -> None:
    assert Files(tmp_path).resolve(base, reference) == path


def test_walk_is_sorted_and_stays_inside(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden/x", "build/x", "b/.x"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / "out").symlink_to(tmp_path)
    files = Files(root)
    assert files.walk(".") == ["a.txt", "b/1.txt", "b/2.txt"]
    for folder in ("..", "/etc", "out", "nowhere", "a.txt", "a\0b"):
        assert files.walk(folder) == []


def test_each_problem_is_noted_once(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * (MAX_BYTES + 1))
    files = Files(tmp_path)
    assert files.text("large") is files.text("large") is None
    (problem,) = files.problems
    assert "larger than" in problem.message


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfx\r\ny")
    files = Files(tmp_path)
    assert files.text("a") == "x\r\ny"
    assert files.problems[0].kind == "byte-order-mark"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)),
        ("ab", (1, 3)),
        ("a\nb", (2, 2)),
        ("a\r\nb", (2, 2)),
        ("a\rb", (2, 2)),
        ("a\r\n", (2, 1)),
        ("é\u2028x", (1, 4)),
    ],
)
def test_lines_and_columns(text: str, place: tuple[int, int]) -> None:
    assert line_and_column(text + "\nmore\r\n", len(text)) == place
