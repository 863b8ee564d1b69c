"""The nodes that an operation has in a document tree.

Each derives from a node that every builder of Sphinx knows, and goes by its name, so that text,
man, LaTeX, Texinfo, EPUB and the others show a section, a container or a paragraph without code of
their own, and ``:ref:`` finds the title of an operation.
"""

from docutils import nodes


class operation(nodes.section):
    """The section of one or several requests: a title, `endpoints`, and what is said of them."""

    tagname = "section"


class endpoints(nodes.container):
    """The methods and URLs of an operation, one `endpoint` each."""

    tagname = "container"


class endpoint(nodes.paragraph):
    """A method and a URL.

    Attributes: ``method`` and ``url``, texts as written; ``min_version`` and ``max_version``, texts
    or None.
    """

    tagname = "paragraph"


class samples(nodes.container):
    """Several samples of which a reader wants to see one at a time."""

    tagname = "container"


class sample(nodes.container):
    """One of several samples. Attribute: ``label``, a short text that tells it from the others."""

    tagname = "container"


def new_endpoint(
    method: str, url: str, min_version: str | None, max_version: str | None
) -> endpoint:
    """Return the node of a method and a URL, with its versions where it has bounds."""
    # What a client sends is the same in every language.
    node = endpoint("", "", method=method, url=url, translatable=False)
    node["min_version"] = min_version
    node["max_version"] = max_version
    node += [nodes.strong(method, method), nodes.Text(" "), nodes.literal(url, url)]
    node += version_marks(min_version, max_version)
    return node


def version_marks(min_version: str | None, max_version: str | None) -> list[nodes.Node]:
    """Return what tells the versions that something exists in, as inline nodes."""
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
