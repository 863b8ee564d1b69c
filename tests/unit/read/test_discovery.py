"""``apiref.read.discovery``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.read.discovery import (
    NotFoundError,
    find_further_sources,
    find_root,
    find_sources,
)

METHOD = ".. rest_method:: GET /\n"


def test_the_usual_place(tmp_path: Path) -> None:
    (tmp_path / "api-ref/source/v2").mkdir(parents=True)
    for folder in ("", "api-ref", "api-ref/source/v2"):
        assert find_root(tmp_path / folder) == tmp_path
    assert find_sources(tmp_path, ()) == ("api-ref/source",)


def test_any_folder_with_a_method(tmp_path: Path) -> None:
    (tmp_path / "doc/api/v2").mkdir(parents=True)
    (tmp_path / "doc/api/conf.py").touch()
    (tmp_path / "doc/api/v2/a.inc").write_text(METHOD)
    assert find_sources(tmp_path, ()) == ("doc/api",)


def test_folders_that_are_not_found_by_themselves(tmp_path: Path) -> None:
    for folder in ("api-ref/source", "doc/api/v2", "guide", "tests/api", "api-ref/old", "shown"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.inc").write_text(METHOD)
    (tmp_path / "doc/api/conf.py").touch()
    (tmp_path / "doc/api/b.rst").write_text(METHOD)
    (tmp_path / "doc/example.rst").write_text(f"::\n\n   {METHOD}")
    found = find_further_sources(tmp_path, ("api-ref/source",), {"shown/a.inc"})
    assert found == ("api-ref/old", "doc/api", "guide")
    assert find_further_sources(tmp_path, ("api-ref", "doc", "guide/x", "shown"), ()) == ()


def test_a_link_out_of_the_root_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "secret.rst").write_text(METHOD)
    (tmp_path / "root").mkdir()
    (tmp_path / "root/a.rst").symlink_to(tmp_path / "secret.rst")
    with pytest.raises(NotFoundError, match="no API reference"):
        find_sources(tmp_path / "root", ())


def test_what_is_configured(tmp_path: Path) -> None:
    (tmp_path / "ref").mkdir()
    assert find_sources(tmp_path, ("ref",)) == ("ref",)
    with pytest.raises(NotFoundError, match="no folder"):
        find_sources(tmp_path, ("nowhere",))
    with pytest.raises(NotFoundError, match="no such file"):
        find_root(tmp_path / "nowhere")


def test_all_that_are_named_like_the_usual_place(tmp_path: Path) -> None:
    for folder in ("api-ref", "old-api-ref", "b/api-ref", "a/x/api-ref", "a/x/y/z/api-ref"):
        (tmp_path / folder / "source").mkdir(parents=True)
    (tmp_path / "old-api-ref/source/conf.py").touch()
    # No references, or not of the project itself.
    for folder in ("my-api-ref-tools", "tests/api-ref", ".tox/api-ref", "b/build/api-ref"):
        (tmp_path / folder / "source").mkdir(parents=True)
    (tmp_path / "c").symlink_to(tmp_path / "b")
    assert find_sources(tmp_path, ()) == (
        "api-ref/source",
        "old-api-ref/source",
        "b/api-ref/source",
        "a/x/api-ref/source",
    )


def test_the_usual_place_may_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/api-ref/source").mkdir(parents=True)
    (tmp_path / "root").mkdir()
    (tmp_path / "root/api-ref").symlink_to(tmp_path / "elsewhere/api-ref")
    with pytest.raises(NotFoundError, match="outside"):
        find_sources(tmp_path / "root", ())


@pytest.mark.parametrize("link", ["api-ref", "api-ref/source"])
def test_a_link_to_another_place_is_one_reference(tmp_path: Path, link: str) -> None:
    (tmp_path / "service/api-ref/source").mkdir(parents=True)
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "service" / link)
    assert find_sources(tmp_path, ()) == ("api-ref/source",)


def test_several_that_are_configured(tmp_path: Path) -> None:
    for folder in ("api-ref/source", "one", "two"):
        (tmp_path / folder).mkdir(parents=True)
    assert find_sources(tmp_path, ("two", "one")) == ("two", "one")
    with pytest.raises(NotFoundError, match="no folder 'three'"):
        find_sources(tmp_path, ("two", "three"))
