"""Run each curl command of the page against a real Glance, as a reader would who copies it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.live.samples import SOURCE_STAND_IN
from tests.live.scenario.tasks import FAST, IMAGE, create_image
from tests.live.server import NotStarted
from tests.live.world import Contradiction, equal, running_world, true
from tests.site.html_page import Element, parse

ROOT = Path(__file__).parents[2]
PAGE = "v2/index.html"
SECONDS = 60


def main() -> int:
    if shutil.which("curl") is None:
        print("error: curl is not installed", file=sys.stderr)
        return 1
    try:
        with tempfile.TemporaryDirectory() as folder:
            commands = dict(commands_of(parse(built(Path(folder)).read_text(encoding="utf-8"))))
        run_all(commands)
    except (Contradiction, NotStarted) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"all {len(commands)} curl commands are answered as documented")
    return 0


def built(folder: Path) -> Path:
    """Build the site into a folder, and return the page of the operations."""
    source = ROOT / "api-ref" / "source"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", source, folder]
    subprocess.run(command, check=True)
    return folder / PAGE


def commands_of(page: Element) -> Iterator[tuple[str, tuple[str, set[str]]]]:
    """Yield the title of each operation, with its command and its success codes."""
    for section in page.all("section", "operation"):
        (command,) = [
            block.text() for each in section.all("div", "curl") for block in each.all("pre")
        ]
        success, *_errors = section.all("table", "status-codes")
        codes = {cell.text()[:3] for cell in success.all("td", "status-code")}
        yield section.all("h3")[0].text().rstrip("¶"), (command.strip(), codes)


def run_all(commands: dict[str, tuple[str, set[str]]]) -> None:
    """Run the commands for a task and an image that exist.

    Raises:
        Contradiction: The answer to one of them has another code than the page says.
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
        for title, (command, codes) in commands.items():
            # With an image that there is; the code, instead of the answer.
            command = command.replace(SOURCE_STAND_IN, f"{world.source.url}/")
            line = f"{command} --output /dev/null --write-out '%{{http_code}}'"
            done = subprocess.run(
                ["sh", "-uc", line],
                check=False,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                env={"PATH": os.environ["PATH"], **variables},
            )
            equal(done.returncode, 0, f"the exit code of the command of '{title}' ({done.stderr})")
            true(done.stdout in codes, f"'{title}' answers {done.stdout}, as one of {codes}")


if __name__ == "__main__":
    sys.exit(main())
