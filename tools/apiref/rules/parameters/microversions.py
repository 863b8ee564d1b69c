"""The microversions of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations.microversions import parse
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_VERSION = re.compile(r"v?\d+(?:\.\d+)*")


@rule(Severity.WARNING)
def malformed_version(tree: Tree) -> Iterator[Defect]:
    """The ``min_version`` or ``max_version`` of a parameter is not a version.

    The page shows "New in version" followed by this text.

    Passes: ``min_version: 2.10``.

    Fails: ``min_version: 2,10``.
    """
    for parameter in tree.parameters:
        for name in ("min_version", "max_version"):
            field = parameter.field(name)
            if field is None or field.merged or isinstance(field.value, list | dict | bool | None):
                continue
            text = field.text.strip()
            if not _VERSION.fullmatch(text):
                yield Defect(
                    field.value_location,
                    parameter.key,
                    f"'{name}' of parameter '{parameter.key}' is '{text}', which is not a version;"
                    " write one such as 2.10",
                )


@rule(Severity.ERROR)
def contradicting_versions(tree: Tree) -> Iterator[Defect]:
    """The ``min_version`` of a parameter is later than its ``max_version``.

    No version would have the parameter.

    Passes: ``min_version: 2.9`` with ``max_version: 2.10``.

    Fails: ``min_version: 2.10`` with ``max_version: 2.9``.
    """
    for parameter in tree.parameters:
        low, high = parse(parameter.min_version), parse(parameter.max_version)
        if low is None or high is None or low <= high:
            continue
        field = parameter.field("min_version")
        place = field.value_location if field is not None else parameter.location
        yield Defect(
            place,
            parameter.key,
            f"'min_version' {parameter.min_version} of parameter '{parameter.key}' is later than"
            f" its 'max_version' {parameter.max_version}; correct one of the two",
        )
