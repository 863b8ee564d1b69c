"""Listing: every query parameter, with every value that the reference names."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.live.world import World, equal, true

DEFAULT_LIMIT = 25
MAXIMUM_LIMIT = 1000
SORT_KEYS = ("created_at", "expires_at", "status", "type", "updated_at")


def order(world: World) -> None:
    """sort_key and sort_dir: each key in both directions; the newest first by default."""
    for key in SORT_KEYS:
        for direction in ("asc", "desc"):
            # All of them have ended, so all have expires_at.
            tasks = world.shown("/v2/tasks", sort_key=key, sort_dir=direction)["tasks"]
            assert_sorted(tasks, key, direction)
        by_default = world.shown("/v2/tasks", sort_key=key, limit=5)["tasks"]
        in_words = world.shown("/v2/tasks", sort_key=key, sort_dir="desc", limit=5)["tasks"]
        equal(by_default, in_words, f"the direction of {key} by default")
    assert_sorted(world.shown("/v2/tasks")["tasks"], "created_at", "desc")
    assert_sorted(world.shown("/v2/tasks", sort_dir="asc")["tasks"], "created_at", "asc")


def filters(world: World) -> None:
    """status and type: only the tasks that match, also both at once."""
    for status in ("pending", "processing", "success", "failure"):
        tasks = world.shown("/v2/tasks", status=status, limit=30)["tasks"]
        true(all(task["status"] == status for task in tasks), f"all tasks are {status}")
        equal(bool(tasks), status in ("success", "failure"), f"whether any task is {status}")
    tasks = world.shown("/v2/tasks", type="import", limit=30)["tasks"]
    equal({task["type"] for task in tasks}, {"import"}, "the types with the filter")
    tasks = world.shown("/v2/tasks", type="import", status="success")["tasks"]
    equal({(t["type"], t["status"]) for t in tasks}, {("import", "success")}, "both filters")


def page_size(world: World) -> None:
    """limit: 25 by default, at most 1000, silently."""
    # To create them by requests would take minutes.
    world.glance.multiply(world.tasks["failure"], MAXIMUM_LIMIT + 50)
    equal(size(world), DEFAULT_LIMIT, "the size of a page by default")
    for limit in (1, MAXIMUM_LIMIT):
        equal(size(world, limit=limit), limit, f"the size of a page with limit {limit}")
    trimmed = world.shown("/v2/tasks", limit=MAXIMUM_LIMIT + 1)
    equal(len(trimmed["tasks"]), MAXIMUM_LIMIT, "the size of a page beyond the maximum")
    equal(query_of(trimmed["next"])["limit"], "1001", "next repeats the limit as it was given")

    nothing = world.shown("/v2/tasks", limit=0)
    equal(nothing["tasks"], [], "the page of limit 0")
    true("next" not in nothing, "the page of limit 0 has no next one")


def paging(world: World) -> None:
    """limit, marker and next: to the last page, with the other parameters kept."""
    wanted = {"status": "failure", "type": "import", "sort_key": "created_at", "sort_dir": "asc"}
    pages = follow(world, f"/v2/tasks?limit=400&{'&'.join(f'{k}={v}' for k, v in wanted.items())}")
    for page in pages:
        equal(query_of(page["first"]), wanted | {"limit": "400"}, "the parameters of first")
    for page in pages[:-1]:
        last = page["tasks"][-1]["id"]
        equal(query_of(page["next"]), wanted | {"limit": "400", "marker": last}, "those of next")
    true(len(pages[-1]["tasks"]) < 400, "the last page is not full, and has no next one")
    tasks = [task for page in pages for task in page["tasks"]]
    equal(len({task["id"] for task in tasks}), len(tasks), "no task comes twice")
    assert_sorted(tasks, "created_at", "asc")

    # Where the last page is full, there is one after it, which is empty.
    succeeded = len(world.shown("/v2/tasks", status="success")["tasks"])
    pages = follow(world, f"/v2/tasks?status=success&limit={succeeded}")
    equal([len(page["tasks"]) for page in pages], [succeeded, 0], "the sizes of the pages")

    # A marker of one's own.
    everything = world.shown("/v2/tasks", limit=6)["tasks"]
    rest = world.shown("/v2/tasks", limit=3, marker=everything[2]["id"])["tasks"]
    equal(rest, everything[3:], "the page after a marker starts with the task that follows it")


def size(world: World, **query: object) -> int:
    """How many tasks a page has."""
    return len(world.shown("/v2/tasks", **query)["tasks"])


def follow(world: World, url: str) -> list[Any]:
    """All pages from this one on."""
    pages = [world.shown(url)]
    while "next" in pages[-1]:
        pages.append(world.shown(pages[-1]["next"]))
    return pages


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def assert_sorted(tasks: list[Any], key: str, direction: str) -> None:
    values = [task[key] for task in tasks]
    true(len(values) > 3, f"there are tasks to sort by {key}")
    equal(values, sorted(values, reverse=direction == "desc"), f"the order by {key} {direction}")
