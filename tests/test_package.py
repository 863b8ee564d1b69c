"""What ``pip install`` makes of the repository, and what a source distribution holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from apiref import DISTRIBUTION, __version__

ROOT = Path(__file__).resolve().parents[1]
OWN = {"CHANGELOG.rst", "LICENSE", "MANIFEST.in", "README.rst", "pyproject.toml"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of what packages are made of, since setuptools writes into the folder of it."""
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "tools", source / "tools", ignore=ignored)
    for name in OWN:
        shutil.copy(ROOT / name, source)
    return source


def package() -> set[str]:
    """The files of the package, relative to its root."""
    return {
        path.relative_to(ROOT / "tools").as_posix()
        for path in (ROOT / "tools/apiref").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def run(*command: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_wheel_holds_every_file_of_the_package(source: Path, tmp_path: Path) -> None:
    build = ["wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    run("-m", "pip", *build, "-w", str(tmp_path), str(source), folder=source)
    (wheel,) = tmp_path.glob("os_api_ref_check-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        about = f"os_api_ref_check-{__version__}.dist-info"
        entry_points = archive.read(f"{about}/entry_points.txt").decode()
        metadata = archive.read(f"{about}/METADATA").decode()
    assert "apiref/py.typed" in package()
    assert {name for name in names if ".dist-info/" not in name} == package()
    assert "apiref = apiref.cli:run" in entry_points
    assert f"\nName: {DISTRIBUTION}\n" in metadata


def test_sdist_holds_the_package_and_no_tests(source: Path, tmp_path: Path) -> None:
    # The tests need the whole repository. Setuptools takes those whose names it knows.
    (source / "tests").mkdir()
    shutil.copy(__file__, source / "tests")
    build = "import sys; from setuptools.build_meta import build_sdist; build_sdist(sys.argv[1])"
    run("-c", build, str(tmp_path), folder=source)
    (sdist,) = tmp_path.glob("os_api_ref_check-*.tar.gz")
    with tarfile.open(sdist) as archive:
        paths = [PurePosixPath(member.name) for member in archive if member.isfile()]
    names = {PurePosixPath(*path.parts[1:]).as_posix() for path in paths}
    ours = {name for name in names if ".egg-info/" not in name}
    made = {"PKG-INFO", "setup.cfg"}
    assert ours == made | OWN | {f"tools/{name}" for name in package()}
