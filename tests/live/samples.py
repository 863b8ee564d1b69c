"""The samples of the reference, made from the recording.

Identifiers, times and hosts are new in each run. Here they give way to values that stay, alike in
all samples: the same task has the same id and the same times everywhere. Nothing else is changed,
so what the samples show is what Glance answered.

A sample with a value that varies and that nothing here stands in for is an error, and so are times
that would tell another order of events than the recording does.
"""

from __future__ import annotations

import difflib
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.live.scenario.tasks import IMAGE, TIME_TO_LIVE

Documents = dict[str, Any]


class Unsettled(Exception):
    """A recording from which no samples can be made; the message says why."""


@dataclass(frozen=True)
class StandIn:
    """The placeholders for the values of one task.

    A moment is named by the status in which ``updated_at`` shows it.
    """

    id: str
    created: str
    moments: Mapping[str, str]
    request_id: str = ""
    image_id: str = ""


STAND_INS = {
    "image import": StandIn(
        id="d15a4e97-3b6c-4820-a9e4-58f0c2b7d631",
        request_id="req-a84f1d3c-6b25-4e97-8c0a-f25e7b9d1346",
        created="2026-04-14T08:52:17.406213",
        moments={"success": "2026-04-14T08:52:58.733117"},
        image_id=IMAGE,
    ),
    "failure": StandIn(
        id="9c3d1b6e-42a8-4f1d-b1c7-3e5a7d906f28",
        request_id="req-71c2e4a9-8d36-4b5f-a0e7-19f3b6d8c452",
        created="2026-04-14T09:36:48.127440",
        moments={"failure": "2026-04-14T09:36:49.582306"},
    ),
    "import": StandIn(
        id="e7f59b3a-5f0b-4c51-8f6c-0d2a5f2b9e14",
        request_id="req-0b5d8e6f-2a47-4c19-93e8-7d1f6a3c5b20",
        created="2026-04-14T09:41:05.318274",
        moments={
            "pending": "2026-04-14T09:41:05.318274",
            "processing": "2026-04-14T09:41:06.052981",
            "success": "2026-04-14T09:43:52.640518",
        },
        image_id="83d0f7b2-5e4c-4196-b8a7-2c9f61e0d354",
    ),
    "last": StandIn(
        id="4b8e2c70-91d5-4a36-8e0f-c7f6d1a3b592",
        created="2026-04-14T09:44:10.265039",
        moments={"processing": "2026-04-14T09:44:11.430752"},
    ),
}

# The samples that the scenario shows, and which tasks each of them has, in its order.
SHOWN: Mapping[str, Sequence[str]] = {
    "image-tasks-show-response.json": ["image import", "import"],
    "schemas-task-show-response.json": [],
    "schemas-tasks-list-response.json": [],
    "task-create-request.json": [],
    "task-create-response.json": ["import"],
    "task-show-failure-response.json": ["failure"],
    "task-show-processing-response.json": ["import"],
    "task-show-success-response.json": ["import"],
    "tasks-list-response.json": ["last", "import", "failure"],
}

# Glance takes the time of expiry just before the time of the end.
BEFORE_THE_END = timedelta(microseconds=1213)
SLACK = timedelta(seconds=2)

SOURCE = re.compile(r"http://127\.0\.0\.1:[0-9]+/[a-z]+/")
SOURCE_STAND_IN = "https://images.example.com/"
VARYING = re.compile(
    r"(?:req-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?"
    r"|127\.0\.0\.1|localhost"
)


def samples(har: Mapping[str, Any]) -> dict[str, str]:
    """The text of every sample, by the name of its file."""
    documents = _documents(har)
    missing = sorted(set(SHOWN) - set(documents))
    if missing:
        raise Unsettled(f"the recording has no {', '.join(missing)}")
    unknown = sorted(set(documents) - set(SHOWN))
    if unknown:
        raise Unsettled(f"SHOWN in {__name__} does not say which tasks are in {', '.join(unknown)}")
    settled = Settlement()
    for name in SHOWN:
        settled.learn(name, documents[name])
    settled.assert_order()
    return {name: _text(settled.settle(name, documents[name])) for name in sorted(SHOWN)}


def write(texts: Mapping[str, str], folder: Path) -> list[str]:
    """Write the samples that are not there yet as they are; return their names."""
    changed = [name for name, text in texts.items() if _read(folder / name) != text]
    for name in changed:
        (folder / name).write_text(texts[name], encoding="utf-8")
    return changed


