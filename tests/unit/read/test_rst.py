import inspect
from typing import Any

import docutils
import pytest
from docutils import nodes, statemachine, utils
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, states

from apiref.read import rst
from apiref.read.rst import parse

TEXTS = {
    "titles": "Title\n=====\n\nText.\n\nInner\n-----\n\nText.\n\nTitle\n=====\n\nText.\n",
    "overlines": "=====\nTitle\n=====\n\nInner\n=====\n\n~~~~~\nOther\n~~~~~\n\nText.\n",
    "short underline": "Long title\n====\n\nText.\n",
    "skipped level": "A\n=\n\nB\n-\n\nC\n=\n\nD\n~\n\nText.\n",
    "bullets": "* one\n* two\n\n  more\n\n  - deep\n\n- other\nText.\n",
    "enumerations": "1. one\n2. two\n\na) a\nb) b\n\n(i) i\n(ii) ii\n\n3. three\nText.\n",
    "fields": ":one: 1\n:two: 2\n   more\n\n:Normal response codes: 200\n",
    "options": "-a  all\n--long=X  long\n/V  dos\n",
    "definitions": "term\n  text\nother : class\n  text\n\n  more\n",
    "quotes": "Text.\n\n  Quoted\n\n  -- Somebody\n\nText.\n   Unexpected\nEnd.\n",
    "literal": "So::\n\n  literal\n   text\n\nSo::\n\n> quoted\n> text\n\nText.\n",
    "quoted literal without end": "So::\n\n> quoted\ntext\n",
    "no quoted literal": "So::\n\ntext\n",
    "lines": "| one\n| two\n|   three\n\nText.\n",
    "doctest": ">>> 1\n1\n\nText.\n",
    "grid": "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n\nText.\n",
    "simple": "=== ===\na   b\n=== ===\nc   d\n=== ===\n\nText.\n",
    "malformed grid": "+---+---+\n| a | b |\n+---+\n\nText.\n",
    "comments": ".. one\n.. two\n   more\n..\n\n   Quoted.\n\nText.\n",
    "comment without end": ".. one\nText.\n",
    "targets": ".. _a: h:/x\n.. _b:\n.. __: h:/x\n__ http://b/\n\nA_ `b`_ c__.\n",
    "same target": ".. _a: h:/x\n.. _a: http://other/\n\nText.\n",
    "target without end": ".. _a: h:/x\n__ h:/x\nText.\n",
    "footnotes": ".. [1] One.\n.. [#x] Two.\n.. [CIT] Three.\n\nA [1]_ b [#x]_ [CIT]_.\n",
    "explicit in a list": "* one\n\n  .. two\n  .. three\n\n  four\n* five\n",
    "inline": "*a* **b** ``c`` |f| `g <h>`_ *open ``open\n",
    "transition": "Text.\n\n----\n\nText.\n",
    "not ASCII": "Ünter\n=====\n\n• one\n• two\n\n²x\n\nÄ. b\n\nà. one\n",
    "indented": "  Quoted first.\n\nText\n",
    "tight title": "Text.\nTitle\n=====\nText.\n",
}


def outline(node: nodes.Node, depth: int = 0) -> list[str]:
    """The kinds of nodes of a doctree, and its texts."""
    if isinstance(node, nodes.Text):
        return [" " * depth + repr(str(node))]
    if isinstance(node, nodes.system_message):
        return []
    lines = [" " * depth + type(node).__name__.lstrip("_")]
    for child in node.children:
        lines += outline(child, depth + 1)
    return lines


@pytest.mark.parametrize("name", TEXTS)
def test_docutils_reads_the_same(name: str) -> None:
    """The shortcuts change neither the doctree nor the messages of docutils."""
    text = TEXTS[name]
    settings: Any = get_default_settings(Parser)
    settings.report_level = 5
    settings.halt_level = 5
    document = utils.new_document("source", settings)
    messages = []
    document.reporter.attach_observer(
        lambda message: messages.append(
            (message["level"], message.get("line"), message[0].astext())
        )
    )
    Parser().parse(text, document)
    parsed = parse(text, {})
    expected = [message for message in messages if message[0] >= 2]
    assert [tuple(message) for message in parsed.messages] == expected
    assert outline(parsed.document)[1:] == outline(document)[1:]


# What apiref.read.rst overrides, and where docutils has it; some of that is no public interface.
OVERRIDDEN = [
    (ours, theirs, name)
    for ours, theirs in (
        (rst._Document, nodes.document),
        (rst._LazyMachine, statemachine.StateMachineWS),
        (rst._NestedMachine, states.NestedStateMachine),
        (rst._FastState, states.RSTState),
        (rst._BodyMixin, states.Body),
    )
    for name in vars(ours)
    if not name.startswith("__")
]


@pytest.mark.parametrize(("ours", "theirs", "name"), OVERRIDDEN)
def test_docutils_still_has_what_is_overridden(ours: type, theirs: type, name: str) -> None:
    told = f"docutils {docutils.__version__}: {theirs.__name__}.{name}, which read/rst.py overrides"
    assert hasattr(theirs, name), f"{told}, is gone"
    one, other = getattr(ours, name), getattr(theirs, name)
    if inspect.isfunction(one):
        ours_takes, theirs_takes = map(inspect.signature, (one, other))
        if not any(item.kind is item.VAR_POSITIONAL for item in ours_takes.parameters.values()):
            assert len(ours_takes.parameters) == len(theirs_takes.parameters), (
                f"{told}, has changed"
            )


def test_docutils_still_has_what_is_replaced() -> None:
    told = f"docutils {docutils.__version__}: what read/rst.py replaces is gone"
    constructs = {method.__name__ for method, _ in states.Body.explicit.constructs}
    assert "directive" in constructs, told
    assert hasattr(states.Inliner, "parse"), told
    assert hasattr(states.Inliner, "interpreted"), told
