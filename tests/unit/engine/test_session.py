"""A check that builds on an earlier one finds exactly what a whole one finds."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from apiref.cli import main
from apiref.engine import session as session_module
from apiref.engine.session import Session
from apiref.model.tree import Tree
from apiref.read.discovery import NotFoundError
from apiref.read.files import MAX_BYTES, Files
from apiref.read.settings import ConfigurationError
from tests.trees import INDEX, write_tree

SOURCE = "api-ref/source"
TREE = f"""\
=== apiref.toml
sorted-samples = false
[schemas."GET /things"]
response = "schemas/things.json"
=== schemas/things.json
{{"type": "object", "properties": {{"id": {{"type": "string"}}}}}}
{INDEX}
=== {SOURCE}/things.inc
Things
======

.. rest_method:: GET /things

The ``name``, see `Common fields`_.

.. rest_status_code:: success status.yaml

   - 200

.. rest_parameters:: parameters.yaml

   - id: thing_id

.. literalinclude:: samples/things.json
   :language: javascript

Common fields
=============

``links`` are links.
=== {SOURCE}/parameters.yaml
thing_id:
  in: body
  required: true
  type: string
  description: |
    The identifier.
unused:
  in: body
  required: true
  type: string
  description: |
    Nothing.
=== {SOURCE}/status.yaml
200:
  default: |
    Done.
