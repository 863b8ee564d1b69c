"""Reads the status files that ``rest_status_code`` refers to."""

from __future__ import annotations

import yaml

from apiref.model.location import Problem
from apiref.model.yaml_file import Reason, StatusEntry, StatusFile
from apiref.read import yaml_nodes
from apiref.read.descriptions import markup_problems

_PARAMETER_FIELDS = frozenset({"in", "type", "required", "description"})


def read_statuses(path: str, text: str) -> tuple[StatusFile | None, list[Problem]]:
    """The status file in a YAML text, and the problems found while reading it.

    The file is None if it is not a mapping, or if it is a parameters file.
    """
    root, problem = yaml_nodes.compose(path, text, "yaml-syntax")
    if problem is not None:
        return None, [problem]
    comments = yaml_nodes.comments(path, text)
    if root is None:
        return StatusFile(path, (), comments, text), []
    if not isinstance(root, yaml.MappingNode):
        place = yaml_nodes.location(path, root)
        message = f"is a {yaml_nodes.kind(root)}, expected a mapping of response codes"
        return None, [Problem("yaml-structure", place, path, message)]
    if root.value and all(_is_parameter(key, value) for key, value in root.value):
        return None, []
    problems: list[Problem] = []
    entries: list[StatusEntry] = []
    texts: list[tuple[str, yaml.Node]] = []
    for key, value in root.value:
        place = yaml_nodes.location(path, key)
        code = yaml_nodes.key_text(key)
        reasons: list[Reason] = []
        if isinstance(value, yaml.MappingNode):
            for name, words in value.value:
                reason_place = yaml_nodes.location(path, name)
                reason_text = str(words.value) if isinstance(words, yaml.ScalarNode) else ""
                reason = yaml_nodes.key_text(name)
                reasons.append(Reason(code, reason, reason_text, reason_place))
                texts.append((f"{code} {reason}", words))
        else:
            message = (
                f"response code {code} is a {yaml_nodes.kind(value)}, expected a mapping of a"
                " reason to its text such as 'default: ...'"
            )
            problems.append(Problem("yaml-structure", place, code, message))
        plain = key.tag == "tag:yaml.org,2002:int" and code.isascii() and code.isdigit()
        number = int(code) if plain and len(code) < 9 else None
        entries.append(StatusEntry(code, number, tuple(reasons), place))
    problems += markup_problems(path, text, texts)
    return StatusFile(path, tuple(entries), comments, text), problems


def _is_parameter(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether an entry is a parameter: not a code, and with fields of parameters."""
    if yaml_nodes.is_code(key) or not isinstance(value, yaml.MappingNode):
        return False
    return any(yaml_nodes.key_text(name) in _PARAMETER_FIELDS for name, _ in value.value)
