"""The reader of HAR files, which parses the text piece by piece."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from apiref.read import har
from apiref.read.har import RecordingError, entries
from tests.traffic import entry
from tests.traffic import har as har_of


@pytest.fixture(params=[1, 2, 3, 7, 64, 1 << 18])
def _pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(har, "_CHUNK", request.param)


def written(root: Path, text: str) -> Path:
    path = root / "a.har"
    path.write_text(text, encoding="utf-8")
    return path


LISTS: list[list[Any]] = [
    [],
    [{}],
    [entry(), entry("POST", answered={"a": ["ü\u2028\U0001f600", '"\\\\"', 1.5e-7, True, None]})],
    [12345, -1.25, "text", None, [], [[1], {"a": {}}], False],
]


@pytest.mark.usefixtures("_pieces")
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("listed", LISTS)
def test_entries_whatever_stands_around_them(
    tmp_path: Path, listed: list[Any], indent: int | None, ascii_only: bool
) -> None:
    document = {"before": {"entries": [1]}} | har_of(*listed) | {"behind": [12]}
    document["log"] |= {"pages": [{"entries": [2]}], "comment": "ü"}
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    assert list(entries(written(tmp_path, f"\ufeff \n{text}\r\n\t "))) == listed


BROKEN = (
    "{",
    '{"log"',
    '{"log": ',
    '{"log" 1}',
    '{"log": {"entries": [1, 2',
    '{"log": {"entries": [1, tru',
    '{"log": {"entries": [1 2]}}',
    '{"log": {"entries": [1, {"a": "\\u12"}]}}',
    '{"log": {"entries": [\n{"a": 1},\n {"a": nul}]}}',
    '{"log": {"entries": [\n{"a": 1},\n {"a": "\n"}]}}',
    '{"log": {"entries": [{"a": "\\x"}]}}',
    '{"log": {"entries": [{"a": "',
    '{"log": {"entries": [1]}',
    '{"log": {"entries": [1]}}\n}',
    '{"log": {"entries": [1]}} {}',
    '{"log": {"entries": [1]} "a": 2}',
    '{"log": {"entries": [1]}, 7: 2}',
    '{"log": {"entries": [1], "a": }}',
    "[1, 2}",
    '{"log": {"entries": ["\u00fc\U0001f600", x]}}',
)


@pytest.mark.usefixtures("_pieces")
@pytest.mark.parametrize("text", BROKEN)
def test_broken_json_is_reported_like_that_of_a_whole_text(tmp_path: Path, text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as expected:
        json.loads(text)
    path = written(tmp_path, text)
    with pytest.raises(RecordingError) as caught:
        list(entries(path))
    assert str(caught.value) == f"{path}: is no recording: invalid JSON: {expected.value}"


@pytest.mark.usefixtures("_pieces")
@pytest.mark.parametrize(
    ("data", "byte"),
    [(b'{"log": "\xff"}', 9), (b'{"a": "\xc3\xbc\xc3"}', 9), (b'\xef\xbb\xbf{"\xff', 5)],
)
def test_what_is_not_utf_8(tmp_path: Path, data: bytes, byte: int) -> None:
    path = tmp_path / "a.har"
    path.write_bytes(data)
    with pytest.raises(RecordingError, match=rf"is not UTF-8 \(byte {byte}\)$"):
        list(entries(path))


def test_a_large_recording_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    made = json.dumps(entry(answered={"text": "x" * 20_000}))
    listed = ", ".join([made] * 1000)
    path = written(tmp_path, f'{{"log": {{"entries": [{listed}]}}}}')
    tracemalloc.start()
    assert sum(1 for _ in entries(path)) == 1000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < path.stat().st_size / 5


def test_no_memory_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(self: object, text: str, index: int) -> object:
        raise MemoryError

    monkeypatch.setattr(json.JSONDecoder, "raw_decode", none_left)
    with pytest.raises(RecordingError, match=r"does not fit in memory; split it$"):
        list(entries(written(tmp_path, json.dumps(har_of(entry())))))
