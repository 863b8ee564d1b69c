"""``apiref.read.discovery``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.read.discovery import NotFoundError, find_root, find_source

METHOD = ".. rest_method:: GET /\n"


def test_the_usual_place(tmp_path: Path) -> None:
    (tmp_path / "api-ref/source/v2").mkdir(parents=True)
    for folder in ("", "api-ref", "api-ref/source/v2"):
        assert find_root(tmp_path / folder) == tmp_path
    assert find_source(tmp_path, None) == "api-ref/source"


def test_any_folder_with_a_method(tmp_path: Path) -> None:
    (tmp_path / "doc/api/v2").mkdir(parents=True)
    (tmp_path / "doc/api/conf.py").touch()
    (tmp_path / "doc/api/v2/a.inc").write_text(METHOD)
    assert find_source(tmp_path, None) == "doc/api"


def test_a_link_out_of_the_root_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "secret.rst").write_text(METHOD)
    (tmp_path / "root").mkdir()
    (tmp_path / "root/a.rst").symlink_to(tmp_path / "secret.rst")
    with pytest.raises(NotFoundError, match="no API reference"):
        find_source(tmp_path / "root", None)


def test_what_is_configured(tmp_path: Path) -> None:
    (tmp_path / "ref").mkdir()
    assert find_source(tmp_path, "ref") == "ref"
    with pytest.raises(NotFoundError, match="no folder"):
        find_source(tmp_path, "nowhere")
    with pytest.raises(NotFoundError, match="no such file"):
        find_root(tmp_path / "nowhere")
