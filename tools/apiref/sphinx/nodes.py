"""The nodes of an operation in a document tree.

Each is a subclass of a node that every builder knows, and uses its name, so that text, man, LaTeX,
Texinfo, EPUB and the others show sections, containers and paragraphs without special code, and
``:ref:`` finds the title of an operation.
"""

import json
import re
from collections.abc import Iterator
from typing import TypeVar

from docutils import nodes
from sphinx.addnodes import only
from sphinx.application import Sphinx
from sphinx.util.tags import Tags

from apiref.model.json_file import Json

Found = TypeVar("Found", bound=nodes.Node)

# A class of a row or operation that states a bound, as `version_classes` does.
VERSION_CLASS = re.compile(r"rp_(?P<edge>min|max)_ver_(?P<version>\d+_\d+)")


class operation(nodes.section):
    """The section of one or more requests: a title, `endpoints`, and their documentation."""

    tagname = "section"


class endpoints(nodes.container):
    """The methods and URLs of an operation, one `endpoint` each."""

    tagname = "container"


class endpoint(nodes.paragraph):
    """A method and a URL.

    Attributes: ``method`` and ``url`` as written; ``min_version`` and ``max_version``, strings or
    None.
    """

    tagname = "paragraph"


class samples(nodes.container):
    """Alternative samples, shown one at a time. Attribute: ``label``, a title, or empty."""

    tagname = "container"


class sample(nodes.container):
    """One of several samples. Attribute: ``label``, a short text that distinguishes it.

    A request whose microversion readers choose also has ``version``: the place and the text of the
    line that states it, and whether it is there.
    """

    tagname = "container"


def blocks(document: nodes.Element, kind: type[Found]) -> Iterator[Found]:
    """Yield the nodes of a kind in a document, in order, such as sections.

    Those in text, tables and lists are not. They are most of a large page, which every part of the
    extension walks through.
    """
    yield from _walk(document, kind, (nodes.table, nodes.bullet_list))


def within(
    section: operation, kind: type[Found], *left_out: type[nodes.Element]
) -> Iterator[Found]:
    """Yield the nodes of a kind in an operation, in order.

    Those in another operation within it, in text, or in a node of one of the kinds left out, are
    not.
    """
    yield from _walk(section, kind, (operation, *left_out))


def _walk(
    around: nodes.Element, kind: type[Found], left_out: tuple[type[nodes.Element], ...]
) -> Iterator[Found]:
    # Recursion would take twice the time.
    waiting = around.children[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, left_out):
            continue
        if isinstance(node, kind):
            yield node
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.TextElement):
            waiting += node.children[::-1]


def is_in_operation(node: nodes.Node) -> bool:
    """Return whether a node is a part of an operation."""
    around = node.parent
    while around is not None and not isinstance(around, operation):
        around = around.parent
    return around is not None


def role_in(title: str) -> str:
    """Return which of ``request`` and ``response`` a title mentions first, or an empty string."""
    found = re.search("request|response", title, re.IGNORECASE)
    return found[0].lower() if found else ""


def role_of(node: nodes.Node) -> str:
    """Return what the nearest title in the operation says of a node; empty if none does.

    A title is that of a section, or a paragraph directly above a sample.
    """
    while not isinstance(node, operation) and node.parent is not None:
        around = node.parent
        above = around[around.index(node) - 1] if around.index(node) else None
        is_titled = isinstance(above, nodes.paragraph) and "sample-title" in above["classes"]
        titles = [above.astext()] if above is not None and is_titled else []
        if isinstance(around, nodes.section) and not isinstance(around, operation):
            titles.append(around.get("written_title", around[0].astext()))
        role = next(filter(None, map(role_in, titles)), "")
        if role:
            return role
        node = around
    return ""


def is_sample(node: nodes.Node) -> bool:
    """Return whether a node is a sample, with or without a caption."""
    return isinstance(node, nodes.literal_block) or (
        isinstance(node, nodes.container) and bool(node.get("literal_block"))
    )


def json_samples(section: operation) -> Iterator[tuple[nodes.literal_block, Json]]:
    """Yield the samples of an operation that are JSON objects or arrays, with their values.

    Samples in descriptions of parameters are parts of a body, not one.
    """
    for block in within(section, nodes.literal_block, nodes.row):
        try:
            value = json.loads(block.astext())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list):
            yield block, value


def text_of(node: nodes.Node, tags: Tags | None = None) -> str:
    """Return the text that readers see in a node, on one line, without samples.

    They see no messages of docutils, and no raw output; and, if the tags of the build are given,
    nothing that is only for builds with others.
    """
    return " ".join(" ".join(_texts(node, tags)).split())


def _texts(node: nodes.Node, tags: Tags | None) -> Iterator[str]:
    if isinstance(node, only) and tags is not None and not tags.eval_condition(node["expr"]):
        return
    if isinstance(node, nodes.system_message | nodes.raw | nodes.Invisible | nodes.literal_block):
        return
    if isinstance(node, nodes.TextElement | nodes.Text):
        yield node.astext()
    else:
        for child in node.children:
            yield from _texts(child, tags)


def is_for_screens(app: Sphinx) -> bool:
    """Return whether pages are built for a screen; books are read from start to end."""
    return app.builder.format == "html" and app.builder.name != "epub"


def new_endpoint(
    method: str, url: str, min_version: str | None, max_version: str | None
) -> endpoint:
    """Return the node of a method and a URL, with its microversion bounds if any."""
    # Requests are the same in every language.
    node = endpoint("", "", method=method, url=url, translatable=False)
    node["min_version"] = min_version
    node["max_version"] = max_version
    node += [nodes.strong(method, method), nodes.Text(" "), nodes.literal(url, url)]
    node += version_marks(min_version, max_version)
    return node


def version_marks(min_version: str | None, max_version: str | None) -> list[nodes.Node]:
    """Return inline nodes that describe the versions in which something exists."""
    marks: list[nodes.Node] = []
    for words, version, name in (
        ("New in version", min_version, "since"),
        ("Available until version", max_version, "until"),
    ):
        if version:
            text = f"{words} {version}"
            marks += [nodes.Text(" "), nodes.inline(text, text, classes=[name])]
    return marks


def version_classes(min_version: str | None, max_version: str | None) -> list[str]:
    """Return os-api-ref's class names for the bounds, such as ``rp_min_ver_2_10``."""
    bounds = (("rp_min_ver_", min_version), ("rp_max_ver_", max_version))
    return [prefix + version.replace(".", "_") for prefix, version in bounds if version]
