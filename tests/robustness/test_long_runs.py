"""Long runs of a few characters, wherever strangers can write, take linear time."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from apiref.cli import main
from tests.limits import cpu_limit
from tests.robustness.hostile import MAX_SECONDS, run
from tests.robustness.spoiling import PAGE
from tests.trees import write_tree

LENGTH = 20_000
PIECES = (
    *" /-'`*|:.,\"\\&#=~+09{[(<é😀\t\u2028",
    *("{a}", "{a}/", "a-", "a_", "a ", "``a`` ", "*a* ", "|a| ", "[a]_ ", "( ", ":a:", "a: "),
    *(".. ", "200, ", "(200) ", "a (200), ", "?a=", "&a=", "%41", "http://a ", "a_ ", "a.b"),
    *("true or ", "e.g. ", "the the ", "one of ``a``, "),
)
# Where a run is put in the tree: in pages, in entries and reasons, and in samples.
PLACES = (
    ("Show thing\n==========", "Show {}\n" + "=" * (LENGTH + 10)),
    ("GET /things/{id}", "GET /things/{id}/{}"),
    ("Shows a thing.", "Shows {} a thing.\n\nNormal response codes: 200 {}\n\n.. {}"),
    ("   - 200\n", "   - 200\n\n.. note:: {}\n"),
    ("   - 404", "   - 404: {}"),
    ("   - id: thing_id", "   - id: thing_id\n   - a{}: thing_name"),
    ("   - name: thing_name", "   - name: {}"),
    (":language: json", ":language: json\n\n::\n\n   GET /{}"),
    ("thing_id:\n", "# {}\nthing_id: # a{}b\n"),
    ("    The UUID of the thing.", "    The UUID {} of the thing.\n\n    {}"),
    ("  in: body\n", "  in: body\n  min_version: '{0}'\n  enum: ['{0}']\n"),
    ("  type: string\nthing_name", "  type: 'a{0}b'\nthing_name"),
    ("    The request was successful.", "    The {}."),
    ('"name": "one"', '"name{0}": "one", "name": "{0}"'),
)


def hostile(piece: str) -> str:
    """The sound tree with a run in every place."""
    text = PAGE
    repeated = piece * (LENGTH // len(piece))
    quoted = "".join(each for each in repeated if each not in "'\"\\\t\u2028")
    for sound, spoilt in PLACES:
        assert text.count(sound) == 1, sound
        text = text.replace(sound, spoilt.replace("{0}", quoted).replace("{}", repeated))
    return text


@pytest.fixture(params=PIECES, ids=repr)
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    write_tree(tmp_path, hostile(request.param))
    (tmp_path / "tox.ini").touch()
    return tmp_path


def test_check(root: Path) -> None:
    assert run(root).findings


def test_export(root: Path) -> None:
    errors = io.StringIO()
    with (
        cpu_limit(MAX_SECONDS),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(errors),
    ):
        code = main(["openapi", str(root)])
    assert code in (0, 1, 2)
    assert "Traceback" not in errors.getvalue()
