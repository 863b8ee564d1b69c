"""The scenario: every statement of the reference, as exchanges with a running Glance.

It is meant to be read. Each chapter is a function whose docstring says what is shown; what it says
beyond the schemas is asserted where it happens. The chapters share one Glance, in this order.

Requests to other parts of the Images API, such as the creation of an image, pass the same proxy,
but are not recorded, as the reference does not have them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.live.scenario import clients, errors, listing, tasks
from tests.live.world import World

Chapter = Callable[[World], None]

CHAPTERS: Sequence[Chapter] = (
    tasks.nothing_yet,
    tasks.schema_documents,
    tasks.image_import,
    tasks.failing_import,
    tasks.import_step_by_step,
    tasks.one_task_at_a_time,
    tasks.who_created_it,
    tasks.internal_types,
    tasks.media_types,
    tasks.who_sees_the_tasks_of_an_image,
    clients.glance_client,
    clients.openstack_client,
    clients.openstack_sdk,
    errors.create_task,
    errors.list_tasks,
    errors.show_task_details,
    errors.tasks_of_an_image,
    errors.schemas,
    errors.forms_of_errors,
    listing.order,
    listing.filters,
    listing.page_size,
    listing.paging,
    tasks.expiry,
)


def play(world: World, tell: Callable[[str], None]) -> None:
    """Run all chapters, and print the title of each as it begins."""
    for chapter in CHAPTERS:
        title = (chapter.__doc__ or chapter.__name__).splitlines()[0]
        tell(title)
        world.recording.chapter(title)
        chapter(world)
