"""The references as they are in the editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.cli import main
from apiref.lsp.state import Workspace
from apiref.read.discovery import NotFoundError
from apiref.read.settings import ConfigurationError
from tests.unit.lsp.small import PAGE, PARAMETERS, checked, workspace

KEY = "   - name: name\n"


def test_the_tree_of_these_tests_is_clean(tmp_path: Path) -> None:
    assert [finding.message for finding in checked(tmp_path).findings()] == []


def test_texts_of_the_editor_count(tmp_path: Path) -> None:
    space = workspace(tmp_path)
    page = (tmp_path / PAGE).read_text()
    space.texts[PAGE] = page.replace(KEY, "   - name: nmae\n", 1)
    assert not space.is_current()
    assert [finding.rule for finding in space.check().findings()] == ["unknown-parameter"]
    assert space.is_current()
    assert (tmp_path / PAGE).read_text() == page
    del space.texts[PAGE]
    assert space.check().findings() == ()


def test_a_reading_keeps_the_check_of_the_same_texts(tmp_path: Path) -> None:
    space = workspace(tmp_path)
    found = space.check()
    assert space.read() is found
    space.texts[PAGE] = "Other\n"
    again = space.read()
    assert again.result is None
    assert again.findings() == ()


@pytest.mark.parametrize(
    ("level", "rules"), [("info", ["sample-language"]), ("warning", []), ("error", [])]
)
def test_findings_are_those_of_the_configured_level(
    tmp_path: Path, level: str, rules: list[str]
) -> None:
    edits = ('level = "info"', f'level = "{level}"'), ("   :language: json\n", "")
    assert [finding.rule for finding in checked(tmp_path, *edits).findings()] == rules


def test_the_baseline_counts_also_if_it_is_not_saved(tmp_path: Path) -> None:
    space = workspace(tmp_path, (KEY, "   - name: nmae\n"))
    assert len(space.check().findings()) == 1
    main(["check", str(tmp_path), "--write-baseline", "--quiet"])
    assert space.check().findings() == ()
    baseline = ".apiref-baseline.json"
    space.texts[baseline] = '{"version": 1, "findings": []}'
    assert len(space.check().findings()) == 1
    space.texts[baseline] = "{"
    with pytest.raises(ConfigurationError, match="is not a baseline"):
        space.check()


def test_a_configured_baseline_that_is_missing(tmp_path: Path) -> None:
    space = workspace(tmp_path, ('level = "info"', 'baseline = "none.json"'))
    with pytest.raises(ConfigurationError, match="no such baseline"):
        space.check()


def test_a_check_ends_as_soon_as_it_is_told_to(tmp_path: Path) -> None:
    calls = []

    def proceed() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise InterruptedError

    space = workspace(tmp_path)
    with pytest.raises(InterruptedError):
        space.check(proceed)
    assert len(calls) == 3
    assert space.check().result is not None


def test_only_files_of_the_repository_have_a_path(tmp_path: Path) -> None:
    root = tmp_path / "root"
    space = workspace(root)
    (tmp_path / "link").symlink_to(root)
    assert space.path_of(str(root / PAGE)) == PAGE
    assert space.path_of(str(tmp_path / "link" / PAGE)) == PAGE
    assert space.path_of(str(root / "new/new.inc")) == "new/new.inc"
    assert space.path_of(str(tmp_path / "other.inc")) is None


def test_a_folder_without_reference_and_one_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Workspace(tmp_path / "none")
    with pytest.raises(NotFoundError):
        Workspace(tmp_path).read()


def test_the_tree_of_a_file(tmp_path: Path) -> None:
    found = checked(tmp_path)
    assert found.tree(PARAMETERS) is found.tree("unknown") is found.trees[0]
    assert found.text("unknown") == ""
