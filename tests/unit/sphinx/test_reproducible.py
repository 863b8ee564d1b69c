"""Two clones in different places at different times give the same bytes."""

import os
import subprocess
import sys

import pytest

from tests.unit.sphinx.building import NOT_COMPARED, conf
from tests.unit.sphinx.test_builders import FILES, SETTINGS
from tests.unit.sphinx.test_updated import git, write

PLACES = [
    ("here", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0o022),
    (
        "another place/with a longer name",
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
        0o077,
    ),
]
EPOCHS = {"text": None, "json": None, "html": None, "dirhtml": None, "epub": "1700000000"}


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {".buildinfo.bak", *PICKLES}
    }


# Pickles of the environment contain its path.
PICKLES = frozenset({"environment.pickle", "last_build"}) | (NOT_COMPARED - {".buildinfo"})


@pytest.mark.parametrize("with_git", [True, False])
@pytest.mark.parametrize("builder", EPOCHS)
def test_same_bytes(tmp_path, builder, with_git):
    origin = tmp_path / "origin"
    settings = conf("apiref.sphinx", theme="apiref") + SETTINGS
    write(origin / "api-ref/source", FILES | {"conf.py": settings})
    git(tmp_path, "init", "-q", str(origin))
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "All")
    made = []
    for number, (place, environment, mask) in enumerate(PLACES):
        clone = tmp_path / place
        if with_git:
            git(tmp_path, "clone", "-q", str(origin), str(clone))
        else:
            write(clone / "api-ref/source", FILES | {"conf.py": settings})
        for path in clone.rglob("*"):
            if path.is_file() and ".git" not in path.parts:
                os.utime(path, (10**9 * (number + 1),) * 2)
        environment = os.environ | environment
        environment.pop("SOURCE_DATE_EPOCH", None)
        if EPOCHS[builder]:
            environment["SOURCE_DATE_EPOCH"] = EPOCHS[builder]
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder]
        command += ["-d", "build/doctrees", "source", f"build/{builder}"]
        command += ["-j", str(number + 1)]
        done = subprocess.run(
            command,
            cwd=clone / "api-ref",
            env=environment,
            umask=mask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        made.append(files(clone / "api-ref/build" / builder))
    assert sorted(made[0]) == sorted(made[1])
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    assert not [name for name, text in made[0].items() if str(tmp_path).encode() in text]
