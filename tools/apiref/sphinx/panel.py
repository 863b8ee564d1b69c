"""Collects the request and the samples of an operation, which wide pages show beside its text."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from apiref.sphinx.nodes import blocks, is_for_screens, is_sample, operation, samples, within
from apiref.sphinx.samples import EXAMPLE

_MARKS = nodes.comment, nodes.system_message, nodes.target


class Panel(SphinxPostTransform):
    """Moves the request and the sections of samples to the end of their operation."""

    # After the samples are grouped and the request is added.
    default_priority = 403

    def run(self, **kwargs: object) -> None:
        """Transform the document in place."""
        for section in list(blocks(self.document, operation)):
            moved = [
                node
                for node in within(section, nodes.Element)
                if _is_movable(node) and not _is_in_movable(node)
            ]
            if moved:
                for node in moved:
                    node.parent.remove(node)
                section += nodes.container("", *moved, classes=["operation-panel"])


def _is_movable(node: nodes.Node) -> bool:
    """Return whether a node is a request, or shows samples and says no more than that."""
    if isinstance(node, samples):
        return True
    if isinstance(node, nodes.container):
        return "call" in node["classes"]
    if not isinstance(node, nodes.section) or isinstance(node, operation):
        return False
    shown = [child for child in node.children[1:] if not isinstance(child, _MARKS)]
    if EXAMPLE.search(node[0].astext()):
        shown = [child for child in shown if not isinstance(child, nodes.paragraph)]
    return bool(shown) and all(map(_shows_samples, shown))


def _shows_samples(node: nodes.Node) -> bool:
    """Return whether a node is a sample, a group of them, or the title of one."""
    if isinstance(node, nodes.paragraph):
        return "sample-title" in node["classes"]
    return isinstance(node, samples) or is_sample(node)


def _is_in_movable(node: nodes.Node) -> bool:
    around = node.parent
    while not isinstance(around, operation):
        if _is_movable(around):
            return True
        around = around.parent
    return False


def _register(app: Sphinx) -> None:
    """Register the transform for the pages of the theme, which has a place for the panel."""
    if is_for_screens(app) and app.config.apiref_theme:
        app.add_post_transform(Panel)


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("builder-inited", _register)
