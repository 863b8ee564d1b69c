"""Time ``apiref verify`` against reading the recording as JSON, and how it grows.

Makes recordings of a service like the one of this reference: entries with all the properties that
HAR 1.2 has and browsers write, single tasks and lists of 25. Prints, for each size, the ratio of
medians of verifying to ``json.load`` of the same file, both in one process; the reference is read
beforehand, as its time does not depend on the recording.

It measures and never fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import gc
import json
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from apiref.analysis.traffic import match
from apiref.read.files import Files
from apiref.read.recordings import read_recording
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules
from apiref.verify import traffic_rules, verify

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1_000, 3_000, 10_000)
LIST = 25
# Of ten exchanges, so many show one task, create one, and list them.
SHOW, CREATE = 6, 2


class Service:
    """Makes entries; the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)

    def id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def time(self) -> str:
        numbers = (self.random.randrange(1, 29), *(self.random.randrange(60) for _ in range(2)))
        return "2026-11-{:02}T10:{:02}:{:02}Z".format(*numbers)

    def task(self, *, listed: bool = False) -> dict[str, Any]:
        status = self.random.choice(("pending", "processing", "success", "failure"))
        task = {
            "id": self.id(),
            "type": "import",
            "status": status,
            "owner": self.id().replace("-", ""),
            "created_at": self.time(),
            "updated_at": self.time(),
            "schema": "/v2/schemas/task",
        }
        task["self"] = f"/v2/tasks/{task['id']}"
        if status in ("success", "failure"):
            task["expires_at"] = self.time()
        if listed:
            return task
        source = {"import_from": "http://example.com/image.qcow2", "import_from_format": "qcow2"}
        properties = {"name": self.id(), "disk_format": "qcow2", "container_format": "bare"}
        return task | {
            "input": {**source, "image_properties": properties},
            "result": {"image_id": self.id()} if status == "success" else None,
            "message": "Import failed" if status == "failure" else "",
            "image_id": self.id(),
            "request_id": f"req-{self.id()}",
            "user_id": self.id().replace("-", ""),
        }

    def entry(self, number: int) -> dict[str, Any]:
        turn = number % 10
        if turn < SHOW:
            task = self.task()
            return self.exchange("GET", task["self"], 200, task)
        if turn < SHOW + CREATE:
            task = self.task() | {"status": "pending"}
            return self.exchange(
                "POST", "/v2/tasks", 201, task, {"type": "import", "input": task["input"]}
            )
        tasks = [self.task(listed=True) for _ in range(LIST)]
        page = {"first": "/v2/tasks?limit=25", "schema": "/v2/schemas/tasks", "tasks": tasks}
        url = f"/v2/tasks?limit=25&sort_key=created_at&sort_dir=asc&marker={self.id()}"
        return self.exchange("GET", url, 200, page)

    def exchange(
        self, method: str, url: str, status: int, answered: object, sent: object = None
    ) -> dict[str, Any]:
        body, asked = json.dumps(answered), json.dumps(sent) if sent is not None else ""
        host = "controller.example.com:9292"
        query = [
            dict(zip(("name", "value"), pair.split("="), strict=True))
            for pair in url.partition("?")[2].split("&")
            if pair
        ]
        request: dict[str, Any] = {
            "method": method,
            "url": f"http://{host}{url}",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": self.headers(
                Host=host,
                Accept="application/json",
                User_Agent="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",
                Accept_Encoding="gzip, deflate",
                Accept_Language="en-GB,en;q=0.9",
                Connection="keep-alive",
                X_Auth_Token="gAAAAABn" + self.id() * 4,
            ),
            "queryString": query,
            "headersSize": 620,
            "bodySize": len(asked),
        }
        if asked:
            request["postData"] = {"mimeType": "application/json", "params": [], "text": asked}
        return {
            "_initiator": {"type": "script"},
            "_priority": "High",
            "_resourceType": "fetch",
            "pageref": "page_1",
            "startedDateTime": self.time(),
            "time": self.random.uniform(1, 90),
            "request": request,
            "response": {
                "status": status,
                "statusText": "OK",
                "httpVersion": "HTTP/1.1",
                "cookies": [],
                "headers": self.headers(
                    Content_Type="application/json",
                    Content_Length=str(len(body)),
                    Date="Wed, 25 Nov 2026 10:00:00 GMT",
                    Server="nginx/1.22.1",
                    Connection="keep-alive",
                    X_Openstack_Request_Id=f"req-{self.id()}",
                ),
                "content": {"size": len(body), "mimeType": "application/json", "text": body},
                "redirectURL": "",
                "headersSize": 310,
                "bodySize": len(body),
            },
            "cache": {},
            "timings": {
                "blocked": 0.5,
                "dns": -1,
                "connect": -1,
                "ssl": -1,
                "send": 0.1,
                "wait": 9.5,
                "receive": 0.4,
            },
            "serverIPAddress": "192.0.2.10",
            "connection": "40122",
        }

    @staticmethod
    def headers(**headers: str) -> list[dict[str, str]]:
        return [{"name": name.replace("_", "-"), "value": value} for name, value in headers.items()]


def medians(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Run both in turn, after one round that warms the caches, and return their medians."""
    times = [(seconds(first), seconds(second)) for _ in range(rounds + 1)][1:]
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def seconds(action: Callable[[], object]) -> float:
    """How long it takes, in the time of this process: others may keep the machine busy."""
    gc.collect()
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--rounds", type=int, default=5, help="rounds (default: 5)")
    rounds = parser.parse_args().rounds
    files = Files(ROOT)
    trees = read_trees(files.root, read_settings(files, all_rules()), files)
    rules = list(traffic_rules(require_coverage=True).values())
    usual = gc.get_threshold()
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.har"
            service = Service()
            entries = [service.entry(number) for number in range(size)]
            path.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
            del entries

            def load(path: Path = path) -> object:
                gc.set_threshold(*usual)
                with path.open(encoding="utf-8") as stream:
                    return json.load(stream)

            def verified(path: Path = path) -> object:
                # As the command itself does.
                gc.set_threshold(50_000, 20, 50)
                matched = match(trees, [read_recording(path)])
                return [verify(traffic, rules) for traffic in matched]

            ours, base = medians(verified, load, rounds)
            megabytes = path.stat().st_size / 1_000_000
            print(
                f"apiref verify of {size} exchanges ({megabytes:.0f} MB) / json.load:"
                f" {ours / base:.2f} ({ours * 1000:.0f} ms / {base * 1000:.0f} ms)"
            )


if __name__ == "__main__":
    main()
