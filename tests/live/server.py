"""Starting a real Glance, and stopping all of it again.

It needs neither Keystone nor a message queue nor root: a folder, SQLite, and identity in headers,
which the proxy in front of it sets (``proxy.py``).
"""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import subprocess
import sys
import textwrap
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

START_SECONDS = 120
STOP_SECONDS = 10

# Everything that the tasks need, and as little else as possible. What is not here has Glance's own
# default, above all the size of a page, the greatest size of a page, and how long tasks are kept.
CONFIGURATION = """
    [DEFAULT]
    log_file = {folder}/glance.log
    node_staging_uri = file://{folder}/staging
    [database]
    connection = sqlite:///{folder}/glance.sqlite?timeout=60
    [paste_deploy]
    config_file = {folder}/paste.ini
    [glance_store]
    filesystem_store_datadir = {folder}/images
    [import_filtering_opts]
    allowed_hosts = [127.0.0.1]
    allowed_ports = [{port}]
    [wsgi]
    # With one thread for all tasks, the second one stays pending while the first one runs.
    task_pool_threads = 1
"""

# Without "flavor", the shipped pipeline has no identity, and answers 403 to all calls of tasks.
PIPELINE = """
    [pipeline:glance-api]
    pipeline = versionnegotiation context rootapp
    [composite:rootapp]
    paste.composite_factory = glance.api:root_app_factory
    /: apiversions
    /v2: apiv2app
    [app:apiversions]
    paste.app_factory = glance.api.versions:create_resource
    [app:apiv2app]
    paste.app_factory = glance.api.v2.router:API.factory
    [filter:versionnegotiation]
    paste.filter_factory = {middleware}.version_negotiation:VersionNegotiationFilter.factory
    [filter:context]
    paste.filter_factory = {middleware}.context:ContextMiddleware.factory
"""


class NotStarted(Exception):
    """Glance did not start; the message contains the reason from its log."""


@dataclass(frozen=True)
class Glance:
    """A running Glance: where it listens, its database, and its log."""

    port: int
    database: Path
    log: Path

    def multiply(self, task_id: str, count: int) -> None:
        """Write copies of a task straight into the database, each a second older than the last.

        To create a thousand tasks by requests would take minutes.
        """
        with self._connect() as connection:
            task = _row(connection, "tasks", "id", task_id)
            info = _row(connection, "task_info", "task_id", task_id)
            created = datetime.fromisoformat(str(task["created_at"]))
            for age in range(1, count + 1):
                task["id"] = info["task_id"] = str(uuid.uuid4())
                moment = created - timedelta(seconds=age)
                task["created_at"] = moment.isoformat(" ", "microseconds")
                _insert(connection, "tasks", task)
                _insert(connection, "task_info", info)

    def expire(self, task_id: str) -> None:
        """Let a task have ended long ago, so that its time is over now."""
        with self._connect() as connection:
            connection.execute(
                "UPDATE tasks SET expires_at = '2020-01-01 00:00:00.000000' WHERE id = ?",
                (task_id,),
            )

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.database, timeout=30)
        try:
            with connection:
                yield connection
        finally:
            connection.close()


def _row(connection: sqlite3.Connection, table: str, key: str, value: str) -> dict[str, object]:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", (value,))
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    places = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values())
    )


@contextmanager
def running_glance(folder: Path, source_port: int) -> Iterator[Glance]:
    """Start Glance in an empty folder; stop it, and all that it started, at the end.

    It may import images from the given port of this machine only.
    """
    values = {"folder": folder, "port": source_port, "middleware": "glance.api.middleware"}
    for name, text in (("glance-api.conf", CONFIGURATION), ("paste.ini", PIPELINE)):
        text = textwrap.dedent(text).format_map(values)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "staging").mkdir()
    (folder / "images").mkdir()
    _create_database(folder)
    environment = os.environ | {"OS_GLANCE_CONFIG_DIR": str(folder)}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            # -P: the modules of this folder are not for Glance to import.
            [sys.executable, "-P", str(Path(__file__).with_name("serve.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            cwd=folder,
            # A process group of its own, so that whatever it starts ends with it.
            start_new_session=True,
        )
        try:
            port = _port(process, folder)
            yield Glance(port, folder / "glance.sqlite", folder / "glance.log")
        finally:
            _stop(process)


def _create_database(folder: Path) -> None:
    command = [sys.executable, "-P", "-m", "glance.cmd.manage", "--config-dir", str(folder)]
    done = subprocess.run(
        [*command, "db_sync"],
        check=False,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        start_new_session=True,
    )
    if done.returncode:
        raise NotStarted(
            f"Glance makes no database, or there is none in this environment ('tox -e live' brings "
            f"it along):\n{done.stderr[-2000:]}"
        )


def _port(process: subprocess.Popen[bytes], folder: Path) -> int:
    """Wait for the server to say where it listens."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    line = process.stdout.readline() if ready else b""
    if not line:
        raise NotStarted(f"Glance does not answer:\n{_end_of_log(folder)}")
    return int(line)


def _end_of_log(folder: Path) -> str:
    logs = [path for name in ("server.log", "glance.log") if (path := folder / name).exists()]
    return "".join(path.read_text(encoding="utf-8", errors="replace")[-2000:] for path in logs)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the whole process group, politely at first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
