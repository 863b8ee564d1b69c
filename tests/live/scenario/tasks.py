"""The life of tasks: created, pending, processing, ended, expired."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from tests.live.world import PROJECT, USER, World, equal, true

IMAGE = "2f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"
DEBIAN_12 = "/slow/debian-12-generic-amd64.qcow2"
DEBIAN_13 = "/slow/debian-13-generic-amd64.qcow2"
LAST = "/slow/alpine-3-generic-x86_64.qcow2"
FAST = "/fast/cirros-0-x86_64.qcow2"
# The source does not have it.
NOT_FOUND = "/none/fedora-42-generic-x86_64.qcow2"

TIME_TO_LIVE = timedelta(hours=48)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MICROSECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}")

# The fields of every task, and additional ones if the request set them.
ALWAYS = set(
    "created_at id input message owner request_id result schema self status type updated_at".split()
)
STUB = set("created_at id owner schema self status type updated_at".split())
RECORD = (ALWAYS | {"deleted", "deleted_at", "expires_at", "image_id", "user_id"}) - {
    "schema",
    "self",
}


def nothing_yet(world: World) -> None:
    """A Glance without tasks: the list is empty, and not an error."""
    listed = world.shown("/v2/tasks")
    equal(
        listed,
        {"tasks": [], "first": "/v2/tasks", "schema": "/v2/schemas/tasks"},
        "the list without any task",
    )


def schema_documents(world: World) -> None:
    """The two schema documents, for any valid token."""
    single = world.shown("/v2/schemas/task")
    world.sample(response="schemas-task-show-response")
    several = world.shown("/v2/schemas/tasks")
    world.sample(response="schemas-tasks-list-response")
    for token in ("member", "outsider"):
        equal(world.shown("/v2/schemas/task", token), single, f"the schema for {token}")
        equal(world.shown("/v2/schemas/tasks", token), several, f"the list schema for {token}")
    fields = set(single["properties"])
    equal(fields, ALWAYS | {"expires_at", "image_id", "user_id"}, "the fields of a task")
    items = set(several["properties"]["tasks"]["items"]["properties"])
    equal(fields - items, {"input", "message", "result"}, "what an item of the list lacks")


def image_import(world: World) -> None:
    """The tasks of an image, while the image import API works and afterwards."""
    create_image(world, IMAGE, "debian-12-generic-amd64")
    equal(world.shown(f"/v2/images/{IMAGE}/tasks"), {"tasks": []}, "the tasks of a new image")

    import_image(world, IMAGE, DEBIAN_12)
    (running,) = world.shown(f"/v2/images/{IMAGE}/tasks")["tasks"]
    task = running["id"]
    equal(running["status"], "processing", "the status during the import")
    equal(set(running), RECORD, "the fields of a record")
    for name in ("expires_at", "result", "deleted_at"):
        equal(running[name], None, f"{name} while the task is processing")
    equal(running["deleted"], False, "deleted")
    equal(running["message"], "", "the message while the task is processing")

    world.source.release(DEBIAN_12)
    world.wait_for(task, "success")
    ended = record_of(world, IMAGE, task)
    equal(ended["type"], "api_image_import", "the type of the tasks of image imports")
    equal(ended["result"], {"image_id": IMAGE}, "the result")
    true(re.fullmatch(r"Copied \d+ MiB", ended["message"]), "the message tells the progress")
    for name in ("created_at", "updated_at", "expires_at"):
        true(MICROSECONDS.fullmatch(ended[name]), f"{name} has microseconds and no time zone")
    assert_kept_for_its_time(ended)
    # The same task, in its other form.
    shown = world.task(task)
    equal(set(shown), ALWAYS | {"expires_at", "image_id", "user_id"}, "the fields of an ended task")
    equal(shown["created_at"], seconds(ended["created_at"]), "created_at in its other form")


def failing_import(world: World) -> None:
    """A task that fails: expires_at is set, and the message tells why."""
    task = world.create(world.import_input(NOT_FOUND))
    world.wait_for(task["id"], "failure")
    failed = world.task(task["id"])
    world.sample(response="task-show-failure-response")
    true(failed["message"], "the message is not empty")
    equal(failed["result"], None, "the result of a failed task")
    true("image_id" not in failed, "image_id is absent when the input had none")
    assert_kept_for_its_time(failed)
    world.tasks["failure"] = task["id"]


def import_step_by_step(world: World) -> None:
    """A task from its creation to its success, as it is shown on its way."""
    answer = world.post(
        "/v2/tasks", {"type": "import", "input": world.import_input(DEBIAN_13, image_id=IMAGE)}
    )
    world.sample(request="task-create-request", response="task-create-response")
    task = answer.json
    equal(answer.status, 201, "the status of a creation")
    equal(answer.headers["Location"], f"{world.proxy.url}{task['self']}", "Location is absolute")
    equal(set(task), ALWAYS | {"image_id", "user_id"}, "the fields of a new task")
    equal(task["status"], "pending", "the status of a new task")
    equal((task["message"], task["result"]), ("", None), "the outcome of a new task")
    equal((task["owner"], task["user_id"]), (PROJECT, USER), "the owner and the user")
    equal(task["image_id"], IMAGE, "image_id is what the input names")
    equal(task["self"], f"/v2/tasks/{task['id']}", "self is relative")
    equal(task["request_id"], answer.headers["x-openstack-request-id"], "request_id")
    equal(task["created_at"], task["updated_at"], "updated_at of a new task")
    true(SECONDS.fullmatch(task["created_at"]), "dates have whole seconds, and end in Z")
    true(UUID.fullmatch(task["id"]), "the id is a UUID")

    world.wait_for_download(DEBIAN_13)
    running = world.task(task["id"])
    equal(running["status"], "processing", "the status during the import")
    world.sample(response="task-show-processing-response")
    true("expires_at" not in running, "expires_at is absent until the end")
    equal(running["result"], None, "the result of a task that is processing")
    world.shown(f"/v2/images/{IMAGE}/tasks")
    world.sample(response="image-tasks-show-response")

    world.source.release(DEBIAN_13)
    world.wait_for(task["id"], "success")
    done = world.task(task["id"])
    world.sample(response="task-show-success-response")
    true(UUID.fullmatch(done["result"]["image_id"]), "the result has the UUID of the image")
    true(done["result"]["image_id"] != IMAGE, "image_id in the input does not choose the image")
    equal(done["message"], "", "the message of a task that succeeded")
    assert_kept_for_its_time(done)
    world.tasks["success"] = task["id"]


def one_task_at_a_time(world: World) -> None:
    """Pending and processing tasks side by side, in lists and filters."""
    first = world.create(world.import_input(LAST))["id"]
    world.wait_for_download(LAST)
    listed = world.shown("/v2/tasks", limit=3)
    world.sample(response="tasks-list-response")
    equal(
        [task["id"] for task in listed["tasks"]],
        [first, world.tasks["success"], world.tasks["failure"]],
        "the newest tasks come first",
    )
    for task in listed["tasks"]:
        ended = task["status"] in ("success", "failure")
        equal(set(task), STUB | {"expires_at"} if ended else STUB, "the fields of an item")

    # Glance has one thread for tasks here, so the second one waits.
    second = world.create(world.import_input(FAST, image_id=IMAGE))["id"]
    waiting = world.task(second)
    equal(waiting["status"], "pending", "the status of the second task")
    true("expires_at" not in waiting, "expires_at is absent while the task is pending")
    equal(record_of(world, IMAGE, second)["status"], "pending", "the status in the record")

    for status, expected in (("pending", [second]), ("processing", [first])):
        found = world.shown("/v2/tasks", status=status)["tasks"]
        equal([task["id"] for task in found], expected, f"the tasks with status {status}")
    world.source.release(LAST)
    world.wait_for(second, "success")
    equal(world.shown("/v2/tasks", status="pending")["tasks"], [], "the pending tasks afterwards")


def who_created_it(world: World) -> None:
    """A token that names no user: user_id is absent, and null in the record."""
    task = world.create(world.import_input(FAST, image_id=IMAGE), "admin-without-user")
    true("user_id" not in task, "user_id is absent")
    world.wait_for(task["id"], "success")
    true("user_id" not in world.task(task["id"]), "user_id is absent")
    equal(record_of(world, IMAGE, task["id"])["user_id"], None, "user_id in the record")


def internal_types(world: World) -> None:
    """The types of tasks that Glance makes itself: accepted, but they end in failure."""
    for kind in ("api_image_import", "location_import"):
        task = world.create({"image_id": IMAGE}, type=kind)
        equal(task["type"], kind, "the type")
        world.wait_for(task["id"], "failure")
        true(world.task(task["id"])["message"], "the message is not empty")
        equal(record_of(world, IMAGE, task["id"])["result"], None, "the result in the record")


def media_types(world: World) -> None:
    """The Content-Type header is ignored: every body is read as JSON."""
    body = b'{"type": "api_image_import", "input": {}}'
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded", None):
        headers = {} if kind is None else {"Content-Type": kind}
        answer = world.post("/v2/tasks", body, headers=headers)
        equal(answer.status, 201, f"the status for {kind}")
        world.wait_for(answer.json["id"], "failure")


def who_sees_the_tasks_of_an_image(world: World) -> None:
    """Users who see an image see only those of its tasks that their own project owns."""
    of_image = f"/v2/images/{IMAGE}/tasks"
    everything = world.shown(of_image)
    equal(world.shown(of_image, "member"), everything, "the tasks for the project of the image")
    change = [{"op": "replace", "path": "/visibility", "value": "public"}]
    kind = {"Content-Type": "application/openstack-images-v2.1-json-patch"}
    answer = world.request("PATCH", f"/v2/images/{IMAGE}", "admin", body=change, headers=kind)
    equal(answer.status, 200, "the status of a change to an image")
    equal(world.shown(of_image, "outsider"), {"tasks": []}, "the tasks for another project")

    # A task of type import belongs to the image that its input names, not to the one it made.
    made = world.task(world.tasks["success"])["result"]["image_id"]
    equal(world.shown(f"/v2/images/{made}/tasks"), {"tasks": []}, "the tasks of the made image")


def expiry(world: World) -> None:
    """An expired task is not in lists any more; its details are still shown."""
    task = world.tasks["success"]
    world.glance.expire(task)
    tasks = world.shown(f"/v2/images/{IMAGE}/tasks")["tasks"]
    true(task not in [each["id"] for each in tasks], "the record is not among those of the image")
    true(all(not each["deleted"] for each in tasks), "no record is marked as deleted")
    listed = world.shown("/v2/tasks", type="import", status="success")["tasks"]
    true(task not in [each["id"] for each in listed], "the task is not in the list")
    shown = world.task(task)
    true(shown["expires_at"] < shown["created_at"], "its details are those of an expired task")


def create_image(world: World, image_id: str, name: str) -> None:
    """Create an image without data."""
    body = {"id": image_id, "name": name, "container_format": "bare", "disk_format": "qcow2"}
    equal(world.post("/v2/images", body).status, 201, "the status of the creation of an image")


def import_image(world: World, image_id: str, path: str) -> None:
    """Let Glance import the data of an image from a slow path, and wait until it does."""
    method = {"name": "web-download", "uri": f"{world.source.url}{path}"}
    answer = world.post(f"/v2/images/{image_id}/import", {"method": method})
    equal(answer.status, 202, "the status of an image import")
    world.wait_for_download(path)


def record_of(world: World, image_id: str, task_id: str) -> Any:
    """The record of a task among those of an image."""
    tasks = world.shown(f"/v2/images/{image_id}/tasks")["tasks"]
    found = [task for task in tasks if task["id"] == task_id]
    equal(len(found), 1, f"how often task {task_id} is among those of the image")
    equal(found[0]["image_id"], image_id, "the image of the record")
    return found[0]


def assert_kept_for_its_time(task: Any) -> None:
    """An ended task is kept for 48 hours; the second may change between the two times."""
    ended, expires = (datetime.fromisoformat(task[n]) for n in ("updated_at", "expires_at"))
    true(
        timedelta(0) <= ended - (expires - TIME_TO_LIVE) <= timedelta(seconds=2),
        f"expires_at {expires} is 48 hours after the end at {ended}",
    )


def seconds(moment: str) -> str:
    """A time with microseconds, without them."""
    return f"{moment.partition('.')[0]}Z"
