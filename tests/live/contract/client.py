"""A program of a user: creates a task, follows it to its end, and finds it in the list.

It is written for the package that openapi-python-client generates out of the document, and mypy
checks it against the types of that package. ``python client.py URL SOURCE`` runs it.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta

from tasks_client import AuthenticatedClient
from tasks_client.api.tasks import create_task, list_tasks, show_task_details
from tasks_client.models import (
    CreatedTask,
    ListTasksSortKey,
    Task,
    TaskCreateRequest,
    TaskInput,
    TaskInputImageProperties,
    TaskList,
    TaskStatus,
    TaskType,
)


def main(url: str, source: str) -> None:
    client = AuthenticatedClient(
        base_url=url,
        token="admin",
        prefix="",
        auth_header_name="X-Auth-Token",
        raise_on_unexpected_status=True,
        # No proxy of the environment is asked.
        httpx_args={"trust_env": False},
    )
    with client:
        task = ended(client, create(client, source))
        find(client, task)
    print(f"The generated client created task {task.id}, showed it and found it in the list.")


def create(client: AuthenticatedClient, source: str) -> CreatedTask:
    image = TaskInputImageProperties.from_dict(
        {"container_format": "bare", "disk_format": "qcow2", "name": "cirros"}
    )
    request = TaskCreateRequest(
        type_=TaskType.IMPORT,
        input_=TaskInput(import_from=source, import_from_format="qcow2", image_properties=image),
    )
    created = create_task.sync(client=client, body=request)
    assert isinstance(created, CreatedTask)
    assert created.status is TaskStatus.PENDING
    assert created.input_ == request.input_
    return created


def ended(client: AuthenticatedClient, created: CreatedTask) -> Task:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        task = show_task_details.sync(created.id, client=client)
        assert isinstance(task, Task)
        if task.status is TaskStatus.SUCCESS:
            assert task.result and task.result.image_id
            assert isinstance(task.expires_at, datetime)
            assert task.expires_at - datetime.now(UTC) > timedelta(hours=47)
            return task
        assert task.status in (TaskStatus.PENDING, TaskStatus.PROCESSING), task
        time.sleep(0.1)
    raise TimeoutError(f"this task does not end: {created}")


def find(client: AuthenticatedClient, task: Task) -> None:
    page = list_tasks.sync(
        client=client,
        status=TaskStatus.SUCCESS,
        sort_key=ListTasksSortKey.CREATED_AT,
        limit=5,
    )
    assert isinstance(page, TaskList)
    (found,) = [item for item in page.tasks if item.id == task.id]
    assert found.created_at == task.created_at
    assert found.status is TaskStatus.SUCCESS


if __name__ == "__main__":
    main(*sys.argv[1:])
