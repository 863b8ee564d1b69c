"""Microversions of rows, operations and samples."""

from __future__ import annotations

import re

from apiref.model.operation import SamplePart
from apiref.model.page import Endpoint
from apiref.model.yaml_file import Parameter

Version = tuple[int, int]

_VERSION = re.compile(r"^\s*v?(\d{1,9})\.(\d{1,9})\s*$")
_IN_PATH = re.compile(r"(?:^|[/_-])v?(\d+)[._](\d+)(?=$|[/_-]|\.json$)")
_IN_TITLE = re.compile(r"(?<![\w.])(?:v|version )?(\d{1,2})\.(\d{1,3})(?![\w.]*\d)", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:before|until|prior|up to|through|below|older|earlier)\b|<", re.IGNORECASE
)


def parse(text: str | None) -> Version | None:
    """The version in a text such as ``2.10``, or None."""
    match = _VERSION.match(text or "")
    return (int(match[1]), int(match[2])) if match else None


def of_sample(sample: SamplePart) -> Version | None:
    """The microversion of a sample according to its recording, path or headings, or None."""
    if sample.version is not None:
        return sample.version
    found = [*_IN_PATH.finditer(sample.reference.file)]
    if found:
        return (int(found[-1][1]), int(found[-1][2]))
    for heading in reversed(sample.headings):
        match = _IN_TITLE.search(heading)
        if match:
            if _BEFORE.search(heading):
                return None
            return (int(match[1]), int(match[2]))
    return None


def may_be_there(parameter: Parameter | Endpoint, version: Version | None) -> bool:
    """Whether something exists in a version; True if the version is unknown."""
    if version is None:
        return True
    first, last = parse(parameter.min_version), parse(parameter.max_version)
    return (first or version) <= version <= (last or version)


def is_expected(parameter: Parameter, version: Version | None) -> bool:
    """Whether a parameter is expected in a version according to its bounds.

    A parameter with a bound is not expected in a sample of unknown version.
    """
    if version is None:
        return parameter.min_version is None and parameter.max_version is None
    return may_be_there(parameter, version)


def bounds(first: str | None, last: str | None) -> str:
    """The versions between two bounds, at least one of them given, as text."""
    if first is None:
        return f"up to {last}"
    return f"from {first} on" if last is None else f"from {first} to {last}"


def written(version: Version) -> str:
    """A version as text."""
    return f"{version[0]}.{version[1]}"
