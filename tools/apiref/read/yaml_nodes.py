"""Parses YAML into nodes that know their location; shared by all YAML readers."""

from __future__ import annotations

import re
from typing import Any

import yaml

from apiref.model.location import LINE_END, Location, Problem, line_and_column
from apiref.model.yaml_file import YamlComment

_BASE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Limits for aliases of aliases that would exhaust the memory; values beyond them are None.
MAX_DEPTH = 100
MAX_EXPANDED = 100_000
# Line ends in YAML 1.1, but not in editors.
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_NOT_YAML = yaml.reader.Reader.NON_PRINTABLE
# libyaml recurses for each level, and ends the process where the stack does.
_MAX_DEPTH = 1_000
_BRACKET = re.compile(r"[\[\]{}]")
_COMPACT = re.compile(r"(?:[-?:] ){1000}")
_COMMENT = re.compile(r"(?:^|\s)#\s?(?P<text>.*)$")


class _Loader(_BASE_LOADER):  # type: ignore[misc]
    """A safe loader that keeps numbers with a decimal point as text: 2.10 is a version."""


_Loader.add_constructor(
    "tag:yaml.org,2002:float", yaml.constructor.SafeConstructor.construct_yaml_str
)


def compose(
    path: str, text: str, kind: str, line: int = 1
) -> tuple[yaml.Node | None, Problem | None]:
    """The root node of a YAML text, or the problem that prevents parsing it.

    ``line`` is the line of the file at which the text starts. An empty text returns (None, None).
    Aliases are shared nodes; nothing is expanded here.
    """
    text = _OTHER_LINE_ENDS.sub(" ", text)
    try:
        if may_exhaust_stack(text):
            raise RecursionError
        root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = error.problem or error.context or "syntax error"
        if "expected ':'" in words and error.context_mark is not None:
            # The parser notices it behind the line.
            mark, words = error.context_mark, "there is no colon behind the key"
        where = Location(
            path,
            (mark.line if mark else 0) + line,
            (mark.column if mark else 0) + 1,
        )
        return None, Problem(kind, where, path, f"is not valid YAML: {words}")
    except yaml.YAMLError as error:
        odd = _NOT_YAML.search(text)
        if odd is None:
            words = " ".join(str(error).split())
            return None, Problem(kind, Location(path, line), path, f"is not valid YAML: {words}")
        at, column = line_and_column(text, odd.start())
        words = f"is not valid YAML: the character U+{ord(odd[0]):04X} is not allowed; remove it"
        return None, Problem(kind, Location(path, at + line - 1, column), path, words)
    except (RecursionError, ValueError) as error:
        words = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return None, Problem(kind, Location(path, line), path, f"is not valid YAML: {words}")
    return root, None


def may_exhaust_stack(text: str) -> bool:
    """Whether brackets, or the marks of items on one line, are nested too deeply for libyaml."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > _MAX_DEPTH:
            return True
    return _COMPACT.search(text) is not None


def location(path: str, node: yaml.Node, line: int = 1) -> Location:
    """The location of a node; ``line`` is the line of the file at which the text starts."""
    return Location(path, node.start_mark.line + line, node.start_mark.column + 1)


def key_text(node: yaml.Node) -> str:
    """The key of a mapping as text; for a key that is not a scalar, its YAML kind."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else kind(node)


def is_code(node: yaml.Node) -> bool:
    """Whether a key is a three-digit number, like a response code."""
    return len(node.value) == 3 and key_text(node).isdecimal()


def kind(node: yaml.Node) -> str:
    """The kind of a node in YAML terms: scalar, sequence or mapping."""
    return str(getattr(node, "id", "node"))


class Expander:
    """Converts nodes to plain values, within a budget that protects against alias expansion.

    The budget is ample for a text of that ``length`` unless aliases multiply its content.
    """

    def __init__(self, length: int) -> None:
        self.budget = MAX_EXPANDED + length

    def value(self, node: yaml.Node, depth: int = 0) -> object:
        """The plain value of a node; None beyond the budget or the maximum depth."""
        self.budget -= 1
        if self.budget < 0 or depth > MAX_DEPTH:
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, depth + 1) for child in node.value]
        if isinstance(node, yaml.MappingNode):
            return {
                key_text(key): self.value(child, depth + 1)
                for key, child in node.value
                if key.tag != "tag:yaml.org,2002:merge"
            }
        return scalar(node)


def scalar(node: yaml.Node) -> object:
    """The value of a scalar node by YAML 1.1; its text if it cannot be constructed."""
    text = str(node.value)
    tag = node.tag
    if tag == "tag:yaml.org,2002:bool":
        return text.lower() in ("yes", "true", "on")
    if tag == "tag:yaml.org,2002:null":
        return None
    if tag == "tag:yaml.org,2002:int":
        try:
            return int(text.replace("_", ""), 0) if text != "0" else 0
        except ValueError:
            return text
    return text


def comments(path: str, text: str) -> tuple[YamlComment, ...]:
    """The comments of a YAML text; may contain a ``#`` from inside a scalar."""
    found = []
    for number, line in enumerate(LINE_END.split(text), 1):
        if "#" not in line:
            continue
        match = _COMMENT.search(line)
        if match:
            place = Location(path, number, line.index("#", match.start()) + 1)
            found.append(YamlComment(match["text"].rstrip(), place))
    return tuple(found)