=== {SOURCE}/samples/things.json
{{"id": "a", "name": "b", "links": []}}
"""


def changed(path: str, old: str, new: str) -> Callable[[Path], object]:
    """An edit that replaces a text in a file; an empty one stands for the end."""

    def edit(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new) if old else text + new)

    return edit


def into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


EDITS = [
    changed(f"{SOURCE}/things.inc", "", "\n.. A comment.\n"),
    changed(f"{SOURCE}/things.inc", "", "\n.. rest_method: GET /lost\n"),
    changed(f"{SOURCE}/things.inc", "``links``", "``none``"),
    changed(f"{SOURCE}/things.inc", "The ``name``, see", "See"),
    changed(f"{SOURCE}/things.inc", "Things\n======", "All things\n=========="),
    changed(f"{SOURCE}/things.inc", "   - id: thing_id", "   - id: unused"),
    changed(f"{SOURCE}/things.inc", "   - 200", "   - 299"),
    changed(f"{SOURCE}/things.inc", "samples/things", "samples/thing"),
    changed(f"{SOURCE}/things.inc", "", "\n.. apiref: ignore-file=unused-parameter\n"),
    changed(f"{SOURCE}/parameters.yaml", "Nothing", "Something, a list of things"),
    changed(f"{SOURCE}/parameters.yaml", "type: string", "type: stirng"),
    changed(f"{SOURCE}/parameters.yaml", "", "# apiref: ignore-file=unused-parameter\n"),
    changed(f"{SOURCE}/status.yaml", "Done.", ""),
    changed(f"{SOURCE}/samples/things.json", '"b"', '"b",,'),
    changed(f"{SOURCE}/samples/things.json", '"id": "a"', '"id": 1'),
    changed("schemas/things.json", '"string"', '"integer"'),
    changed("apiref.toml", "sorted-samples = false", "sample-indent = 2"),
    changed("apiref.toml", "", '[rules]\nunused-parameter = "error"\n'),
    changed(f"{SOURCE}/index.rst", ".. include:: things.inc", ""),
    lambda root: (root / SOURCE / "new.inc").write_text("New\n===\n"),
    lambda root: (root / SOURCE / "samples/new.json").write_text("{}"),
    lambda root: (root / SOURCE / "samples/things.json").unlink(),
    lambda root: (root / SOURCE / "parameters.yaml").rename(root / SOURCE / "others.yaml"),
    lambda root: (root / SOURCE / "things.inc").write_bytes(b"\xff"),
    lambda root: (root / SOURCE / "things.inc").write_bytes(b"\xef\xbb\xbfThings\n======\n"),
    lambda root: into_folder(root / SOURCE / "things.inc"),
    lambda root: into_folder(root / SOURCE / "parameters.yaml"),
    lambda root: into_folder(root / SOURCE / "samples/things.json"),
]
PAGE = f"{SOURCE}/things.inc"
PARAMETERS = f"{SOURCE}/parameters.yaml"
SAMPLE = f"{SOURCE}/samples/things.json"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_tree(tmp_path / "tree", TREE)
    return tmp_path / "tree"


def mended(root: Path) -> None:
    """Takes an edit back."""
    for path in (PAGE, PARAMETERS, SAMPLE):
        if (root / path).is_dir():
            (root / path).rmdir()
    write_tree(root, TREE)
    for path in ("new.inc", "samples/new.json", "others.yaml"):
        (root / SOURCE / path).unlink(missing_ok=True)


def report(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> object:
    main(["check", str(root), "--format", "json", *options])
    document = json.loads(capsys.readouterr().out)
    del document["summary"]["seconds"]
    return document


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit(
    tree: Path, edit: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(tree)
    first, told = session.update(), report(tree, capsys)
    edit(tree)
    assert session.has_changed()
    assert session.update() == Session(tree).update()
    assert report(tree, capsys) == report(tree, capsys, "--no-cache")
    mended(tree)
    assert session.update() == first
    assert report(tree, capsys) == told


def test_after_one_edit_after_the_other(tree: Path) -> None:
    session = Session(tree)
    outcomes = [session.update()]
    for edit in (*EDITS[:5], *EDITS[9:10], *EDITS[12:13]):
        edit(tree)
        outcomes.append(session.update())
        assert outcomes[-1] == Session(tree).update()
    assert len({outcome.findings for outcome in outcomes}) > 3


def test_only_what_has_changed_is_read_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(tree)
    session.update()
    read: list[str] = []
    data = Files._data

    def noted(self: Files, path: str) -> bytes:
        read.append(path)
        return data(self, path)

    monkeypatch.setattr(Files, "_data", noted)
    changed(PAGE, "The ``name``", "A ``name``")(tree)
    session.update()
    assert read == [PAGE]
    read.clear()
    session.update({SAMPLE: "{}"})
    session.update()
    assert read == [SAMPLE]


def test_a_file_of_the_same_size_and_time_is_read_again(tree: Path) -> None:
    """As editors save: a new file takes the place of the old one."""
    session = Session(tree)
    session.update()
    sample = tree / SAMPLE
    status = sample.stat()
    (tree / "new").write_text(sample.read_text().replace('"a"', "123"))
    os.utime(tree / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tree / "new").replace(sample)
    assert sample.stat().st_mtime_ns == status.st_mtime_ns
    assert session.update() == Session(tree).update()
    assert any(finding.rule == "sample-value-type" for finding in session.update().findings)


def test_what_has_not_changed_is_not_checked_again(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = []
    check_all = session_module.check_all

    def counted(trees: tuple[Tree, ...], names: set[str] | None, jobs: int) -> object:
        checks.append(names)
        return check_all(trees, names, jobs=jobs)

    monkeypatch.setattr(session_module, "check_all", counted)
    session = Session(tree, {"json-syntax"})
    outcome = session.update()
    assert session.update() is outcome
    assert session.update({SAMPLE: "{,}"}) == session.update({SAMPLE: "{,}"}) != outcome
    assert session.update() == outcome
    write_tree(tree, TREE.replace("=== ", "=== one/").replace("apiref.toml", "other.toml"))
    assert session.update().sources == (SOURCE, f"one/{SOURCE}")
    assert checks == [{"json-syntax"}] * 4


def test_a_reading_without_a_look_at_the_disk(tree: Path) -> None:
    session = Session(tree)
    (before,) = session.read()
    changed(SAMPLE, '"id": "a"', '"id": 1')(tree)
    text = f"{before.pages[PAGE].text}\nMore.\n"
    (found,) = session.read({PAGE: text}, look=False)
    assert found.samples[SAMPLE] is before.samples[SAMPLE]
    assert found.pages[PAGE].text == text
    assert session.has_changed()
    assert session.update() == Session(tree).update()


def test_a_check_after_a_mere_reading(tree: Path) -> None:
    session = Session(tree)
    session.update()
    changed(SAMPLE, '"id": "a"', '"id": 1')(tree)
    session.read({SAMPLE: "{}"})
    assert session.update() == Session(tree).update()


# Texts that are not on the disk.


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PAGE, "The ``name``, see", "See"),
        (PAGE, "   - id: thing_id", "   - id: unused"),
        (PARAMETERS, "type: string", "type: stirng"),
        (f"{SOURCE}/status.yaml", "Done.", ""),
        (SAMPLE, '"id": "a"', '"id": 1'),
        ("schemas/things.json", '"string"', '"integer"'),
        ("apiref.toml", "sorted-samples = false", "sample-indent = 2"),
        (SAMPLE, "{", "\ufeff{"),
        (SAMPLE, '"a"', '"\ud800"'),
    ],
)
def test_an_unsaved_text_counts_as_the_saved_one(tree: Path, path: str, old: str, new: str) -> None:
    session = Session(tree)
    before = session.update()
    saved = (tree / path).read_text()
    text = saved.replace(old, new)
    found = session.update({path: text})
    assert (tree / path).read_text() == saved
    assert found.findings != before.findings
    assert session.update() == before
    (tree / path).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert session.update({path: text}) == session.update() == Session(tree).update() == found


def test_a_file_that_is_on_no_disk_yet(tree: Path) -> None:
    session = Session(tree)
    before = session.update()
    texts = {
        f"{SOURCE}/new.inc": "New\n===\n",
        f"{SOURCE}/samples/new.json": "{,}",
        f"{SOURCE}/.hidden.inc": "Hidden\n",
        f"{SOURCE}/_build/built.inc": "Built\n",
    }
    found = session.update(texts)
    assert session.update() == before
    for path, text in texts.items():
        (tree / path).parent.mkdir(exist_ok=True)
        (tree / path).write_text(text)
    assert found == session.update() == Session(tree).update()
    paths = {finding.location.path for finding in found.findings}
    assert paths >= set(list(texts)[:2])
    assert not paths & set(list(texts)[2:])


def test_an_unsaved_text_stays_inside_the_root_and_within_the_limit(
    tree: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.json").write_text("{}")
    (tree / SAMPLE).unlink()
    (tree / SAMPLE).symlink_to(tmp_path / "outside.json")
    (tree / SOURCE / "samples/link").symlink_to(tmp_path)
    session = Session(tree)
    before = session.update()
    outside = {
        SAMPLE,
        f"{SOURCE}/samples/link/new.json",
        "../outside.json",
        "/outside.json",
        "a\0b",
    }
    assert session.update(dict.fromkeys(outside, "{,}")).findings == before.findings
    large = {PAGE: "#" * (MAX_BYTES + 1)}
    told = [finding for finding in session.update(large).findings if "larger" in finding.message]
    assert [finding.location.path for finding in told] == [PAGE]
    assert session.update() == before


def test_an_unsaved_text_in_place_of_a_folder(tree: Path) -> None:
    into_folder(tree / PARAMETERS)
    session = Session(tree)
    assert session.update({PARAMETERS: ""}).findings == session.update().findings


def test_an_unsaved_text_is_written_nowhere(tree: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tree.parent.rglob("*")}
    Session(tree).update({PAGE: "Things\n======\n", f"{SOURCE}/new.inc": "New\n"})
    assert {path: path.stat().st_mtime_ns for path in tree.parent.rglob("*")} == before


# Errors.


def test_a_broken_configuration_and_its_recovery(tree: Path) -> None:
    session = Session(tree)
    before = session.update()
    changed("apiref.toml", "sorted-samples", "sotred-samples")(tree)
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="sorted-samples"):
            session.update()
    assert not session.has_changed()
    mended(tree)
    assert session.has_changed()
    assert session.update() == before
    with pytest.raises(ConfigurationError):
        session.update({"apiref.toml": "["})
    assert session.update() == before


def test_a_reference_that_goes_and_comes_back(tree: Path) -> None:
    session = Session(tree)
    before = session.update()
    (tree / SOURCE).rename(tree.parent / "source")
    for _ in range(2):
        with pytest.raises(NotFoundError):
            session.update()
        assert not session.has_changed()
    (tree.parent / "source").rename(tree / SOURCE)
    assert session.has_changed()
    assert session.update() == before
