"""The same calls with the clients of OpenStack.

They know nothing about the recording. There is no Keystone, so they are told the URL of the Images
API and a token.
"""

from __future__ import annotations

import json
import re

from tests.live.scenario.tasks import FAST, UUID
from tests.live.world import Contradiction, World, equal, true


def glance_client(world: World) -> None:
    """python-glanceclient: the command glance."""
    glance = ("glance", "--os-image-url", world.proxy.url, "--os-auth-token", "admin")
    listing = ("task-list", "--sort-key", "status", "--sort-dir", "asc", "--page-size", "3")
    printed = world.command(*glance, *listing)
    true(world.tasks["success"] in printed, "glance task-list prints the task")
    printed = world.command(*glance, "task-show", world.tasks["failure"])
    true("failure" in printed, "glance task-show prints the status")
    task_input = json.dumps(world.import_input(FAST))
    printed = world.command(*glance, "task-create", "--type", "import", "--input", task_input)
    created = re.search(rf"\| id +\| ({UUID.pattern})", printed)
    if created is None:
        raise Contradiction(f"glance task-create prints no id:\n{printed}")
    world.wait_for(created[1], "success")
    # "glance image-tasks" gives up before it asks: Glance names version 2.12 among its versions
    # only where several stores are configured, though it answers this call without, too.
    versions = {version["id"] for version in world.unrecorded("/versions").json["versions"]}
    true("v2.12" not in versions and "v2.15" in versions, "v2.12 is not named")


def openstack_client(world: World) -> None:
    """python-openstackclient: the command openstack."""
    access = ("--os-auth-type", "admin_token", "--os-endpoint", f"{world.proxy.url}/v2")
    openstack = ("openstack", *access, "--os-token", "admin")
    arguments = ("--status", "failure", "--limit", "2", "-f", "json")
    printed = json.loads(world.command(*openstack, "image", "task", "list", *arguments))
    equal({task["Status"] for task in printed}, {"failure"}, "openstack image task list")
    show = ("image", "task", "show", world.tasks["success"], "-f", "json")
    printed = json.loads(world.command(*openstack, *show))
    equal(printed["status"], "success", "openstack image task show")


def openstack_sdk(world: World) -> None:
    """openstacksdk: what programs use."""
    import openstack

    access = {"endpoint": f"{world.proxy.url}/v2", "token": "admin"}
    connection = openstack.connect(auth_type="admin_token", auth=access, load_yaml_config=False)
    try:
        image = connection.image
        listed = list(image.tasks(limit=4, sort_dir="asc"))
        true(len(listed) > 4, "the SDK follows the pages to the last one")
        equal(len({task.id for task in listed}), len(listed), "it gets no task twice")
        task = image.create_task(type="import", input=world.import_input(FAST))
        image.wait_for_task(task, interval=1, wait=60)
        equal(image.get_task(task.id).status, "success", "the status that the SDK shows")
        equal(image.get_task_schema().name, "task", "the schema that the SDK gets")
        equal(image.get_tasks_schema().name, "tasks", "the list schema that the SDK gets")
    finally:
        connection.close()
