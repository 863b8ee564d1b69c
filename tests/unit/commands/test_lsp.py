"""``apiref lsp``; its sessions are played in ``tests/unit/lsp``."""

from __future__ import annotations

import sys

import pytest

from apiref.cli import main


def test_without_the_package_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith(("apiref.lsp.", "pygls"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    assert main(["lsp", "--stdio"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("apiref: ")
    assert line.endswith("; install it with: pip install 'os-api-ref-check[lsp]'")
