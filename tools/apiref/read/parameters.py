"""Reads parameters files: YAML mappings from keys to the fields of a parameter."""

from __future__ import annotations

import yaml

from apiref.model.location import Location, Problem
from apiref.model.yaml_file import Field, Parameter, ParameterFile
from apiref.read import yaml_nodes
from apiref.read.descriptions import markup_problems

MERGE = "tag:yaml.org,2002:merge"
# A longer chain of merge keys is circular.
MAX_MERGES = 20


def read_parameters(path: str, text: str) -> tuple[ParameterFile | None, list[Problem]]:
    """The parameters file in a YAML text, and the problems found while reading it.

    Keeps the order, duplicates and merge keys. The file is None if it is not a mapping, or if it
    is a status file.
    """
    root, problem = yaml_nodes.compose(path, text, "yaml-syntax")
    if problem is not None:
        return None, [problem]
    comments = yaml_nodes.comments(path, text)
    if root is None:
        return ParameterFile(path, (), comments, text), []
    if not isinstance(root, yaml.MappingNode):
        place = yaml_nodes.location(path, root)
        message = f"is a {yaml_nodes.kind(root)}, expected a mapping of parameters"
        return None, [Problem("yaml-structure", place, path, message)]
    if root.value and all(yaml_nodes.is_code(key) for key, _ in root.value):
        return None, []
    problems: list[Problem] = []
    expander = yaml_nodes.Expander(len(text))
    parameters: list[Parameter] = []
    descriptions: list[tuple[str, yaml.Node]] = []
    templates = _templates(root)
    for key, value in root.value:
        place = yaml_nodes.location(path, key)
        name = yaml_nodes.key_text(key)
        if not isinstance(value, yaml.MappingNode):
            message = (
                f"parameter '{name}' is a {yaml_nodes.kind(value)}, expected a mapping of fields"
                " such as 'in' and 'type'; check the indentation"
            )
            problems.append(Problem("yaml-structure", place, name, message))
            continue
        fields = _fields(path, value, expander, None, 0)
        for field, node in value.value:
            if yaml_nodes.key_text(field) == "description":
                descriptions.append((name, node))
        parameters.append(Parameter(name, tuple(fields), place, path, id(value) in templates))
    problems += markup_problems(path, text, descriptions)
    if expander.budget < 0:
        place = Location(path)
        message = "is too large after expanding its aliases"
        problems.append(Problem("yaml-structure", place, path, message))
    return ParameterFile(path, tuple(parameters), comments, text), problems


def _templates(root: yaml.MappingNode) -> set[int]:
    """The ids of the entries that other entries merge."""
    found: set[int] = set()
    for _, entry in root.value:
        if not isinstance(entry, yaml.MappingNode):
            continue
        for key, value in entry.value:
            if key.tag == MERGE:
                sources = value.value if isinstance(value, yaml.SequenceNode) else [value]
                found.update(id(source) for source in sources)
    return found


def _fields(
    path: str,
    node: yaml.MappingNode,
    expander: yaml_nodes.Expander,
    merged_at: Location | None,
    depth: int,
) -> list[Field]:
    """The fields of an entry; merged fields come first, so that its own fields win."""
    merged: list[Field] = []
    own: list[Field] = []
    expander.budget -= 1
    for key, value in node.value:
        if expander.budget < 0:
            break
        place = merged_at or yaml_nodes.location(path, key)
        if key.tag == MERGE:
            sources = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for source in reversed(sources):
                if isinstance(source, yaml.MappingNode) and depth < MAX_MERGES:
                    merged.extend(_fields(path, source, expander, place, depth + 1))
            continue
        own.append(
            Field(
                name=yaml_nodes.key_text(key),
                value=expander.value(value),
                text=str(value.value) if isinstance(value, yaml.ScalarNode) else "",
                location=place,
                value_location=merged_at or yaml_nodes.location(path, value),
                merged=merged_at is not None,
            )
        )
        expander.budget -= 1
    names = {field.name for field in own}
    return [field for field in merged if field.name not in names] + own
