"""Errors: every documented code, under each of the conditions that the reference gives."""

from __future__ import annotations

from tests.live.scenario.tasks import FAST, IMAGE, create_image
from tests.live.world import NOBODY, World, equal, true

UNKNOWN = "00000000-0000-4000-8000-000000000000"
HIDDEN = "b5fbd8ab-9c1c-4c04-8f17-5c25ed26e6c4"
MALFORMED = "not-a-uuid"


def create_task(world: World) -> None:
    """Creating: 400 for each fault of the body, 401, 403."""
    good = world.import_input(FAST)
    faults: dict[str, object] = {
        "no body": b"",
        "not JSON": b"{",
        "JSON, but no object": b"[]",
        "neither an object nor an array": b"null",
        "no type": {"input": good},
        "no input": {"type": "import"},
        "a type that there is not": {"type": "export", "input": good},
        "a type that is no string": {"type": 1, "input": good},
        "an input that is no object": {"type": "import", "input": "debian"},
        "an input that is null": {"type": "import", "input": None},
        "a key that no task has": {"type": "import", "input": good, "priority": 1},
        "a field of a wrong type": {"type": "import", "input": good, "message": 1},
        "no import_from": {"type": "import", "input": {**good, "import_from": None}},
        "an empty import_from": {"type": "import", "input": {**good, "import_from": ""}},
    }
    for url in (
        "ftp://127.0.0.1/debian.qcow2",
        "file:///etc/hostname",
        f"{world.source.url}0{FAST}",
        f"http://192.0.2.1:{world.source.port}{FAST}",
    ):
        faults[f"import_from {url}"] = {"type": "import", "input": {**good, "import_from": url}}
    for name, body in faults.items():
        equal(world.post("/v2/tasks", body).status, 400, f"the status for {name}")
    for token, status in ((NOBODY, 401), ("unknown", 401), ("member", 403)):
        body = {"type": "import", "input": good}
        equal(world.post("/v2/tasks", body, token).status, status, f"the status for {token}")
        equal(world.post("/v2/tasks", b"{", token).status, status, "it comes before the body")


def list_tasks(world: World) -> None:
    """Listing: 400 for each parameter with a bad value, 401, 403."""
    for name, values in {
        "limit": ("many", "-1", "1.5", ""),
        "marker": (MALFORMED, UNKNOWN, ""),
        "sort_dir": ("up", ""),
        "sort_key": ("colour", "input", ""),
        "status": ("done",),
        "type": ("export", "api_image_import"),
    }.items():
        for value in values:
            answer = world.get("/v2/tasks", query={name: value})
            equal(answer.status, 400, f"the status for {name} {value!r}")
    for token, status in ((NOBODY, 401), ("member", 403)):
        equal(world.get("/v2/tasks", token).status, status, f"the status for {token}")


def show_task_details(world: World) -> None:
    """Showing: 404 for an unknown and for a malformed id, 401, 403."""
    for task in (UNKNOWN, MALFORMED):
        equal(world.get(f"/v2/tasks/{task}").status, 404, f"the status for the id {task}")
    for token, status in ((NOBODY, 401), ("member", 403)):
        for task in (world.tasks["success"], UNKNOWN):
            answer = world.get(f"/v2/tasks/{task}", token)
            equal(answer.status, status, f"the status of {task} for {token}")


def tasks_of_an_image(world: World) -> None:
    """The tasks of an image: 404 for one that there is not, or that one may not see; 401."""
    create_image(world, HIDDEN, "private")
    for image, token in ((UNKNOWN, "admin"), (MALFORMED, "admin"), (HIDDEN, "outsider")):
        answer = world.get(f"/v2/images/{image}/tasks", token)
        equal(answer.status, 404, f"the status of {image} for {token}")
    equal(world.get(f"/v2/images/{IMAGE}/tasks", NOBODY).status, 401, "the status for nobody")


def schemas(world: World) -> None:
    """The schema documents: 401 without a token."""
    for name in ("task", "tasks"):
        equal(world.get(f"/v2/schemas/{name}", NOBODY).status, 401, "the status for nobody")


def forms_of_errors(world: World) -> None:
    """Errors come as JSON, HTML or plain text, as the Accept header asks."""
    for accept, kind in (
        ("application/json", "application/json"),
        ("text/html", "text/html"),
        ("text/plain", "text/plain"),
        ("*/*", "text/html"),
        (None, "text/plain"),
    ):
        headers = {} if accept is None else {"Accept": accept}
        answer = world.get(f"/v2/tasks/{UNKNOWN}", headers=headers)
        equal(answer.headers.get_content_type(), kind, f"the type for Accept: {accept}")
        if kind == "application/json":
            equal(set(answer.json), {"code", "message", "title"}, "the fields of an error")
            equal(answer.json["code"], "404 Not Found", "the code of an error")
    # Accept concerns errors alone.
    for accept in ("text/html", "text/plain"):
        answer = world.get("/v2/tasks", headers={"Accept": accept}, query={"limit": 1})
        true(answer.json["tasks"], "answers other than errors are always JSON")
        equal(answer.headers.get_content_type(), "application/json", "their type")
