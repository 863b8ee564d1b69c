"""Placeholders: a recording with other values gives exactly the checked-in samples."""

import json
import re
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.live import samples
from tests.live.scenario.tasks import IMAGE

FOLDER = Path(__file__).parents[2] / "samples"
# Not those that nobody has recorded yet.
CHECKED_IN = {name: (FOLDER / name).read_text(encoding="utf-8") for name in samples.SHOWN}
LATER = timedelta(days=100, hours=3, microseconds=17)


def as_recorded() -> dict[str, str]:
    """The samples, with other identifiers, times and hosts."""
    others: dict[str, str] = {IMAGE: IMAGE}

    def another(found: re.Match[str]) -> str:
        text = found[0]
        if text.startswith("20"):
            form = "%Y-%m-%dT%H:%M:%SZ" if text.endswith("Z") else "%Y-%m-%dT%H:%M:%S.%f"
            return (datetime.fromisoformat(text) + LATER).strftime(form)
        prefix, _, rest = text.rpartition("req-")
        if rest not in others:
            others[rest] = str(uuid.uuid4())
        return text.replace(rest, others[rest]) if prefix or rest else text

    return {
        name: samples.VARYING.sub(another, text).replace(
            samples.SOURCE_STAND_IN, "http://127.0.0.1:4711/slow/"
        )
        for name, text in CHECKED_IN.items()
    }


def recording(texts: dict[str, str]) -> dict[str, Any]:
    entries = []
    for name, text in texts.items():
        role = "request" if name.endswith("-request.json") else "response"
        entries.append(
            {
                "_samples": {role: name},
                "request": {"postData": {"text": text}},
                "response": {"content": {"text": text}},
            }
        )
    return {"log": {"entries": [{"request": {}, "response": {}}, *entries]}}


def test_other_values_give_the_same_samples(tmp_path: Path) -> None:
    recorded = as_recorded()
    assert recorded != CHECKED_IN
    texts = samples.samples(recording(recorded))
    assert texts == CHECKED_IN
    assert samples.write(texts, tmp_path) == sorted(CHECKED_IN)
    assert samples.write(texts, tmp_path) == []
    assert samples.differences(texts, tmp_path) == ""


def test_what_is_answered_otherwise_shows(tmp_path: Path) -> None:
    recorded = as_recorded()
    name = "task-show-failure-response.json"
    recorded[name] = recorded[name].replace('"message"', '"reason"')
    texts = samples.samples(recording(recorded))
    samples.write(CHECKED_IN, tmp_path)
    patch = samples.differences(texts, tmp_path)
    assert re.findall(r'^[-+] +"(\w+)"', patch, re.MULTILINE) == ["message", "reason"]


def test_a_sample_that_is_no_longer_recorded_shows(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("{}\n", encoding="utf-8")
    assert "-{}" in samples.differences({}, tmp_path)


def changed(name: str, **fields: Any) -> dict[str, str]:
    recorded = as_recorded()
    recorded[name] = json.dumps(json.loads(recorded[name]) | fields)
    return recorded


@pytest.mark.parametrize(
    ("recorded", "why"),
    [
        (
            changed("task-show-success-response.json", id=str(uuid.uuid4())),
            "two values would become e7f59b3a",
        ),
        (
            changed("task-show-processing-response.json", updated_at="2030-01-01T00:00:00Z"),
            "would be shown as earlier",
        ),
        (
            changed("task-show-success-response.json", expires_at="2030-01-01T00:00:00Z"),
            "not 2 days",
        ),
        (
            changed("task-create-response.json", cause=str(uuid.uuid4())),
            "nothing stands in for",
        ),
        (
            changed("task-create-response.json", since="2030-01-01T00:00:00Z"),
            "nothing stands in for",
        ),
        (changed("tasks-list-response.json", tasks=[]), "0 tasks instead of 3"),
        (
            {name: text for name, text in as_recorded().items() if "create" not in name},
            "no task-create-request.json, task-create-response.json",
        ),
        (as_recorded() | {"task-note-response.json": "{}"}, "which tasks are in task-note-resp"),
    ],
)
def test_what_no_samples_can_be_made_from(recorded: dict[str, str], why: str) -> None:
    with pytest.raises(samples.Unsettled, match=re.escape(why)):
        samples.samples(recording(recorded))


def test_a_sample_that_is_recorded_twice() -> None:
    har = recording(as_recorded())
    har["log"]["entries"].append(har["log"]["entries"][-1])
    with pytest.raises(samples.Unsettled, match="twice"):
        samples.samples(har)
