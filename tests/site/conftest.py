"""The reference of this repository, built once, and its sources, read by simple means."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.html_page import Element, parse, shown_operations
from tests.site.rst_source import Operation, read_operations

ROOT = Path(__file__).resolve().parents[2]
SPHINX = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build the reference with more options of sphinx-build and return the folder of the HTML."""

    def build(*options: str) -> Path:
        site = tmp_path_factory.mktemp("site") / "html"
        # The page shows the build time, and two builds are compared.
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
        done = subprocess.run(
            [*SPHINX, *options, "api-ref/source", str(site)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return site

    return build


@pytest.fixture(scope="session")
def site(build_site: Callable[..., Path]) -> Path:
    return build_site()


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copy the sources of the site to a folder with the given name, outside any repository."""

    def copy(name: str) -> Path:
        target = tmp_path / name
        unbuilt = shutil.ignore_patterns("build", "__pycache__")
        for folder in ("api-ref", "samples"):
            shutil.copytree(ROOT / folder, target / folder, ignore=unbuilt)
        return target

    return copy


@pytest.fixture(scope="session")
def written(root: Path) -> list[Operation]:
    return read_operations(root / "api-ref/source/v2/index.rst")


@pytest.fixture(scope="session")
def shown(site: Path) -> list[Operation]:
    return shown_operations(parse((site / "v2/index.html").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Element]:
    return {
        path.relative_to(site).as_posix(): parse(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
