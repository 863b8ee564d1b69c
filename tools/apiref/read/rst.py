"""Runs docutils on one RST file without Sphinx, executing and including nothing.

docutils does the parsing. This module accepts every directive and role (unknown ones keep their
content), never reads other files, records the lines of comments and titles, and creates parser
states lazily.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, NamedTuple

from docutils import frontend, nodes, statemachine, utils
from docutils.parsers.rst import Parser, states

DirectiveHandler = Callable[["SourceDirective"], "list[nodes.Node] | None"]

# Directives of docutils and Sphinx whose content is always RST.
BOXES = frozenset("attention caution danger error hint important note seealso tip warning".split())
_HOLDS_RST = BOXES | frozenset(
    "admonition container list-table only sidebar table topic versionadded versionchanged"
    " deprecated".split()
)
_LINE_BREAKS = re.compile("[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Limits for texts on which docutils would take minutes or exhaust its stack.
_MAX_LINE = 5_000
_MAX_PARAGRAPH = 5_000
_MAX_WORD = 300
_MAX_COLUMNS = 300
_MAX_NESTING = 60
# Transitions whose patterns cannot match a line that starts with a letter or digit.
_NOT_AFTER_LETTER = frozenset(
    "blank indent bullet field_marker option_marker doctest line_block grid_table_top"
    " simple_table_top explicit_markup anonymous line underline".split()
)
_EXPLICIT = re.compile(r"(?:\.\.|__)(?: |$)")
OPTION = re.compile(r":([\w-]+):(?:\s+(.*))?$")


class ModelNode(nodes.General, nodes.Element):
    """A node that carries a block of the model through docutils."""

    def __init__(self, block: object) -> None:
        super().__init__()
        self.block = block


class DirectiveNode(nodes.General, nodes.Element):
    """A directive without a handler; its parsed content is inside."""

    def __init__(self, name: str, argument: str, line: int) -> None:
        super().__init__()
        self.name = name
        self.argument = argument
        self.line = line


class Message(NamedTuple):
    """A message of docutils about a location; ``level`` is from 1 to 4, as in docutils."""

    level: int
    line: int
    text: str


@dataclass(slots=True)
class SourceDirective:
    """A directive as written: everything after the two colons, line by line.

    ``lines`` contains (line number, text) pairs without indentation, the first one without the
    name of the directive. ``parse`` parses lines as RST into a node.
    """

    name: str
    line: int
    lines: list[tuple[int, str]]
    parse: Callable[[nodes.Element, int], None]

    def arguments(self, *, below: bool = False) -> tuple[str, dict[str, str], int]:
        """The argument, the options, and the index in ``lines`` of the first line of content.

        With ``below``, the argument may also start on the line below the name of the directive; for
        directives without an argument, that line is content.
        """
        argument: list[str] = []
        options: dict[str, str] = {}
        index = 0
        while index < len(self.lines):
            text = self.lines[index][1].strip()
            match = OPTION.match(text)
            if match:
                options[match[1]] = match[2] or ""
            elif not text:
                index += 1
                if index > 1 or not (below or self._starts_with_option(index)):
                    break
                continue
            elif not options:
                argument.append(text)
            index += 1
        return " ".join(argument), options, index

    def _starts_with_option(self, index: int) -> bool:
        return index < len(self.lines) and OPTION.match(self.lines[index][1].strip()) is not None


@dataclass(slots=True)
class _Run:
    """The state of one parse, attached to the document."""

    handlers: dict[str, DirectiveHandler]
    messages: list[Message] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    quiet: int = 0
    depth: int = 0


class _Document(nodes.document):
    """A document without a register of title names, which is not needed here."""

    def note_implicit_target(self, target: Any, msgnode: Any = None) -> None:
        pass


class Parsed(NamedTuple):
    """A parsed file: the doctree, the line of each section's title in order, the messages."""

    document: nodes.document
    titles: list[int]
    messages: list[Message]


