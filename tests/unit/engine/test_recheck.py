"""A check that builds on an earlier one finds exactly what a whole one finds."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from apiref.check import judged
from apiref.cli import main
from apiref.model.judgement import Judgements
from apiref.model.tree import Tree
from apiref.read.settings import ConfigurationError, read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules
from tests.faults.repository import MemoryFiles, all_mutations, clean_files
from tests.trees import INDEX, write_tree

# One fault in so many is tried.
STEP = 601
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
]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_tree(tmp_path / "tree", TREE)
    return tmp_path / "tree"


def report(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> object:
    main(["check", str(root), "--format", "json", *options])
    document = json.loads(capsys.readouterr().out)
    del document["summary"]["seconds"]
    return document


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit(
    tree: Path, edit: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    first = report(tree, capsys)
    edit(tree)
    assert report(tree, capsys) == report(tree, capsys, "--no-cache")
    write_tree(tree, TREE)
    for path in ("new.inc", "samples/new.json", "others.yaml"):
        (tree / SOURCE / path).unlink(missing_ok=True)
    assert report(tree, capsys) == first


def test_after_one_edit_after_the_other(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = []
    for edit in (None, *EDITS[:5], *EDITS[9:10], *EDITS[12:13]):
        if edit is not None:
            edit(tree)
        reports.append(report(tree, capsys))
        assert reports[-1] == report(tree, capsys, "--no-cache")
    assert any(one != other for one, other in itertools.pairwise(reports))


def _load(texts: dict[str, str | None]) -> Tree:
    files = MemoryFiles(texts)
    return read_trees(files.root, read_settings(files, all_rules()), files)[0]


def test_after_single_faults_of_the_repository() -> None:
    clean = clean_files()
    rules = all_rules()
    former: Judgements = judged(_load({**clean}), rules, with_sights=True)
    kept = 0
    for mutation in list(all_mutations(clean))[::STEP]:
        texts: dict[str, str | None] = {**clean, **dict(mutation.changes)}
        try:
            tree = _load({path: text for path, text in texts.items() if text is not None})
        except ConfigurationError:
            continue
        again = judged(tree, rules, former=former)
        assert again.by_rule == judged(tree, rules).by_rule, str(mutation)
        kept += sum(again.by_rule[name] is former.by_rule[name] for name in again.by_rule)
    assert kept > 0
