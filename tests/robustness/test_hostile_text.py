"""Texts and names that steer terminals or CI, or that formats forbid, in whatever is written."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from apiref.report.formats import FORMATS
from tests.robustness.hostile import assert_printable, ended
from tests.robustness.spoiling import PAGE, SOURCE
from tests.trees import write_tree

TEXTS = {
    "colour": "\x1b[31m",
    "C1": "\x9b31m",
    "title": "\x1b]0;a\x07",
    "backspace": "\x08\x7f",
    "NUL": "\0",
    "direction": "\u202e",
    "line separator": "\u2028::error::a",
    "next line": "\x85::error::a",
    "no character": "\ufffe",
    "surrogate": "\ud800",
    "annotation": "::error::%0A::warning::",
    "XML": "]]> <b> & \"'",
}
NAMES = {
    "line end": "a\n::error::b.rst",
    "carriage return": "a\r.rst",
    "colour": "a\x1b[31m.rst",
    "C1": "a\x9b31m.rst",
    "direction": "a\u202e.rst",
    "no character": "a\ufffe.rst",
    "not UTF-8": "a\udcff.rst",
    "annotation": "::error::a%0A.rst",
    "quotes": "\"a\\'.rst",
}
# Whatever an argument or a setting can hold.
ARGUMENT = "a\n::error::\x1b[31m\x9b31m\x08\u202e\u2028\x85\ufffe\udcff%0A"
WRONG = "A\n=\n\nMore\n----\n\n.. rest_method:: GET /a\n\nError response codes: 404, 401\n"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    write_tree(tmp_path / "sound", PAGE)
    return tmp_path / "sound"


@pytest.fixture(params=TEXTS)
def spoilt(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A tree with the text in prose, names, keys, types, codes and values."""
    text, root = TEXTS[request.param], tmp_path / "spoilt"
    write_tree(root, PAGE)
    word, source = " ".join(text.split()), root / SOURCE
    for name, old, new in (
        ("things.inc", "Shows a thing.", f"Shows *a* {text} thing.\n\n{word} |{word}|"),
        ("things.inc", "Show thing\n==========", f"Show {word}\n{'=' * 50}"),
        ("things.inc", "/things/{id}", f"/things/{{id}}?{word}={{{word}}}"),
        ("things.inc", "- name: thing_name", f"- na{word}me: thing_name"),
        ("things.inc", "   - 404", f"   - 404\n   - 40{word}"),
        ("things.inc", "samples/thing.json", f"samples/thing.json{word}"),
        ("parameters.yaml", "The name", f"The {text} name"),
        ("parameters.yaml", "type: string", f"type: string{word}"),
        ("status.yaml", "There is", f"There {text} is"),
        ("samples/thing.json", '"name": "one"', f"{json.dumps(word)}: {json.dumps(text)}"),
    ):
        file = source / name
        data = file.read_bytes().replace(old.encode(), new.encode("utf-8", "surrogatepass"))
        file.write_bytes(data)
    return root