def parse(text: str, handlers: dict[str, DirectiveHandler]) -> Parsed:
    """The doctree of an RST text; ``handlers`` create the nodes of directives by name.

    If a handler returns None, the directive is handled generically: its content is parsed as RST
    and kept in a ``DirectiveNode``. Raises RecursionError if the text is nested too deeply.
    """
    document: Any = _Document(
        _settings(), utils.new_reporter("source", _settings()), source="source"
    )
    document.note_source("source", -1)
    run = _Run(handlers)
    document.apiref_run = run

    def observe(message: nodes.system_message) -> None:
        words = message.children[0].astext() if message.children else ""
        # docutils reports a short underline of less than four characters only at this level.
        level = 2 if words.startswith("Possible title underline") else message["level"]
        if not run.quiet and level >= 2:
            run.messages.append(Message(level, message.get("line", 1), words))

    document.reporter.attach_observer(observe)
    lines = statemachine.string2lines(
        _LINE_BREAKS.sub(" ", text), tab_width=8, convert_whitespace=True
    )
    lines = [_bounded(line) for line in lines]
    machine = _Machine(state_classes=_state_classes(), initial_state="Body")
    machine.run(lines, document, inliner=_inliner())
    return Parsed(document, run.titles, run.messages)


@cache
def _settings() -> Any:
    settings: Any = frontend.get_default_settings(Parser)
    settings.report_level = 5
    settings.halt_level = 5
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.syntax_highlight = "none"
    return settings


# Generic in the type stubs only.
_StateMachineWS: Any = statemachine.StateMachineWS


class _LazyStates(dict[str, Any]):
    """The states of a state machine, created on first access."""

    def __init__(self, machine: Any, classes: dict[str, Any]) -> None:
        super().__init__()
        self.machine = machine
        self.classes = classes
        self.running = False

    def __missing__(self, name: str) -> Any:
        state = self.classes[name](self.machine, False)
        self[name] = state
        if self.running:
            state.runtime_init()
        return state


class _LazyMachine(_StateMachineWS):  # type: ignore[misc]
    """A state machine that creates its states lazily, since most are never entered."""

    def add_states(self, state_classes: Any) -> None:
        self.states: Any = _LazyStates(self, _by_name(tuple(state_classes)))

    def runtime_init(self) -> None:
        self.states.running = True
        super().runtime_init()

    def check_line(self, context: Any, state: Any, transitions: Any = None) -> Any:
        """Run the first transition that matches the line, like docutils but faster."""
        if not hasattr(state, "after_letter"):
            # Such as that of quoted literal blocks, which docutils creates itself.
            return super().check_line(context, state, transitions)
        line: str = self.line
        known = state.transitions
        if transitions is None:
            # Most lines start with a letter, and few transitions match those.
            order = state.transition_order
            transitions = state.after_letter if line[:1].isalnum() else order
        for name in transitions:
            pattern, _, next_state = known[name]
            match = pattern.match(line)
            if match:
                return getattr(state, name)(match, context, next_state)
        return state.no_match(context, transitions)


@cache
def _by_name(classes: tuple[Any, ...]) -> dict[str, Any]:
    return {cls.__name__: cls for cls in classes}


class _NestedMachine(_LazyMachine, states.NestedStateMachine):
    def run(  # type: ignore[override]
        self, input_lines: Any, input_offset: Any, memo: Any, *arguments: Any, **more: Any
    ) -> Any:
        run: _Run = memo.document.apiref_run
        if run.depth >= _MAX_NESTING:
            raise RecursionError("nested too deeply")
        run.depth += 1
        try:
            return super().run(input_lines, input_offset, memo, *arguments, **more)
        finally:
            run.depth -= 1


class _Machine(_LazyMachine, states.RSTStateMachine):
    pass


class _FastState:
    """Mixin for all states: looks up transitions once per class, not per instance."""

    nested_sm = _NestedMachine
    nested_sm_cache: ClassVar[list[Any]] = []

    def __init__(self: Any, state_machine: Any, debug: bool = False) -> None:
        self.nested_sm_kwargs = {"state_classes": _state_classes(), "initial_state": "Body"}
        statemachine.StateWS.__init__(self, state_machine, debug)

    def add_initial_transitions(self: Any) -> None:
        cls: Any = type(self)
        self.transition_order, self.after_letter, self.transitions = _transitions(cls)

    def new_subsection(self: Any, title: str, lineno: int, messages: Any) -> None:
        self.document.apiref_run.titles.append(lineno)
        super().new_subsection(title, lineno, messages)  # type: ignore[misc]


@cache
def _transitions(cls: Any) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, Any]]:
    """The transitions of a state in order: those for lines that start with a letter, and all.

    A transition is a pattern, a method (only its name is used) and the next state.
    """
    plain = cls.__new__(cls)
    plain.transition_order = []
    plain.transitions = {}
    statemachine.StateWS.add_initial_transitions(plain)
    order = tuple(plain.transition_order)
    made = {name: (value[0], name, value[2]) for name, value in plain.transitions.items()}
    return order, tuple(name for name in order if name not in _NOT_AFTER_LETTER), made


