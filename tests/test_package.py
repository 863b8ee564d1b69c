"""The package that ``pip install`` builds from the repository."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_wheel_holds_every_file_of_the_package(tmp_path):
    # A copy, since setuptools writes into the source folder.
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "tools", source / "tools", ignore=ignored)
    for name in ("LICENSE", "README.rst", "pyproject.toml"):
        shutil.copy(ROOT / name, source)
    build = ["wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *build, "-w", str(tmp_path), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("apiref-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (points,) = [name for name in names if name.endswith("/entry_points.txt")]
        entry_points = archive.read(points).decode()
    package = ROOT / "tools/apiref"
    written = {
        path.relative_to(ROOT / "tools").as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "apiref/py.typed" in written
    assert {name for name in names if ".dist-info/" not in name} == written
    assert "apiref = apiref.cli:run" in entry_points
