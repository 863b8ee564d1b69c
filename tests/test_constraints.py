"""The pins install on every supported Python, as far as they are installed here.

The tox environment "constraints" asks the package index about all of them.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from tests.constraints import FILES, complaints, pins, refusing, supported


def test_the_oldest_patch_release_of_each_python_counts() -> None:
    assert supported()[:3] == ["3.11.0", "3.12.0", "3.13.0"]
    assert refusing(">=3.9") == refusing(None) == []
    assert refusing(">=3.11.5") == ["3.11.0"]
    assert refusing(">=3.11,<3.13") == supported()[2:]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_installed_pins_install_on_every_supported_python(file: Path) -> None:
    wrong, seen = [], 0
    for name, version in pins(file).items():
        try:
            installed = metadata(name)
        except PackageNotFoundError:
            continue
        # With other constraints there are other versions.
        if installed["Version"] == version:
            seen += 1
            if versions := refusing(installed.get("Requires-Python")):
                wrong.append(f"{name}=={version} does not install on {', '.join(versions)}")
    assert wrong == []
    assert seen > 0


def test_the_report_of_pip_is_judged() -> None:
    def item(name: str, requires: str | None, yanked: bool = False) -> dict[str, object]:
        about = {"name": name, "version": "1.0"}
        if requires:
            about["requires_python"] = requires
        return {"metadata": about, "is_yanked": yanked}

    good = [item("any", None), item("new", ">=3.11")]
    assert list(complaints({"install": good})) == []
    bad = [item("late", ">=3.11.5"), item("gone", ">=3.8", yanked=True)]
    assert list(complaints({"install": good + bad})) == [
        "late==1.0 requires Python >=3.11.5, so not 3.11.0",
        "gone==1.0 has been withdrawn",
    ]
