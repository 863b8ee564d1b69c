"""Starting and stopping, with a fake Glance."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.live.server import Glance, NotStarted, running_glance
from tests.live.sources import SIZE, ImageSource

ROOT = Path(__file__).parents[2]
MANAGE = """
import pathlib, sys
folder = pathlib.Path(sys.argv[2])
(folder / "glance.sqlite").touch()
"""
APPLICATION = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["PATH_INFO"].encode()]
"""
# Tells who serves and where, then waits to be ended.
STARTS = """
import sys
from tests.live.world import running_world
with running_world() as world:
    print(world.glance.port, world.glance.database.parent, flush=True)
    sys.stdin.read()
"""
# Asks what was started, as a library would.
ASKS = """
import urllib.request
from tests.live.world import running_world
with running_world() as world:
    for url in (f"http://127.0.0.1:{world.glance.port}/here", f"{world.source.url}/fast/a"):
        print(urllib.request.urlopen(url).status)
"""
without_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a package of the name glance be found by the processes that are started."""
    place = tmp_path / "place"
    for name, text in (("cmd/manage.py", MANAGE), ("wsgi/api.py", APPLICATION)):
        path = place / "glance" / name
        path.parent.mkdir(parents=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")
    (place / "glance" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(place))
    return place


def answers(port: int) -> bool:
    try:
        with without_proxy.open(f"http://127.0.0.1:{port}/here", timeout=10) as response:
            return bool(response.read() == b"/here")
    except OSError:
        return False


def test_it_runs_as_long_as_the_block(stand_in: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with running_glance(folder, 4711) as glance:
        assert answers(glance.port)
        assert "allowed_ports = [4711]" in (folder / "glance-api.conf").read_text(encoding="utf-8")
    assert not answers(glance.port)


def test_it_stops_on_failure(stand_in: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(KeyError), running_glance(folder, 1) as glance:
        raise KeyError
    assert not answers(glance.port)


@pytest.mark.parametrize("file", ["cmd/manage.py", "wsgi/api.py"])
def test_without_a_glance_there_is_an_error(stand_in: Path, tmp_path: Path, file: str) -> None:
    (stand_in / "glance" / file).write_text("import there_is_no_such_module", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(NotStarted, match="there_is_no_such_module"), running_glance(folder, 1):
        pass


def test_no_proxy_is_asked_for_this_machine(stand_in: Path) -> None:
    refused = "http://127.0.0.1:1"
    asked = subprocess.run(
        [sys.executable, "-c", ASKS],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"http_proxy": refused, "HTTP_PROXY": refused, "no_proxy": "example.org"},
    )
    assert asked.stdout.split() == ["200", "200"], asked.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interruption_leaves_nothing_behind(stand_in: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STARTS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None and process.stdout is not None
    with process:
        port, folder = process.stdout.readline().split()
        assert answers(int(port))
        process.send_signal(number)
        status = process.wait(20)
    if number == signal.SIGKILL:
        # Nobody can clean up then, but Glance notices that nobody is there any more.
        end = time.monotonic() + 10
        while answers(int(port)) and time.monotonic() < end:
            time.sleep(0.05)
        shutil.rmtree(folder)
    else:
        assert status == 128 + number
        assert not Path(folder).exists()
    assert not answers(int(port))


def test_copies_of_a_task(tmp_path: Path) -> None:
    database = tmp_path / "glance.sqlite"
    connection = sqlite3.connect(database)
    connection.executescript(
        """
        CREATE TABLE tasks (id TEXT PRIMARY KEY, created_at TEXT, expires_at TEXT);
        CREATE TABLE task_info (task_id TEXT PRIMARY KEY, message TEXT);
        INSERT INTO tasks VALUES ('one', '2026-04-14 09:41:05.318274', NULL);
        INSERT INTO task_info VALUES ('one', 'why');
        """
    )
    glance = Glance(0, database, tmp_path)
    glance.multiply("one", 3)
    glance.expire("one")
    rows = connection.execute(
        "SELECT created_at, message, expires_at FROM tasks JOIN task_info ON id = task_id "
        "ORDER BY created_at DESC"
    ).fetchall()
    connection.close()
    assert rows == [
        ("2026-04-14 09:41:05.318274", "why", "2020-01-01 00:00:00.000000"),
        ("2026-04-14 09:41:04.318274", "why", None),
        ("2026-04-14 09:41:03.318274", "why", None),
        ("2026-04-14 09:41:02.318274", "why", None),
    ]


def test_a_slow_source_waits_until_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    sizes: list[int] = []

    def read(url: str) -> None:
        with without_proxy.open(url, timeout=20) as response:
            sizes.append(len(response.read()))
        done.set()

    with ImageSource().running() as source:
        reader = threading.Thread(target=read, args=(f"{source.url}/slow/a",))
        reader.start()
        assert source.wait_for_reader("/slow/a", 10)
        assert not source.wait_for_reader("/slow/b", 0.1)
        source.release("/slow/b")
        assert not done.wait(0.2)
        source.release("/slow/a")
        assert done.wait(10)
        reader.join()
        read(f"{source.url}/fast/a")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            read(f"{source.url}/none/a")
    assert sizes == [SIZE, SIZE]


def test_the_versions_are_those_of_the_other_environments() -> None:
    ours, others = (
        dict(
            line.lower().split("==")
            for line in path.read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")
        )
        for path in (ROOT / "tests/live/constraints.txt", ROOT / "constraints.txt")
    )
    assert ours["glance"] == "33.0.0"
    shared = set(ours) & set(others)
    assert {"jsonschema", "pyyaml", "docutils"} <= shared
    assert {name: ours[name] for name in shared} == {name: others[name] for name in shared}
