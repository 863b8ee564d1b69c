"""Time ``apiref verify`` relative to reading the recording as JSON, and how it grows.

Makes recordings of a service like the one of this reference: entries with all the properties that
HAR 1.2 has and browsers write, single tasks and lists of 25. For each size, whole processes run in
turn: ``apiref verify`` of it and of an empty recording, ``json.load`` of it, and the interpreter
alone. Prints the ratio of the medians without the interpreter; the same without the start either,
which is what the empty recording takes; the ratio of the whole processes; and the most memory that
each held. The reference comes from the cache, as after any check or verification of it.

What counts is the time of the processor: others may keep the machine busy. It measures and never
fails on a number: how fast a machine is says nothing about a change.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LOAD = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"
VERIFY = ("-m", "apiref", "verify", "--require-coverage", "--fail-on", "never", "--quiet")
SIZES = (1_000, 3_000, 10_000)
LIST = 25
# Of ten exchanges, this many show one task, create one, and list them.
SHOW, CREATE = 6, 2


class Service:
    """Makes entries; deterministic for a seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)

    def id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def time(self) -> str:
        numbers = (self.random.randrange(1, 29), *(self.random.randrange(60) for _ in range(2)))
        return "2026-11-{:02}T10:{:02}:{:02}Z".format(*numbers)

    def task(self, status: str = "", *, listed: bool = False) -> dict[str, Any]:
        status = status or self.random.choice(("pending", "processing", "success", "failure"))
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
            task = self.task("pending")
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
                    **({"Location": f"http://{host}{url}"} if status == 201 else {}),
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


class Cost(NamedTuple):
    """The resources used by a process: processor seconds, and peak memory in MB."""

    seconds: float
    megabytes: float


def cost(*arguments: str) -> Cost:
    """Run Python with these arguments."""
    # Use compiled files, as with any installed package.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def costs(commands: list[tuple[str, ...]], rounds: int) -> list[Cost]:
    """The medians of commands that run in turn, after one round to warm the caches."""
    found = [[cost(*command) for command in commands] for _ in range(rounds + 1)][1:]
    return [
        Cost(
            statistics.median(c.seconds for c in each), statistics.median(c.megabytes for c in each)
        )
        for each in zip(*found, strict=True)
    ]


def record(path: Path, size: int) -> None:
    """Write a recording of so many exchanges."""
    service = Service()
    with path.open("w", encoding="utf-8") as stream:
        stream.write('{"log": {"version": "1.2", "entries": [')
        for number in range(size):
            stream.write(", " if number else "")
            json.dump(service.entry(number), stream)
        stream.write("]}}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--rounds", type=int, default=5, help="rounds (default: 5)")
    parser.add_argument(
        "sizes", nargs="*", type=int, default=SIZES, metavar="EXCHANGES", help="how many to record"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.har"
        record(empty, 0)
        for size in options.sizes:
            path = Path(folder) / "traffic.har"
            record(path, size)
            ours, start, base, bare = costs(
                [
                    (*VERIFY, str(path)),
                    (*VERIFY, str(empty)),
                    ("-c", LOAD, str(path)),
                    ("-c", "import json"),
                ],
                options.rounds,
            )
            loading = base.seconds - bare.seconds
            own, more = ours.seconds - bare.seconds, ours.seconds - start.seconds
            megabytes = path.stat().st_size / 1_000_000
            print(
                f"apiref verify of {size} exchanges ({megabytes:.0f} MB) / json.load:"
                f" {own / loading:.2f} ({own * 1000:.0f} ms / {loading * 1000:.0f} ms),"
                f" without the start {more / loading:.2f} ({more * 1000:.0f} ms),"
                f" as whole processes {ours.seconds / base.seconds:.2f};"
                f" memory {ours.megabytes:.0f} MB / {base.megabytes:.0f} MB"
            )


if __name__ == "__main__":
    main()
