"""The environment of the scenario: Glance, the proxy, the image source, and the users."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import urlencode

from tests.live.proxy import RecordingProxy, identity
from tests.live.recording import Recording
from tests.live.server import Glance, running_glance
from tests.live.sources import ImageSource
from tests.trees import load

ROOT = Path(__file__).resolve().parents[2]

# The users, by token; projects and users as shown in the samples.
PROJECT = "5ef70662f8b34079a6eddb8da9d75fe8"
USER = "c24a7d0b9f5e4a7c8d13f0e6a2b94d71"
ADMIN_ROLES, MEMBER_ROLES = "admin,member,reader", "member,reader"
IDENTITIES = {
    "admin": identity(ADMIN_ROLES, PROJECT, USER),
    "admin-without-user": identity(ADMIN_ROLES, PROJECT, None),
    "member": identity(MEMBER_ROLES, PROJECT, "0c5fd2d1e0c74d06a5a2f1a3c8f9be52"),
    # A member of another project.
    "outsider": identity(
        MEMBER_ROLES, "a7b1c9d05f3e4b6f8a2d7c4e9b0f6a13", "7f6e5d4c3b2a49188c0d1e2f3a4b5c6d"
    ),
}
NOBODY = None

PATIENCE_SECONDS = 60
COMMAND_SECONDS = 120


class Contradiction(AssertionError):
    """Glance behaves differently from the scenario."""


def equal(found: object, expected: object, what: str) -> None:
    """Assert that a value is as expected."""
    if found != expected:
        raise Contradiction(f"{what}: expected {expected!r}, found {found!r}")


def true(claim: object, what: str) -> None:
    """Assert that a condition holds."""
    if not claim:
        raise Contradiction(f"not so: {what}")


@dataclass(frozen=True)
class Answer:
    """A response."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class World:
    """Everything that the scenario uses."""

    glance: Glance
    proxy: RecordingProxy
    recording: Recording
    source: ImageSource
    # The tasks that chapters share, by their role in the story.
    tasks: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, token: str | None = "admin", **more: Any) -> Answer:
        """Ask as a client does; ``query`` and ``headers`` may be among the rest."""
        return self.request("GET", path, token, **more)

    def post(self, path: str, body: object, token: str | None = "admin", **more: Any) -> Answer:
        """Send an object as JSON, or bytes as they are."""
        return self.request("POST", path, token, body=body, **more)

    def request(
        self,
        method: str,
        path: str,
        token: str | None,
        *,
        body: object = b"",
        query: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send a request through the proxy."""
        sent = dict(headers or {})
        if token is not None:
            sent["X-Auth-Token"] = token
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        url = f"{path}?{urlencode(query)}" if query else path
        return _ask(self.proxy.port, method, url, body, sent)

    def import_input(self, path: str, **more: object) -> dict[str, object]:
        """The input of a task that imports an image from a path of the source."""
        properties = {"container_format": "bare", "disk_format": "qcow2"}
        name = path.rpartition("/")[2].removesuffix(".qcow2")
        return {
            "import_from": f"{self.source.url}{path}",
            "import_from_format": "qcow2",
            "image_properties": properties | {"name": name},
            **more,
        }

    def create(self, task_input: object, token: str = "admin", type: str = "import") -> Any:
        """Create a task, which must succeed, and return it."""
        answer = self.post("/v2/tasks", {"type": type, "input": task_input}, token)
        equal(answer.status, 201, "the status of a creation")
        return answer.json

    def task(self, task_id: str) -> Any:
        """Show a task, which must succeed, and return it."""
        return self.shown(f"/v2/tasks/{task_id}")

    def shown(self, path: str, token: str = "admin", /, **query: object) -> Any:
        """Get a document, which must succeed, and return it."""
        answer = self.get(path, token, query=query)
        equal(answer.status, 200, f"the status of {path} with {query}")
        return answer.json

    def sample(self, **names: str) -> None:
        """Mark the last exchange as samples: its request, its response."""
        self.recording.mark({role: f"{name}.json" for role, name in names.items()})

    def wait_for_download(self, path: str) -> None:
        """Wait until a task reads from a slow path of the source, and does nothing but wait.

        Under SQLite, a task that writes fails if a request writes at the same moment; and to list
        tasks is to write, for that also marks the expired ones.
        """
        true(self.source.wait_for_reader(path, PATIENCE_SECONDS), f"a task reads {path}")

    def wait_for(self, task_id: str, status: str) -> None:
        """Wait until a task has a status; the polls are in no recording."""

        def reached() -> bool:
            task = self.unrecorded(f"/v2/tasks/{task_id}").json
            if task["status"] in ("success", "failure") and task["status"] != status:
                raise Contradiction(f"this task was to end in {status}: {task}")
            return bool(task["status"] == status)

        wait_until(reached, f"task {task_id} is in {status}")

    def wait_for_end(self, task_id: str) -> None:
        """Wait until a task has ended, in success or failure; the polls are in no recording."""

        def reached() -> bool:
            status = self.unrecorded(f"/v2/tasks/{task_id}").json["status"]
            return status in ("success", "failure")

        wait_until(reached, f"task {task_id} has ended")

    def unrecorded(self, path: str) -> Answer:
        """Ask Glance past the proxy, as the administrator."""
        return _ask(self.glance.port, "GET", path, b"", dict(IDENTITIES["admin"]))

    def command(self, *words: str) -> str:
        """Run a command of this environment as a user would, and return its output."""
        program = str(Path(sys.executable).with_name(words[0]))
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("OS_")}
        done = subprocess.run(
            [program, *words[1:]],
            check=False,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            env=inherited,
        )
        if done.returncode:
            raise Contradiction(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


def wait_until(reached: Callable[[], bool], what: str) -> None:
    """Poll until a condition holds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        if time.monotonic() > end:
            raise Contradiction(f"waited {PATIENCE_SECONDS} seconds in vain: {what}")
        time.sleep(0.1)


def _ask(port: int, method: str, url: str, body: bytes, headers: dict[str, str]) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request(method, url, body=body or None, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


@contextmanager
def running_world() -> Iterator[World]:
    """Start everything, and stop everything: at the end, on failure, and when interrupted.

    From now on, neither this process nor its children ask a proxy for servers on this machine.
    """
    os.environ |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    recording = Recording([operation.label for operation in load(ROOT).operations])
    with (
        _orderly_interruption(),
        # Output of Glance while it is being stopped is not an error.
        tempfile.TemporaryDirectory(prefix="glance-", ignore_cleanup_errors=True) as folder,
        ImageSource().running() as source,
        running_glance(Path(folder), source.port) as glance,
        RecordingProxy(glance.port, IDENTITIES, recording).running() as proxy,
    ):
        yield World(glance, proxy, recording, source)


@contextmanager
def _orderly_interruption() -> Iterator[None]:
    """Let SIGINT and SIGTERM unwind the stack once, and not disturb that afterwards."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
