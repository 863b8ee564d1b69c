"""The tarball of the site: its content, and that its bytes depend only on the sources."""

import os
import subprocess
import sys
import tarfile

import pytest

PUBLISH = [sys.executable, "-m", "apiref.sphinx.publish"]


def publish(folder, tarball, **environment):
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [*PUBLISH, "api-ref/source", str(tarball)],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def commit(folder, date):
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All"]):
        subprocess.run([*git, *command], check=True, env=os.environ | dates)


def test_same_bytes_from_two_places_under_two_clocks(copied, tmp_path):
    first = publish(
        copied("first"), tmp_path / "1/site.tar.gz", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Tokyo"
    )
    assert first.returncode == 0, first.stderr
    folder = copied("a second, longer name")
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(path.stat().st_mode | 0o070)
    second = publish(
        folder,
        tmp_path / "2/site.tar.gz",
        SOURCE_DATE_EPOCH="1700000000",
        TZ="America/New_York",
        LANG="de_DE.UTF-8",
        PYTHONHASHSEED="7",
    )
    assert second.returncode == 0, second.stderr
    tarballs = [(tmp_path / name / "site.tar.gz").read_bytes() for name in "12"]
    assert tarballs[0] == tarballs[1]


def test_edit_changes_the_bytes(copied, tmp_path):
    folder = copied("tree")
    tarballs = []
    for name in ("1.tar.gz", "2.tar.gz"):
        done = publish(folder, tmp_path / name, SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, done.stderr
        tarballs.append((tmp_path / name).read_bytes())
        page = folder / "api-ref/source/index.rst"
        page.write_text(page.read_text() + "\nOne more paragraph.\n")
    assert tarballs[0] != tarballs[1]


def test_members_carry_the_date_of_the_commit_and_nothing_of_the_builder(copied, tmp_path):
    folder = copied("tree")
    commit(folder, "2024-05-06T07:08:09+00:00")
    tarball = tmp_path / "site.tar.gz"
    done = publish(folder, tarball)
    assert done.returncode == 0, done.stderr
    with tarfile.open(tarball) as archive:
        members = archive.getmembers()
        page = archive.extractfile("site/v2/index.html").read().decode()
    names = [member.name for member in members]
    assert names == sorted(names)
    assert {"site/index.html", "site/v2/index.html", "site/objects.inv"} <= set(names)
    assert not [name for name in names if "doctree" in name or name.endswith(".buildinfo")]
    owners = {(m.uid, m.gid, m.uname, m.gname, m.mode, m.mtime) for m in members}
    assert owners == {(0, 0, "", "", 0o644, 1714979289)}
    assert str(tmp_path) not in page
    assert "2024-05-06" in page


@pytest.mark.parametrize("variable", [{}, {"SOURCE_DATE_EPOCH": "yesterday"}])
def test_no_date_is_a_one_line_error(copied, tmp_path, variable):
    done = publish(copied("tree"), tmp_path / "site.tar.gz", **variable)
    assert done.returncode == 2
    assert done.stderr.startswith("publish: ")
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "site.tar.gz").exists()


def test_failed_build_leaves_no_tarball(copied, tmp_path):
    folder = copied("tree")
    with (folder / "api-ref/source/index.rst").open("a") as page:
        page.write("\n:ref:`nowhere`\n")
    done = publish(folder, tmp_path / "site.tar.gz", SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode not in (0, 2)
    assert "nowhere" in done.stderr
    assert not (tmp_path / "site.tar.gz").exists()
