"""Neovim, without a screen and with the settings of the guide, shows a finding and mends it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.unit.lsp.small import PAGE, workspace

HERE = Path(__file__).resolve().parent
GUIDE = HERE.parents[1] / "tools/docs/editor.rst"


def settings() -> str:
    """The settings in the guide."""
    found = re.search(r"code-block:: lua\n\n((?: {3}.*\n|\n)+)", GUIDE.read_text("utf-8"))
    assert found is not None
    return textwrap.dedent(found[1])


def test_a_finding_is_shown_and_mended(tmp_path: Path) -> None:
    root, result = tmp_path / "root", tmp_path / "result"
    for folder in (root, tmp_path / "other"):
        workspace(folder, ("   - name: name\n", "   - name: nmae\n"))
    (tmp_path / "init.lua").write_text(settings(), encoding="utf-8")
    folder = Path(sys.executable).parent
    environment = {
        **os.environ,
        "APIREF_PAGE": PAGE,
        "APIREF_RESULT": str(result),
        "HOME": str(tmp_path),
        "PATH": f"{folder}:{os.environ['PATH']}",
    }
    script = f"luafile {HERE / 'session.lua'}"
    command = ["nvim", "--headless", "-n", "-i", "NONE", "-u", "init.lua", f"root/{PAGE}"]
    done = subprocess.run(
        [*command, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = dict(line.split(": ", 1) for line in result.read_text("utf-8").splitlines())
    assert told.pop("message").startswith("POST /things: row 'name' refers to parameter 'nmae'")
    assert told == {
        "line": "21",
        "code": "unknown-parameter",
        "actions": "4",
        "mended": "   - name: name",
        "hover": "**name**: body, string, required",
        "root": "other",
        "restarted": "true",
    }
    assert "nmae" not in (root / PAGE).read_text("utf-8")
