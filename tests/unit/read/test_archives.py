"""Archives of Playwright; one that it recorded is read in ``test_recordings.py``."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from apiref.read import har as har_files
from apiref.read.har import RecordingError, entries
from tests.traffic import har


def of(file: Any) -> dict[str, Any]:
    """An entry whose response is in a file."""
    return {"request": {"postData": None}, "response": {"content": {"_file": file}}}


def archive(
    path: Path, files: dict[str, bytes], *found: Any, compression: int = ZIP_DEFLATED
) -> Path:
    """Write an archive with a HAR and other files."""
    with ZipFile(path, "w", compression) as made:
        made.writestr("har.har", json.dumps(har(*found)))
        for name, data in files.items():
            made.writestr(name, data)
    return path


def contents(path: Path) -> Iterator[bytes | None]:
    for entry in entries(path):
        content = entry["response"]["content"]
        assert content.get("encoding", "base64") == "base64"
        yield base64.b64decode(content["text"]) if "text" in content else None


def problem(path: Path) -> str:
    with pytest.raises(RecordingError) as caught:
        list(entries(path))
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert message.isprintable()
    return message


def test_bodies_are_in_files_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}")
    outside = ["../secret.json", str(tmp_path / "secret.json"), "secret.json", 7, None, ""]
    path = archive(tmp_path / "a.zip", {"a.json": b"[7]", "b.png": b"\xff"}, *map(of, outside))
    assert list(contents(path)) == [None] * len(outside)
    found = (of("a.json"), of("b.png"), of("a.json"))
    path = archive(tmp_path / "b.zip", {"a.json": b"[7]", "b.png": b"\xff"}, *found)
    assert list(contents(path)) == [b"[7]", b"\xff", b"[7]"]


def test_names_that_would_leave_a_folder_are_only_names(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"../a.json": b"[7]"}, of("../a.json"))
    assert list(contents(path)) == [b"[7]"]
    assert [*tmp_path.iterdir()] == [path]
    assert not (tmp_path.parent / "a.json").exists()


def test_a_request_in_a_file(tmp_path: Path) -> None:
    odd = [None, 7, {"request": 7}, {"request": {"postData": {"_file": "a.json"}}}]
    *same, found = entries(archive(tmp_path / "a.zip", {"a.json": b"{}"}, *odd))
    assert same == odd[:3]
    assert found["request"]["postData"]["text"] == base64.b64encode(b"{}").decode()


def test_what_unpacks_to_very_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(har_files, "MAX_BYTES", 3_000_000)
    monkeypatch.setattr(har_files, "MAX_BODY", 1_000_000)
    bomb = {"a.json": b"0" * 10_000_000}
    path = archive(tmp_path / "a.zip", bomb, of("a.json"), of("a.json"))
    assert [len(each or b"") for each in contents(path)] == [1_000_001] * 2
    path = archive(tmp_path / "b.zip", bomb, *[of("a.json")] * 3)
    assert problem(path).endswith("the archive has more than 3 MB; split it")
    path = archive(tmp_path / "c.zip", {}, {"a": "0" * 3_000_000})
    assert problem(path).endswith("the archive has more than 3 MB; split it")
    monkeypatch.setattr(har_files, "MAX_ARCHIVE", 100)
    assert "is larger than" in problem(path)


@pytest.mark.parametrize("compression", [ZIP_BZIP2, ZIP_LZMA])
def test_unusual_compression(tmp_path: Path, compression: int) -> None:
    path = archive(tmp_path / "a.zip", {}, compression=compression)
    assert "is encrypted, or not compressed by deflate" in problem(path)


def test_damaged_archives(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.json": b"secret" * 100}, of("a.json"))
    data = path.read_bytes()
    assert len(list(entries(path))) == 1
    path.write_bytes(data[:-30])
    assert problem(path).endswith("cannot be read: the archive is damaged")
    # Within the compressed HAR, and the flag of encryption.
    path.write_bytes(data[:60] + b"\xff\xff" + data[62:])
    assert problem(path).endswith("cannot be read: the archive is damaged")
    flags = data.rindex(b"PK\x01\x02") + 8
    path.write_bytes(data[:flags] + b"\x01" + data[flags + 1 :])
    assert "is encrypted, or not" in problem(path)


def test_archives_of_other_things(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("trace.network", "{}")
    assert problem(tmp_path / "a.zip").endswith("the archive must have one file '*.har'")
    path = archive(tmp_path / "b.zip", {"other.har": b"{}"})
    assert problem(path).endswith("the archive must have one file '*.har'")
    with ZipFile(tmp_path / "c.zip", "w") as made:
        made.writestr("har.har", "{}")
    assert "is no recording: it has no list" in problem(tmp_path / "c.zip")
