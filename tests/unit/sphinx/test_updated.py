"""The date on a page is that of the last commit to it or to anything that it shows."""

import os
import subprocess
import sys

import pytest

from tests.unit.sphinx.building import build, conf, write
from tests.unit.sphinx.conftest import BOOKS, INDEX, PAGE, PARAMETERS, SAMPLE, STATUS

FILES = {
    "api-ref/source/conf.py": conf("apiref.sphinx", theme="apiref", html_theme_options={}),
    "api-ref/source/index.rst": INDEX + "   other\n",
    "api-ref/source/other.rst": "Other\n=====\n",
    "api-ref/source/v1/index.rst": PAGE,
    "api-ref/source/v1/books.inc": BOOKS.replace("../samples", "../../samples"),
    "api-ref/source/parameters.yaml": PARAMETERS,
    "api-ref/source/status.yaml": STATUS,
    "samples/book.json": SAMPLE,
}
YEARS = {
    "samples/book.json": 2010,
    "api-ref/source/v1/books.inc": 2011,
    "api-ref/source/parameters.yaml": 2012,
    "api-ref/source/status.yaml": 2013,
    "api-ref/source/v1/index.rst": 2014,
}


def git(folder, *arguments, year=2020):
    # Late on the last day of a year in most places, early on the first one in UTC.
    date = f"{year}-12-31T20:00:00-0800"
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    settings |= {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    names = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    command = ["git", *names, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | settings, check=True, capture_output=True
    )
    return done.stdout.decode()


def commit(folder, *names, year):
    git(folder, "add", *names)
    git(folder, "commit", "-q", "-m", "A change", year=year)


@pytest.fixture
def repository(tmp_path):
    """A repository with a commit of its own for each file, in different years."""
    root = tmp_path / "books"
    write(root, FILES)
    git(root, "init", "-q")
    for name, year in YEARS.items():
        commit(root, name, year=year)
    commit(root, ".", year=2019)
    return root


def dates(root, out="html", folder="api-ref/source"):
    made = build(root / folder, root / "build" / out)
    assert not made.warnings
    found = {}
    for name in ("index", "other", "v1/index"):
        page = made.text(f"{name}.html")
        _, there, rest = page.partition("Last updated on ")
        found[name] = rest[:10] if there else None
    return found


def test_date_of_a_page(repository):
    assert dates(repository) == {
        "index": "2020-01-01",
        "other": "2020-01-01",
        "v1/index": "2015-01-01",
    }


@pytest.mark.parametrize("name", YEARS)
def test_date_of_all_that_a_page_shows(repository, name):
    file = repository / name
    file.write_text(f"{file.read_text()}\n")
    commit(repository, name, year=2021)
    assert dates(repository) == {
        "index": "2020-01-01",
        "other": "2020-01-01",
        "v1/index": "2022-01-01",
    }


def test_new_commit_shows_in_what_was_built_before(repository):
    assert dates(repository)["v1/index"] == "2015-01-01"
    commit_all = ["commit", "-q", "--allow-empty", "-m", "Nothing"]
    git(repository, *commit_all, year=2021)
    assert dates(repository)["v1/index"] == "2015-01-01"
    sample = repository / "samples/book.json"
    sample.write_text(SAMPLE.replace("Emma", "Persuasion"))
    assert dates(repository)["v1/index"] == "2015-01-01"
    commit(repository, "samples", year=2022)
    assert dates(repository)["v1/index"] == "2023-01-01"


@pytest.mark.parametrize("folder", ["", "api-ref", "api-ref/source", "..", "samples"])
def test_from_any_folder(repository, folder, monkeypatch):
    monkeypatch.chdir(repository / folder)
    assert dates(repository)["v1/index"] == "2015-01-01"


def test_through_a_link(repository, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(repository)
    assert dates(link)["v1/index"] == "2015-01-01"


def test_no_date_without_a_commit(repository):
    write(repository, {"api-ref/source/other.rst": "Other\n=====\n\nNew.\n"})
    git(repository, "rm", "-q", "--cached", "api-ref/source/other.rst")
    assert dates(repository)["other"] is None


def test_no_date_without_a_repository(tmp_path):
    write(tmp_path / "books", FILES)
    assert set(dates(tmp_path / "books").values()) == {None}


def test_no_date_in_an_empty_repository(tmp_path):
    write(tmp_path / "books", FILES)
    git(tmp_path / "books", "init", "-q")
    assert set(dates(tmp_path / "books").values()) == {None}


def test_no_date_without_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    assert set(dates(repository).values()) == {None}


def test_shallow_clone_knows_only_what_it_has(repository, tmp_path):
    sample = repository / "samples/book.json"
    sample.write_text(SAMPLE.replace("Emma", "Persuasion"))
    commit(repository, "samples", year=2022)
    for depth, known in ((1, None), (2, "2023-01-01")):
        clone = tmp_path / f"clone{depth}"
        git(tmp_path, "clone", "-q", "--depth", str(depth), f"file://{repository}", str(clone))
        assert dates(clone) == {"index": None, "other": None, "v1/index": known}


def test_branches_and_merges(repository):
    git(repository, "checkout", "-q", "-b", "side")
    write(repository, {"api-ref/source/other.rst": "Other\n=====\n\nSide.\n"})
    commit(repository, ".", year=2021)
    git(repository, "checkout", "-q", "-")
    write(repository, {"samples/book.json": SAMPLE.replace("Emma", "Persuasion")})
    commit(repository, ".", year=2022)
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge", "side", year=2023)
    assert dates(repository) == {
        "index": "2020-01-01",
        "other": "2022-01-01",
        "v1/index": "2023-01-01",
    }


def test_names_that_git_quotes(repository):
    files = {"api-ref/source/b\u00fccher *.rst": ":orphan:\n\nMore\n====\n"}
    write(repository, files)
    commit(repository, ".", year=2021)
    made = build(repository / "api-ref/source", repository / "build/html")
    assert "Last updated on 2022-01-01" in made.text("b\u00fccher *.html")


def test_processes_share_what_git_said(repository):
    for number in range(8):
        write(repository, {f"api-ref/source/more{number}.rst": ":orphan:\n\nMore\n====\n"})
    commit(repository, ".", year=2021)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", "2", "-b", "html"]
    command += ["api-ref/source", "build/html"]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    for number in range(8):
        page = repository / f"build/html/more{number}.html"
        assert "Last updated on 2022-01-01" in page.read_text()