def differences(texts: Mapping[str, str], folder: Path) -> str:
    """The changes needed in the folder, as a patch; empty if none."""
    lines: list[str] = []
    for name in sorted(set(texts) | {path.name for path in folder.glob("*.json")}):
        before, after = _read(folder / name), texts.get(name, "")
        lines += difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"samples/{name}",
            "as recorded",
        )
    return "".join(lines)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _documents(har: Mapping[str, Any]) -> Documents:
    """The bodies marked as samples, by file name."""
    found: Documents = {}
    for entry in har["log"]["entries"]:
        for role, name in entry.get("_samples", {}).items():
            if role == "request":
                text = entry["request"]["postData"]["text"]
            else:
                text = entry["response"]["content"]["text"]
            if name in found:
                raise Unsettled(f"the recording has {name} twice")
            found[name] = json.loads(text)
    return found


def _text(document: Any) -> str:
    """The layout required by ``[tool.apiref]`` in ``pyproject.toml``."""
    return json.dumps(document, indent=4, sort_keys=True, ensure_ascii=False) + "\n"


@dataclass
class Settlement:
    """Maps values to placeholders; learns from all samples before it is used on any."""

    texts: dict[str, str] = field(default_factory=dict)
    moments: list[tuple[datetime, datetime]] = field(default_factory=list)

    def learn(self, name: str, document: Any) -> None:
        """Learn from one sample."""
        for task, stand_in in _pairs(name, document):
            self._replace(task["id"], stand_in.id)
            if "request_id" in task:
                self._replace(task["request_id"], stand_in.request_id)
            if task.get("result"):
                self._replace(task["result"]["image_id"], stand_in.image_id)
            for _, real, shown in _times(task, stand_in):
                self.moments.append((real, shown))

    def _replace(self, real: str, shown: str) -> None:
        if not shown or self.texts.setdefault(real, shown) != shown:
            raise Unsettled(f"{real} is {self.texts.get(real)!r} in one sample, else {shown!r}")
        if sum(value == shown for value in self.texts.values()) > 1:
            raise Unsettled(f"two values would become {shown}")

    def assert_order(self) -> None:
        """What came later is shown as later; where the second was the same, both orders hold."""
        real = [moment.replace(microsecond=0) for moment, _ in sorted(self.moments, key=_shown)]
        for earlier, later in itertools.pairwise(real):
            if earlier > later:
                raise Unsettled(f"{earlier} would be shown as earlier than {later}")

    def settle(self, name: str, document: Any) -> Any:
        """The sample with placeholders."""
        settled = json.loads(self._settle_text(json.dumps(document, ensure_ascii=False)))
        originals = [task for task, _ in _pairs(name, document)]
        for (task, stand_in), original in zip(_pairs(name, settled), originals, strict=True):
            for field_name, _, shown in _times(original, stand_in):
                task[field_name] = _in_the_form_of(original[field_name], shown)
        allowed = {IMAGE} | set(self.texts.values())
        allowed |= {task[n] for task, _ in _pairs(name, settled) for n in TIMES if task.get(n)}
        for found in VARYING.findall(json.dumps(settled)):
            if found not in allowed:
                raise Unsettled(f"{name} shows {found}, which nothing stands in for")
        return settled

    def _settle_text(self, text: str) -> str:
        for real, shown in self.texts.items():
            text = text.replace(real, shown)
        return SOURCE.sub(SOURCE_STAND_IN, text)


TIMES = ("created_at", "updated_at", "expires_at")


def _shown(pair: tuple[datetime, datetime]) -> datetime:
    return pair[1]


def _pairs(name: str, document: Any) -> Iterator[tuple[Any, StandIn]]:
    """The tasks in a sample, each with its placeholders."""
    names = SHOWN[name]
    tasks = [] if not names else document.get("tasks", [document])
    if len(tasks) != len(names):
        raise Unsettled(f"{name} shows {len(tasks)} tasks instead of {len(names)}")
    for task, of in zip(tasks, names, strict=True):
        yield task, STAND_INS[of]


def _times(task: Any, stand_in: StandIn) -> Iterator[tuple[str, datetime, datetime]]:
    """The times of a task: the field, the real time, the one that is shown."""
    ended = datetime.fromisoformat(stand_in.moments[task["status"]]).replace(tzinfo=UTC)
    created = datetime.fromisoformat(stand_in.created).replace(tzinfo=UTC)
    yield "created_at", _moment(task["created_at"]), created
    yield "updated_at", _moment(task["updated_at"]), ended
    if task.get("expires_at"):
        expires = _moment(task["expires_at"])
        if abs(_moment(task["updated_at"]) + TIME_TO_LIVE - expires) > SLACK:
            raise Unsettled(f"the task expires at {expires}, not {TIME_TO_LIVE} after its end")
        yield "expires_at", expires, ended + TIME_TO_LIVE - BEFORE_THE_END


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _in_the_form_of(original: str, moment: datetime) -> str:
    """A moment as Glance wrote another one: in whole seconds and with a Z, or with neither."""
    if original.endswith("Z"):
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")
