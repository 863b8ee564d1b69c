"""What a reader wants to know about the thing under the cursor, as Markdown."""

from __future__ import annotations

from apiref.lsp.places import Node, Spot, entry_of, reasons_of, rows_of, rows_with, spot
from apiref.model.location import Location
from apiref.model.page import SampleReference
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.openapi.markdown import Renderer
from apiref.text.listing import listed

_MOST_LINES = 40
_markdown = Renderer().render


def hover(tree: Tree, place: Location) -> tuple[Location, str, str] | None:
    """The location and the text of the word at a location, and its explanation."""
    found = spot(tree, place)
    text = _explained(tree, found) if found is not None else ""
    return (found.location, found.word, text) if found is not None and text else None


def _explained(tree: Tree, found: Spot) -> str:
    thing = found.thing
    if isinstance(thing, SampleReference):
        sample = tree.samples.get(thing.path or "")
        lines = sample.text.splitlines() if sample is not None else []
        more = ["..."] if len(lines) > _MOST_LINES else []
        return "\n".join(["```json", *lines[:_MOST_LINES], *more, "```"]) if lines else ""
    if isinstance(thing, Node):
        rows = {row.parameter.key: row.parameter for row in rows_of(tree, thing)}
        return "\n\n---\n\n".join(explained(tree, entry) for entry in rows.values())
    entry = entry_of(tree, found)
    if entry is not None:
        return explained(tree, entry)
    texts = (f"**{it.code}** {it.key}\n\n{_markdown(it.text)}" for it in reasons_of(tree, found))
    return "\n\n".join(texts)


def explained(tree: Tree, entry: Parameter) -> str:
    """The type, the description and the uses of an entry."""
    facts = [
        entry.place,
        entry.type,
        "required" if entry.required else "optional",
        f"since {entry.min_version}" if entry.min_version else "",
        f"until {entry.max_version}" if entry.max_version else "",
    ]
    labels = dict.fromkeys(rows_with(tree, entry).values())
    uses = (
        f"Used in {listed([f'`{label}`' for label in labels])}."
        if labels
        else "No row refers to it."
    )
    head = f"**{entry.key}**: {', '.join(filter(None, facts))}"
    return "\n\n".join(filter(None, (head, _markdown(entry.description), uses)))