def _run_directive(state: Any, match: re.Match[str], **_presets: object) -> Any:
    """Handles directives without calling any directive of docutils."""
    machine = state.state_machine
    line = machine.abs_line_number()
    run: _Run = state.document.apiref_run
    block, _, offset, blank_finish = machine.get_first_known_indented(match.end(), strip_top=0)
    if isinstance(state, states.SubstitutionDef):
        return [nodes.Text("\n".join(block))], blank_finish
    while block and not block[-1].strip():
        block.trim_end()

    name = match.group(1).lower()

    def parse_into(node: nodes.Element, index: int) -> None:
        if name == "only":
            _parse_with_titles(state, block[index:], offset + index, node)
        else:
            state.nested_parse(block[index:], offset + index, node)

    lines = [(offset + index + 1, text) for index, text in enumerate(block)]
    source = SourceDirective(name, line, lines, parse_into)
    handler = run.handlers.get(name)
    made = handler(source) if handler else None
    if made is None:
        made = [_generic(run, source)]
    # docutils puts an empty line behind what it includes.
    return made, blank_finish or name == "include"


def _parse_with_titles(state: Any, block: Any, offset: int, node: nodes.Element) -> None:
    """Parse content that may have titles, with levels of their own, as Sphinx does for ``only``."""
    memo = state.memo
    around = memo.title_styles, memo.section_level
    memo.title_styles, memo.section_level = [], 0
    try:
        state.nested_parse(block, offset, node, match_titles=True)
    finally:
        memo.title_styles, memo.section_level = around


def _generic(run: _Run, source: SourceDirective) -> DirectiveNode:
    """A directive without a handler; its content may or may not be RST."""
    argument, _, start = source.arguments()
    if source.name in BOXES:
        # Their text may start on the line of the directive.
        argument, start = "", 0
    node = DirectiveNode(source.name, argument, source.line)
    certain = source.name in _HOLDS_RST
    run.quiet += not certain
    try:
        source.parse(node, start)
    finally:
        run.quiet -= not certain
    return node


class _Explicit:
    """Explicit markup of docutils, with our handling of directives."""

    patterns = states.Body.explicit.patterns
    constructs: ClassVar[list[Any]] = [
        (_run_directive if method.__name__ == "directive" else method, pattern)
        for method, pattern in states.Body.explicit.constructs
    ]


class _BodyMixin(_FastState):
    explicit = _Explicit

    def comment(self: Any, match: re.Match[str]) -> Any:
        line = self.state_machine.abs_line_number()
        made, blank_finish = super().comment(match)  # type: ignore[misc]
        for node in made:
            node.line = line
        return made, blank_finish

    def explicit_list(self: Any, blank_finish: bool) -> None:
        """Continue in this state: a nested state machine would do the same."""
        following = self.state_machine.line_offset + 1
        lines = self.state_machine.input_lines
        if blank_finish or (following < len(lines) and _EXPLICIT.match(lines[following])):
            return
        self.parent += self.unindent_warning("Explicit markup")

    def directive(self, match: re.Match[str], **presets: object) -> Any:
        return _run_directive(self, match, **presets)


def _bounded(line: str) -> str:
    """A line as far as it is read; a cut border makes its table malformed, which is reported."""
    if line.count("+") > _MAX_COLUMNS and line.lstrip().startswith("+"):
        return line[:_MAX_COLUMNS]
    return line[:_MAX_LINE]


def _inliner() -> Any:
    """An inliner that accepts every role, including those of Sphinx and its extensions."""
    inliner: Any = states.Inliner()
    inliner.interpreted = _interpreted
    docutils_parse = inliner.parse

    def parse_short(text: str, *arguments: Any) -> Any:
        if len(text) > _MAX_PARAGRAPH or max(map(len, text.split()), default=0) > _MAX_WORD:
            return [nodes.Text(text)], []
        return docutils_parse(text, *arguments)

    # Unclosed markup takes quadratic time in the length of a paragraph, and what may be a URL or a
    # name in that of a word.
    inliner.parse = parse_short
    return inliner


def _interpreted(rawsource: str, text: str, role: str, _lineno: int) -> Any:
    if role in ("literal", "code"):
        return [nodes.literal(rawsource, text)], []
    return [nodes.inline(rawsource, text, role=role)], []


@cache
def _state_classes() -> tuple[Any, ...]:
    made = []
    for cls in states.state_classes:
        mixin = _BodyMixin if issubclass(cls, states.Body) else _FastState
        made.append(type(cls.__name__, (mixin, cls), {}))
    return tuple(made)