@pytest.fixture(params=NAMES)
def named(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A tree with a page of an odd name, which has a defect that can be fixed."""
    root = tmp_path / "named"
    write_tree(root, PAGE)
    (root / SOURCE / NAMES[request.param]).write_text(WRONG)
    return root


def assert_harmless(root: Path, sound: Path) -> None:
    """All commands end as documented, and all that they write is printable."""
    files = {form: root.parent / form for form in FORMATS}
    formats = [f"--format={form}={file}" for form, file in files.items()]
    ended("check", "--no-cache", "--jobs=1", *formats, str(root))
    for form, file in files.items():
        report = file.read_bytes().decode()
        assert_printable(report)
        if form == "junit":
            ElementTree.fromstring(report)
        elif form not in ("text", "github"):
            json.loads(report)
        else:
            assert_commands(report, allowed=form == "github")
    for form in ("text", "json"):
        done = ended("stats", "--format", form, str(root))
        assert done.code == 0
        assert_printable(done.output)
        assert_commands(done.output)
    for form in ("text", "json", "markdown"):
        done = ended("diff", str(root), str(sound), "--format", form, "--fail-on=never")
        assert done.code == 0
        assert_printable(done.output)
        assert_commands(done.output)
    target, documents = root.parent / "target", []
    for form in ("json", "yaml"):
        done = ended("openapi", "--strict", "--format", form, str(root))
        assert done.code == 1
        assert_printable(done.output)
        ended("openapi", "--format", form, str(root), "-o", str(target))
        assert target.read_text() == done.output
        documents.append(json.loads(done.output) if form == "json" else yaml.safe_load(done.output))
    assert documents[0] == documents[1]
    for form in ("text", "json", "github"):
        done = ended("compare", str(sound), str(target), "--format", form, "--level=info")
        assert done.code < 2
        assert_printable(done.output)
        assert_commands(done.output, allowed=form == "github" and done.code == 1)
    done = ended("check", "--jobs=1", "--diff", str(root))
    headers = [line for line in done.output.split("\n") if line.startswith(("---", "+++"))]
    assert len(headers) == (2 if done.code else 0)
    assert_printable("\n".join(headers))
    assert ended("check", "--jobs=1", "--fix", str(root)).code < 2


def assert_commands(report: str, *, allowed: bool = False) -> None:
    """GitHub Actions takes no line for a command, unless every line is to be one."""
    assert all(line.lstrip().startswith("::") is allowed for line in report.splitlines()), report


def test_texts(spoilt: Path, sound: Path) -> None:
    assert_harmless(spoilt, sound)


def test_names(named: Path, sound: Path) -> None:
    assert_harmless(named, sound)


# Files whose names are not UTF-8 are not read.
@pytest.mark.parametrize("named", sorted(NAMES.keys() - {"not UTF-8"}), indirect=True)
def test_patches_have_the_names_that_git_reads(named: Path) -> None:
    shown = ended("check", "--jobs=1", "--diff", str(named))
    assert shown.code == 1
    before = {path: path.read_bytes() for path in (named / SOURCE).iterdir() if path.is_file()}
    ended("check", "--jobs=1", "--fix", str(named))
    (changed,) = [path for path, data in before.items() if path.read_bytes() != data]
    fixed = changed.read_bytes()
    changed.write_bytes(before[changed])
    subprocess.run(["git", "apply", "-p1"], input=shown.output.encode(), cwd=named, check=True)
    assert changed.read_bytes() == fixed


@pytest.mark.parametrize(
    "command",
    [
        ["check", "{}"],
        ["check", "--fix", "{}"],
        ["check", "--select", "{}"],
        ["check", "--format", "{}"],
        ["check", "--format", "json={}/a"],
        ["check", "--baseline", "{}"],
        ["stats", "{}"],
        ["init", "{}"],
        ["init", ".", "--requirement", "{}"],
        ["openapi", "{}"],
        ["openapi", "--source", "{}"],
        ["openapi", "-o", "{}/a"],
        ["diff", "{}", "."],
        ["diff", ".", ".", "--repository", "{}", "--source", "{}"],
        ["diff", ".", ".", "-o", "{}/a"],
        ["diff", ".", ".", "--ignore", "{}"],
        ["compare", "{}", "a"],
        ["compare", ".", "{}"],
        ["explain", "{}"],
        ["verify", "{}"],
        ["verify", "--coverage", "{}", "a"],
        # What argparse refuses.
        ["diff", ".", ".", "--format", "{}"],
        ["check", "--jobs", "{}"],
        ["stats", ".", "{}", "{}"],
        ["check", "--{}"],
    ],
    ids=" ".join,
)
def test_arguments(
    sound: Path,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(sound)
    assert ended(*[word.format(ARGUMENT) for word in command]).code == 2


@pytest.mark.parametrize(
    "setting",
    ["source = {}", "samples = [{}]", "baseline = {}", "{} = 1", "[rules]\n{} = 1", "level = {}"],
)
def test_configuration(sound: Path, setting: str) -> None:
    quoted = json.dumps(ARGUMENT.replace("\udcff", "\x7f"))
    (sound / "apiref.toml").write_text(setting.format(quoted))
    done = ended("check", "--no-cache", "--jobs=1", str(sound))
    assert done.code == 2
