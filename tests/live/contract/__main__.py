"""Let schemathesis and a generated client call a real Glance, as the OpenAPI document says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.live.contract.faults import FAULTS, Exchange, Fault
from tests.live.scenario.tasks import FAST, IMAGE, create_image
from tests.live.server import NotStarted
from tests.live.world import Contradiction, World, running_world, true

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SECONDS = 300


def main() -> int:
    try:
        with running_world() as world, tempfile.TemporaryDirectory() as folder:
            document = Path(folder, "openapi.json")
            run(document.parent, "apiref", "openapi", "--strict", "--output", document, ROOT)
            known = something_to_find(world)
            for fault in FAULTS:
                show(world, fault, known)
            print(f"all {len(FAULTS)} faults of Glance are as they are listed", flush=True)
            requests_of_schemathesis(world, document, known)
            generated_client(world, document, known)
    except (Contradiction, NotStarted) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def something_to_find(world: World) -> dict[str, str]:
    """Create an image and a task of it that has succeeded; return what there is, by name."""
    create_image(world, IMAGE, "debian-13-generic-amd64")
    task = world.create(world.import_input(FAST, image_id=IMAGE))["id"]
    world.wait_for(task, "success")
    glance = f"http://127.0.0.1:{world.glance.port}"
    source = f"{world.source.url}{FAST}"
    return {"glance": glance, "source": source, "image": IMAGE, "task": task}


def show(world: World, fault: Fault, known: Mapping[str, str]) -> None:
    """Send the request that shows a fault of Glance, which must still exist."""
    path, body = fault.request(known)
    answer = world.request(
        fault.method, path, "admin", body=body or b"", headers=dict(fault.headers)
    )
    kind = answer.headers.get_content_type()
    parsed = answer.json if kind == "application/json" else None
    exchange = Exchange(fault.method, path, fault.headers, body, answer.status, parsed)
    true(
        fault.occurs(exchange),
        f"Glance has this fault (take it out of faults.py): {fault.why}\n{exchange}",
    )
    if answer.status == 201:
        world.wait_for_end(parsed["id"])


def requests_of_schemathesis(world: World, document: Path, known: Mapping[str, str]) -> None:
    """Let schemathesis generate requests from the document, and check the responses against it."""
    run(
        document.parent,
        *("schemathesis", "--config-file", HERE / "schemathesis.toml", "run", document),
        *("--url", world.proxy.url, "--header", "X-Auth-Token: admin"),
        SCHEMATHESIS_HOOKS="tests.live.contract.hooks",
        CONTRACT_KNOWN=json.dumps(known),
    )


def generated_client(world: World, document: Path, known: Mapping[str, str]) -> None:
    """Generate a client from the document; type-check a program against it, and run that."""
    program, folder = HERE / "client.py", document.parent
    settings = folder / "generator.json"
    # Not formatted: nobody reads it.
    settings.write_text('{"post_hooks": []}', encoding="utf-8")
    run(
        folder,
        *("openapi-python-client", "generate", "--fail-on-warning", "--config", settings),
        *("--path", document, "--meta", "none", "--output-path", folder / "tasks_client"),
    )
    run(folder, "mypy", "--strict", "--follow-imports=silent", program, MYPYPATH=str(folder))
    run(folder, "python", program, world.proxy.url, known["source"], PYTHONPATH=str(folder))


def run(folder: Path, program: str, *arguments: str | Path, **environment: str) -> None:
    """Run a program of this environment in a folder; it must succeed; its output is shown."""
    command = [str(Path(sys.executable).with_name(program)), *map(str, arguments)]
    settings = {"PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(
            command,
            check=False,
            cwd=folder,
            timeout=SECONDS,
            env=os.environ | settings | environment,
        )
    except subprocess.TimeoutExpired as error:
        raise Contradiction(f"{program} takes more than {SECONDS} seconds") from error
    true(done.returncode == 0, f"{program} finds nothing wrong")


if __name__ == "__main__":
    sys.exit(main())
