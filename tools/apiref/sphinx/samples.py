"""Groups the alternative samples of an operation for HTML."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform

from apiref.sphinx.nodes import (
    blocks,
    is_for_screens,
    is_sample,
    operation,
    role_in,
    role_of,
    sample,
    samples,
    within,
)

_LABELS = {"request": _("Request example"), "response": _("Response example")}
EXAMPLE = re.compile("example|sample", re.IGNORECASE)
_SUFFIX = re.compile(r"\(|:|\s[-\u2013\u2014]\s")


class SampleGroups(SphinxPostTransform):
    """Groups consecutive samples of the same body, with a distinct label each."""

    default_priority = 400

    def run(self, **kwargs: object) -> None:
        """Transform the document in place."""
        for section in list(blocks(self.document, operation)):
            _group(section, list(_sections(section)))
            for around in [section, *within(section, nodes.section)]:
                _group(around, list(_titled(around)))


class Member(NamedTuple):
    """A sample with its surrounding nodes."""

    title: str
    # Equal for samples of the same body.
    kind: str
    nodes: list[nodes.Node]


def _group(parent: nodes.Element, members: Sequence[tuple[int, Member]]) -> None:
    """Wrap each run of two or more adjacent members; members come with their positions."""
    runs: list[list[Member]] = []
    end = -1
    for place, member in members:
        if place == end and runs[-1][-1].kind == member.kind:
            runs[-1].append(member)
        else:
            runs.append([member])
        end = place + len(member.nodes)
    for run in runs:
        if len(run) > 1:
            _wrap(parent, run)


def _wrap(parent: nodes.Element, run: Sequence[Member]) -> None:
    # Sections have titles of their own, paragraphs become the names of tabs.
    kind = run[0].kind or role_of(run[0].nodes[0]) if len(run[0].nodes) > 1 else ""
    group = samples(label=_LABELS.get(kind, ""))
    parent.insert(parent.index(run[0].nodes[0]), group)
    for label, member in zip(_labels([member.title for member in run]), run, strict=True):
        one = sample(label=label)
        for node in member.nodes:
            parent.remove(node)
            one += node
        group += one


def _labels(titles: Sequence[str]) -> list[str]:
    """Return the distinctive part of a title: the text in brackets, without a common prefix."""
    bracketed = [re.search(r"\(([^()]+)\)\s*$", title) for title in titles]
    labels = [found[1] if found else title for found, title in zip(bracketed, titles, strict=True)]
    first, colon, _ = labels[0].rpartition(": ")
    if all(label.startswith(first + colon) for label in labels):
        labels = [label.removeprefix(first + colon) for label in labels]
    return labels


def _sections(parent: nodes.Element) -> Iterator[tuple[int, Member]]:
    """Yield the sections that contain one sample and nothing else, with their positions."""
    for place, child in enumerate(parent.children):
        if isinstance(child, nodes.section) and isinstance(child[0], nodes.title):
            rest = [node for node in child[1:] if not isinstance(node, nodes.comment)]
            if len(rest) == 1 and is_sample(rest[0]):
                title = child[0].astext()
                yield place, Member(title, role_in(title) or _stem(title), [child])


def _titled(parent: nodes.Element) -> Iterator[tuple[int, Member]]:
    """Yield the samples below a short paragraph as title, with its position."""
    for place, (title, child) in enumerate(zip(parent.children, parent.children[1:], strict=False)):
        if isinstance(title, nodes.paragraph) and is_sample(child):
            text = title.astext().strip().rstrip(":")
            if len(text) < 100 and EXAMPLE.search(text):
                title["classes"].append("sample-title")
                yield place, Member(text, role_in(text), [title, child])


def _stem(title: str) -> str:
    """Return the part of a title before a bracket, colon or dash."""
    return _SUFFIX.split(title, maxsplit=1)[0].rstrip().lower()


def _register(app: Sphinx) -> None:
    """Register the transform for pages on a screen."""
    if is_for_screens(app):
        app.add_post_transform(SampleGroups)


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("builder-inited", _register)
