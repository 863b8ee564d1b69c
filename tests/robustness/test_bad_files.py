"""Files that are none, or odd: a located finding or a one-line error, never a traceback or a hang."""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.robustness.hostile import run
from tests.robustness.spoiling import FILES, SOURCE, spoil
from tests.trees import write_tree


def test_the_sound_tree_is_silent(tree: Path) -> None:
    assert run(tree).findings == []


# Files that are missing or not regular files.


@pytest.mark.parametrize("name", FILES[1:])
def test_a_missing_file_is_found(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    assert any(Path(name).name in each["message"] for each in run(tree).findings)


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_the_place_of_a_file(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    (tree / SOURCE / name).mkdir()
    assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_a_fifo_in_the_place_of_a_file(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    os.mkfifo(tree / SOURCE / name)
    assert run(tree).findings


def test_a_socket_in_the_place_of_a_file(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / SOURCE / "samples/thing.json").unlink()
    monkeypatch.chdir(tree / SOURCE / "samples")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("thing.json")
        assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_a_device_in_the_place_of_a_file(tree: Path, name: str) -> None:
    (tree / SOURCE / name).unlink()
    (tree / SOURCE / name).symlink_to("/dev/zero")
    assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file(tree: Path, name: str) -> None:
    assert spoil(tree, name, b"").findings


def test_empty_files_everywhere(tree: Path) -> None:
    for name in FILES:
        (tree / SOURCE / name).write_bytes(b"")
    run(tree)


def test_a_folder_without_anything(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.code == 2
    assert "no API reference" in done.errors[0]


def test_a_tree_without_operations(tmp_path: Path) -> None:
    write_tree(tmp_path, "=== api-ref/source/index.rst\n===\nAPI\n===\n\nNothing yet.\n")
    run(tmp_path)


def test_an_empty_source_folder(tmp_path: Path) -> None:
    (tmp_path / "api-ref/source").mkdir(parents=True)
    run(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_permission(tree: Path, name: str) -> None:
    (tree / SOURCE / name).chmod(0)
    assert "ermission" in run(tree, measured=True).of("unreadable-file")[0]["message"]


# Encodings and characters.


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "data", [b"\xff\xfe[\x00]\x00", b"caf\xe9", b"\xf4\x90\x80\x80", b"\xed\xa0\x80"]
)
def test_a_wrong_encoding(tree: Path, name: str, data: bytes) -> None:
    place = (f"{SOURCE}/{name}", 2, 4 if data == b"caf\xe9" else 1)
    assert spoil(tree, name, b"\n" + data).places("wrong-encoding") == [place]


@pytest.mark.parametrize("name", FILES)
def test_a_byte_order_mark(tree: Path, name: str) -> None:
    data = (tree / SOURCE / name).read_bytes()
    done = spoil(tree, name, b"\xef\xbb\xbf" + data)
    assert done.places("byte-order-mark") == [(f"{SOURCE}/{name}", 1, 1)]
    assert done.rules() == {"byte-order-mark"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "char", ["\0", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\ufeff"]
)
@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_odd_characters(tree: Path, name: str, char: str, place: str) -> None:
    text = (tree / SOURCE / name).read_text()
    at = {"start": 0, "middle": text.index("\n") + 1, "end": len(text)}[place]
    spoil(tree, name, text[:at] + char + text[at:])


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(tree: Path, name: str, end: str) -> None:
    text = (tree / SOURCE / name).read_text()
    assert not {f["severity"] for f in spoil(tree, name, text.replace("\n", end)).findings} & {
        "error",
        "warning",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_count_for_places(tree: Path, end: str) -> None:
    sample = end.join(["{", '    "name": "one"', '    "size": 1', "}", ""])
    done = spoil(tree, "samples/thing.json", sample)
    assert done.places("json-syntax") == [(f"{SOURCE}/samples/thing.json", 3, 5)]
    done = spoil(tree, "samples/thing.json", sample.replace('"one"', '"one",'))
    assert done.places("sample-field-undocumented")[0][1:] == (3, 5)
    parameters = (
        (tree / SOURCE / "parameters.yaml").read_text().replace("  in: body", '  in: "body')
    )
    done = spoil(tree, "parameters.yaml", parameters.replace("\n", end))
    assert done.places("yaml-syntax")[0][1] >= 10


@pytest.mark.parametrize("char", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_what_is_no_line_end_for_an_editor_is_none_here(tree: Path, char: str) -> None:
    text = (tree / SOURCE / "things.inc").read_text()
    text = text.replace("Shows a thing.", f"Shows{char}a{char}thing.").replace(
        ": thing_name", ": nothing"
    )
    line = text.split("\n").index("   - name: nothing") + 1
    done = spoil(tree, "things.inc", text)
    assert (f"{SOURCE}/things.inc", line) in {(f["path"], f["line"]) for f in done.findings}
    (tree / SOURCE / "things.inc").write_text(text.replace(": nothing", ": thing_name"))
    if char in "\x0b\x0c\x1c":
        return  # Control characters that are not allowed in YAML.
    text = (tree / SOURCE / "parameters.yaml").read_text()
    text = text.replace("The UUID of", f"The UUID{char}{char} of").replace("in: body", "in: bodi")
    line = text.split("\n").index("  in: bodi") + 1
    done = spoil(tree, "parameters.yaml", text)
    assert (f"{SOURCE}/parameters.yaml", line) in {(f["path"], f["line"]) for f in done.findings}


def test_names_with_spaces_and_other_characters(tree: Path) -> None:
    for old, new in (("thing.json", "a thing é 物.json"), ("parameters.yaml", "the pärams.yaml")):
        page = tree / SOURCE / "things.inc"
        page.write_text(page.read_text().replace(old, new))
    (tree / SOURCE / "samples/thing.json").rename(tree / SOURCE / "samples/a thing é 物.json")
    (tree / SOURCE / "parameters.yaml").rename(tree / SOURCE / "the pärams.yaml")
    moved = tree.rename(tree.parent / "a näme with spaces")
    assert not [f for f in run(moved).findings if f["severity"] == "error"]


def test_a_name_that_is_no_utf_8(tree: Path) -> None:
    with open(os.fsencode(tree / SOURCE) + b"/caf\xe9.rst", "wb") as stream:  # noqa: PTH123
        stream.write(b"x")
    run(tree)


# YAML.
