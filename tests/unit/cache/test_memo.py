"""``apiref.cache.memo`` and ``apiref.processes``."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from apiref.cache.memo import Memo, Store
from apiref.model.location import Location
from apiref.processes import load, map_forked, shared_out


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return (print, ("executed",))


def test_a_result_is_kept_for_the_very_text() -> None:
    memo = Memo()
    assert memo.of(("page", "a"), "one", lambda: [1]) == [1]
    assert memo.of(("page", "a"), "one", lambda: [2]) == [1]
    assert memo.of(("page", "a"), "two", lambda: [3]) == [3]
    assert memo.added == 2


def test_a_store_brings_results_to_the_next_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    place = Location("a", 1, 2)
    memo = Memo()
    memo.put(("page", "a"), "text", place)
    Store(tmp_path).save(memo)
    again = Store(tmp_path).memo()
    assert again.get(("page", "a"), "text") == place
    assert again.get(("page", "a"), "other text") is None
    assert Store(tmp_path / "elsewhere").memo().get(("page", "a"), "text") is None


@pytest.mark.parametrize("cut", [0, 10, 60, -3])
def test_a_damaged_store_is_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    memo = Memo()
    memo.put(("page", "a"), "text", Location("a"))
    store = Store(tmp_path)
    store.save(memo)
    store.path.write_bytes(store.path.read_bytes()[:cut])
    assert Store(tmp_path).memo().get(("page", "a"), "text") is None


def test_a_store_cannot_execute_anything(capsys: pytest.CaptureFixture[str]) -> None:
    assert load(pickle.dumps(Evil(), 5)) is None
    assert load(pickle.dumps({("page", "a"): Evil()}, 5)) is None
    assert capsys.readouterr().out == ""


def test_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    memo = Memo()
    memo.put(("page", "a"), "text", Location("a"))
    Store(tmp_path).save(memo)
    assert Store(tmp_path).memo().get(("page", "a"), "text") is None


def test_items_are_dealt_out_by_size() -> None:
    assert shared_out([5, 1, 4, 2], 2) == [[0, 1], [2, 3]]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_several_processes_give_what_one_gives(jobs: int) -> None:
    results = map_forked(lambda index: Location("a", index), [3, 1, 2, 9, 1], jobs)
    assert {index: result for index, (result, _) in results.items()} == {
        index: Location("a", index) for index in range(5)
    }


def test_this_process_does_what_else_it_has_to_do_before_it_joins_in() -> None:
    done: list[str] = []

    def function(index: int) -> Location:
        # Other processes do not see what this one does in the meantime.
        return Location("after" if done else "before", index)

    results = map_forked(function, [1] * 8, 2, lambda: done.append("meanwhile"))
    assert done == ["meanwhile"]
    assert sorted(results) == list(range(8))
    for location, pickled in results.values():
        assert location.path == ("after" if pickled is None else "before")


def test_more_items_than_shares_are_all_seen_to() -> None:
    results = map_forked(lambda index: Location("a", index), [1] * 300, 3)
    assert [results[index][0].line for index in range(300)] == list(range(300))


def test_a_process_that_fails_is_made_good(capfd: pytest.CaptureFixture[str]) -> None:
    import os

    parent = os.getpid()

    def function(index: int) -> Location:
        if os.getpid() != parent:
            raise ValueError("in the copy")
        return Location("a", index)

    results = map_forked(function, [1, 1], 2)
    assert sorted(results) == [0, 1]


@pytest.mark.parametrize("changed", ["read", "model", "text"])
def test_results_of_other_readers_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("apiref.cache.store._PACKAGE", tmp_path)
    for folder in ("read", "model", "text"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "module.py").write_text("", encoding="utf-8")
    memo = Memo()
    memo.put(("page", "a"), "text", Location("a"))
    Store(tmp_path).save(memo)
    assert Store(tmp_path).memo().get(("page", "a"), "text") == Location("a")
    (tmp_path / changed / "module.py").write_text("changed = True\n", encoding="utf-8")
    assert Store(tmp_path).memo().get(("page", "a"), "text") is None


def test_a_result_of_one_process_is_not_stored() -> None:
    memo = Memo()
    assert memo.of_process(("sample", "a"), "one", lambda: [1]) == [1]
    assert memo.of_process(("sample", "a"), "one", lambda: [2]) == [1]
    assert memo.of_process(("sample", "a"), "two", lambda: [3]) == [3]
    assert memo.added == 0
    assert memo.entries() == {}
