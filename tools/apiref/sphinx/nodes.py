"""The nodes of an operation in a document tree.

Each is a subclass of a node that every builder knows, and uses its name, so that text, man, LaTeX,
Texinfo, EPUB and the others show sections, containers and paragraphs without special code, and
``:ref:`` finds the title of an operation.
"""

import json
from collections.abc import Iterator

from docutils import nodes

from apiref.model.json_file import Json


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
    """One of several samples. Attribute: ``label``, a short text that distinguishes it."""

    tagname = "container"


def role_of(node: nodes.Node) -> str | None:
    """Return ``request`` or ``response``, whichever the nearest title in the operation mentions.

    "Response to a request" is of a response. None if no title says it.
    """
    around = node.parent
    while around is not None and not isinstance(around, operation):
        if isinstance(around, nodes.section):
            words = around[0].astext().lower()
            for role in ("response", "request"):
                if role in words:
                    return role
        around = around.parent
    return None


def json_samples(section: operation) -> Iterator[tuple[nodes.literal_block, Json]]:
    """Yield the samples of an operation that are JSON objects or arrays, with their values.

    Samples in descriptions of parameters are parts of a body, not one.
    """
    in_rows = {
        id(block)
        for row in section.findall(nodes.row)
        for block in row.findall(nodes.literal_block)
    }
    for block in section.findall(nodes.literal_block):
        if id(block) not in in_rows:
            try:
                value = json.loads(block.astext())
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict | list):
                yield block, value


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
