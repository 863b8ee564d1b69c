from pathlib import Path

from tests.live.same import difference


def test_files_that_are_the_same_and_files_that_are_not(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("a\nb\n", encoding="utf-8")
    new.write_text("a\nc\n", encoding="utf-8")
    assert difference(old, old) == ""
    assert "-b\n+c\n" in difference(old, new)
