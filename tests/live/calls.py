"""Run each curl command and Python program of the page against a real Glance, as a reader would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.live.samples import SOURCE_STAND_IN
from tests.live.scenario.tasks import FAST, IMAGE, create_image
from tests.live.server import NotStarted
from tests.live.world import Contradiction, equal, running_world, true
from tests.site.html_page import Element, parse

ROOT = Path(__file__).parents[2]
HOME = "index.html"
PAGE = "v2/index.html"
SECONDS = 60


class Call(NamedTuple):
    """The code for a client, in the operation of that title, and its success codes."""

    title: str
    client: str
    code: str
    codes: frozenset[str]


def main() -> int:
    if shutil.which("curl") is None:
        print("error: curl is not installed", file=sys.stderr)
        return 1
    try:
        with tempfile.TemporaryDirectory() as folder:
            home, page = map(parse, built(Path(folder)))
        calls = [first_call(home), *calls_of(page)]
        run_all(calls)
    except (Contradiction, NotStarted) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"all {len(calls)} curl commands and Python programs are answered as documented")
    return 0


def built(folder: Path) -> list[str]:
    """Build the site into a folder, and return the home page and the page of the operations."""
    source = ROOT / "api-ref" / "source"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", source, folder]
    subprocess.run(command, check=True)
    return [(folder / name).read_text(encoding="utf-8") for name in (HOME, PAGE)]


def first_call(page: Element) -> Call:
    """Return the command of the home page."""
    (code,) = (
        text for text in (block.text() for block in page.all("pre")) if text.startswith("curl ")
    )
    return Call("First call", "curl", code.strip(), frozenset({"200"}))


def calls_of(page: Element) -> Iterator[Call]:
    """Yield the code of each operation for curl and for Python; HTTP is the same in other words."""
    for section in page.all("section", "operation"):
        title = section.all("h3")[0].text().rstrip("¶")
        success, *_errors = section.all("table", "status-codes")
        codes = frozenset(cell.text()[:3] for cell in success.all("td", "status-code"))
        for block in section.all("div", "call"):
            for sample in block.all("div", "sample"):
                client, (code,) = sample.attributes["data-title"] or "", sample.all("pre")
                if client in COMMANDS:
                    yield Call(title, client, code.text().strip(), codes)


# How to run the code so that it prints the response code first.
COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "curl": lambda code: ["sh", "-uc", f"{code} --output /dev/null --write-out '%{{http_code}}'"],
    "Python": lambda code: [sys.executable, "-c", code],
}


def run_all(calls: Sequence[Call]) -> None:
    """Run the code for a task and an image that exist.

    Raises:
        Contradiction: An answer has another code than the page says, or a program fails.
    """
    with running_world() as world:
        create_image(world, IMAGE, "debian-13-generic-amd64")
        task = world.create(world.import_input(FAST, image_id=IMAGE))["id"]
        world.wait_for(task, "success")
        variables = {
            "ENDPOINT": f"http://127.0.0.1:{world.proxy.port}",
            "OS_TOKEN": "admin",
            "image_id": IMAGE,
            "task_id": task,
        }
        for title, client, code, codes in calls:
            # With an image that there is.
            code = code.replace(SOURCE_STAND_IN, f"{world.source.url}/")
            done = subprocess.run(
                COMMANDS[client](code),
                check=False,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                env={"PATH": os.environ["PATH"], **variables},
            )
            equal(done.returncode, 0, f"the exit code of '{title}' in {client} ({done.stderr})")
            true(done.stdout[:3] in codes, f"'{title}' answers {done.stdout}, as one of {codes}")


if __name__ == "__main__":
    sys.exit(main())
