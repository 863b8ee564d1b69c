"""Each module has its own test, in the place that mirrors its own."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE, TESTS = ROOT / "tools/apiref", ROOT / "tests/unit"


@pytest.mark.parametrize("room", ["analysis", "engine", "fixes", "lsp", "rules", "text"])
def test_every_module_has_a_test(room: str) -> None:
    modules = {
        path.relative_to(PACKAGE).as_posix()
        for path in (PACKAGE / room).rglob("*.py")
        if path.name != "__init__.py"
    }
    assert modules, "the package has moved"
    tests = {path.relative_to(TESTS).as_posix() for path in (TESTS / room).rglob("test_*.py")}
    wanted = {name: Path(name).with_name(f"test_{Path(name).name}").as_posix() for name in modules}
    assert [name for name, test in wanted.items() if test not in tests] == []


def test_every_folder_of_tests_is_one_of_the_package() -> None:
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    assert [folder for folder in folders if not (PACKAGE / folder).is_dir()] == []
