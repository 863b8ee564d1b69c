"""The command line in a process of its own, as used by people and other programs."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import PATIENCE_SECONDS
from tests.robustness.hostile import environment
from tests.trees import INDEX, write_tree

SOUND = INDEX + (
    """\
=== api-ref/source/things.inc
Delete thing
============

.. rest_method:: DELETE /things/{id}

Deletes a thing. There is no response body.

Response codes
--------------

.. rest_status_code:: success status.yaml

   - 204

.. rest_status_code:: error status.yaml

   - 404

Request
-------

.. rest_parameters:: parameters.yaml

   - id: thing_id
=== api-ref/source/parameters.yaml
thing_id:
  description: |
    The UUID of the thing.
  in: path
  required: true
  type: string
=== api-ref/source/status.yaml
204:
  default: |
    The thing is gone.
404:
  default: |
    There is no such thing.
"""
)
SPOILT = SOUND.replace("  required: true", "  requried: true")
NAMES = {"rule", "severity", "path", "line", "column", "operation", "subject", "message", "places"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tox.ini").touch()
    write_tree(tmp_path, SOUND)
    return tmp_path


@pytest.fixture
def spoilt(tree: Path) -> Path:
    write_tree(tree, SPOILT)
    return tree


def apiref(
    *arguments: str | Path, cwd: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "apiref", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env=environment(**variables),
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def test_a_clean_tree(tree: Path) -> None:
    done = apiref("check", tree)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(
        r"no findings in 1 operation, 0 samples, 4 files \(\d+\.\d\d s\)\n", done.stdout
    )


def test_a_finding_is_a_line_with_its_place_and_rule(spoilt: Path) -> None:
    done = apiref("check", spoilt)
    assert (done.returncode, done.stderr) == (1, "")
    assert re.search(
        r"^api-ref/source/parameters\.yaml:5:3: error: .*requried.* \[[a-z-]+\]$", done.stdout, re.M
    )
    assert done.stdout.splitlines()[-1].startswith("1 error")


def test_json_has_exactly_the_promised_names(spoilt: Path) -> None:
    done = apiref("check", "--format", "json", spoilt)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert set(report) == {"findings", "summary"}
    for finding in report["findings"]:
        assert set(finding) == NAMES
        assert finding["severity"] in ("error", "warning", "info")
    (finding,) = [each for each in report["findings"] if each["severity"] == "error"]
    assert (finding["path"], finding["line"], finding["column"]) == (
        "api-ref/source/parameters.yaml",
        5,
        3,
    )
    assert report["summary"]["errors"] == 1


def test_json_of_a_clean_tree(tree: Path) -> None:
    done = apiref("check", "--format", "json", tree)
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"] == []


@pytest.mark.parametrize("folder", [".", "api-ref", "api-ref/source"])
def test_without_a_path_from_any_folder(spoilt: Path, folder: str) -> None:
    done = apiref("check", cwd=spoilt / folder)
    assert done.returncode == 1
    assert "api-ref/source/parameters.yaml:5:3" in done.stdout


@pytest.mark.parametrize("folder", ["api-ref", "api-ref/source"])
def test_a_path_within_the_reference(spoilt: Path, folder: str) -> None:
    assert "api-ref/source/parameters.yaml:5:3" in apiref("check", spoilt / folder).stdout


def test_two_runs_say_the_same(spoilt: Path) -> None:
    def lines(seed: str) -> list[str]:
        return apiref("check", spoilt, PYTHONHASHSEED=seed).stdout.splitlines()[:-1]

    assert lines("1") == lines("2") == lines("3")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "command"),
        (["chekc"], "invalid choice"),
        (["check", "--nothing"], "unrecognized"),
        (["check", "--format", "jsno"], "json"),
        (["check", "--max-findings", "many"], "must be a positive number, not 'many'"),
        (["check", "--jobs", "0"], "must be a positive number, not '0'"),
        (["check", "--watch", "--select", "json-sintax"], "did you mean 'json-syntax'?"),
        (["check", "--watch", "--format", "jsno"], "json"),
        (
            ["check", "--watch", "--write-baseline"],
            "--watch cannot be combined with --write-baseline",
        ),
        (["check", "--watch", "--prune-baseline"], "or --prune-baseline"),
        (["verify", "a", "--watch", "--format", "jsno"], "json"),
        (["verify", "a", "--watch", "--coverage", "jsno"], "unknown coverage format"),
        (["verify", "a", "--watch", "--write-sample", "GET /"], "with --write-sample"),
        (["check", "--baseline", "nowhere.json"], "create it with --write-baseline"),
        (["check", "nowhere"], "no such file or folder"),
        (["check", "tox.ini"], "is not a folder"),
        (["check", "x" * 5_000], "too long"),
        (["explain", "json-sintax"], "did you mean 'json-syntax'?"),
        (["explain", "zzz"], "apiref explain"),
        (["check", "--select", "json-sintax"], "did you mean 'json-syntax'?"),
    ],
)
def test_usage_errors(tree: Path, arguments: list[str], words: str) -> None:
    done = apiref(*arguments, cwd=tree)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tool.apiref]\nsorce = 'x'\n", ":2:1: unknown setting 'sorce'; did you mean 'source'?"),
        ("[tool.x]\nsource = 1\n[tool.apiref]\nsource = 1\n", ":4:1: 'source' must be a string"),
        ("[tool.apiref.rules]\njson-sintax = 'off'\n", "did you mean 'json-syntax'?"),
        ("[tool.apiref.rules]\njson-syntax = 'of'\n", ":2:1: rule 'json-syntax' must be"),
        ("[tool\n", "is not valid TOML"),
    ],
)
def test_configuration_errors(tree: Path, text: str, words: str) -> None:
    (tree / "pyproject.toml").write_text(text)
    done = apiref("check", cwd=tree)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("apiref: pyproject.toml")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_rule_can_be_turned_off(spoilt: Path) -> None:
    rule = json.loads(apiref("check", "--format", "json", spoilt).stdout)["findings"][0]["rule"]
    (spoilt / "apiref.toml").write_text(f"[rules]\n{rule} = 'off'\n")
    assert rule not in apiref("check", spoilt).stdout


def test_a_folder_without_a_reference(tmp_path: Path) -> None:
    done = apiref("check", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no API reference found" in done.stderr


@pytest.mark.parametrize(
    ("package", "words"),
    [("codespell_lib", "codespell is not installed; "), ("docutils", "docutils")],
)
def test_a_missing_package(tree: Path, package: str, words: str) -> None:
    """Once a traceback."""
    script = (
        f"import sys; sys.modules[{package!r}] = None; from apiref.cli import main;"
        " sys.exit(main(['check', '--no-cache', '--jobs', '1']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        cwd=tree,
        env=environment(),
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m apiref check'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "apiref: the current folder no longer exists\n"


@pytest.mark.parametrize("command", [["check"], ["explain"], ["check", "--format", "json"]])
def test_a_closed_pipe_is_no_error(spoilt: Path, command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "apiref", *command],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=spoilt,
        env=environment(),
        check=False,
    )
    os.close(write)
    assert done.returncode in (0, 1)
    assert done.stderr == b""


def test_a_closed_standard_output(spoilt: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m apiref check >&-', sys.executable],
        stderr=subprocess.PIPE,
        cwd=spoilt,
        env=environment(),
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1, 2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk(spoilt: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "apiref", "check"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=spoilt,
            env=environment(),
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "apiref: No space left on device\n"
    assert done.stderr.count("\n") == 1


def test_without_standard_error(spoilt: Path) -> None:
    """If started with stderr closed, the command still ends with its exit code."""
    command = f'"{sys.executable}" -m apiref check 2>&-'
    done = subprocess.run(
        command, shell=True, capture_output=True, cwd=spoilt, env=environment(), check=False
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stdout


def test_colours_only_where_wanted(spoilt: Path) -> None:
    assert "\033[" not in apiref("check", spoilt).stdout
    assert "\033[" in apiref("check", spoilt, FORCE_COLOR="1").stdout
    assert "\033[" not in apiref("check", spoilt, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_colours_on_a_terminal(spoilt: Path) -> None:
    parent, child = pty.openpty()
    kept = environment()
    kept.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "apiref", "check", str(spoilt)]
    subprocess.run(command, stdout=child, env=kept, check=False)
    assert b"\033[31merror\033[0m" in os.read(parent, 100_000)
    os.close(parent)
    os.close(child)


@pytest.mark.parametrize(("terminal", "is_link"), [("xterm", True), ("dumb", False)])
def test_links_on_a_terminal_that_shows_them(spoilt: Path, terminal: str, is_link: bool) -> None:
    (spoilt / "apiref.toml").write_text('guide = "https://docs.example.org/"\n')
    parent, child = pty.openpty()
    kept = environment() | {"TERM": terminal}
    kept.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "apiref", "check", str(spoilt)]
    subprocess.run(command, stdout=child, env=kept, check=False)
    link = b"\033]8;;https://docs.example.org/rules/misspelt-field.html\033\\"
    assert (link in os.read(parent, 100_000)) == is_link
    os.close(parent)
    os.close(child)


def test_names_that_steer_a_terminal_are_escaped(spoilt: Path) -> None:
    page = spoilt / "api-ref/source/things.inc"
    page.write_text(page.read_text() + "   - \033[2J\u202e: nothing\n")
    done = apiref("check", spoilt)
    assert done.returncode == 1
    assert "\033" not in done.stdout
    assert "\u202e" not in done.stdout


def test_half_a_surrogate_and_an_encoding_that_cannot_say_it(tree: Path) -> None:
    page = tree / "api-ref/source/things.inc"
    page.write_text(page.read_text() + "\n.. literalinclude:: é.json\n   :language: json\n")
    (tree / "api-ref/source/é.json").write_text('{"\\ud800": "é", "\\ud800": "\\udfff"}')
    for variables in (
        {},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "utf-16"},
        {"LC_ALL": "C"},
    ):
        for form in ("text", "json"):
            done = subprocess.run(
                [sys.executable, "-m", "apiref", "check", "--format", form, str(tree)],
                capture_output=True,
                env=environment(**variables),
                check=False,
            )
            assert (done.returncode, done.stderr) == (1, b"")


def test_explain_lists_all_rules() -> None:
    from apiref.rules.registry import all_rules

    done = apiref("explain")
    assert done.returncode == 0
    for name, rule in all_rules().items():
        fix = "fix +" if rule.fixable else "(?!fix )"
        assert re.search(rf"^{name} +{rule.severity.label} +{fix}\S", done.stdout, re.M), name


def test_explain_a_rule() -> None:
    done = apiref("explain", "json-syntax")
    assert done.returncode == 0
    assert done.stdout.startswith("json-syntax (error)\n\n")
    assert "Passes" in done.stdout
    assert "Fails" in done.stdout
    assert apiref("explain", "misspelt-word").stdout.startswith("misspelt-word (warning, fixable)")


def test_explain_tells_the_page_of_a_rule(tmp_path: Path) -> None:
    (tmp_path / "apiref.toml").write_text('guide = "https://docs.example.org/"\n')
    done = apiref("explain", "json-syntax", cwd=tmp_path)
    assert done.stdout.endswith("\n\nhttps://docs.example.org/rules/json-syntax.html\n")
    (tmp_path / "apiref.toml").write_text("guide = 1\n")
    done = apiref("explain", "json-syntax", cwd=tmp_path)
    assert (done.returncode, "https:" in done.stdout) == (0, False)


def test_version_and_help() -> None:
    from apiref import __version__

    assert apiref("--version").stdout == f"apiref {__version__} (os-api-ref-check)\n"
    for arguments in (["--help"], ["check", "--help"], ["explain", "--help"]):
        done = apiref(*arguments)
        assert done.returncode == 0
        assert "usage: apiref" in done.stdout


def test_every_command_has_an_example_that_it_takes() -> None:
    from apiref.cli import make_parser

    commands = re.search(r"^  \{(\S+)\}$", apiref("--help").stdout, re.M)
    assert commands is not None
    for name in commands[1].split(","):
        (example,) = re.findall(r"^Example: apiref (.+)$", apiref(name, "--help").stdout, re.M)
        assert example.split()[0] == name
        # Anything wrong ends the process.
        make_parser().parse_args(example.split())
