"""Samples of error responses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from apiref.model.json_file import Json
from apiref.model.operation import SamplePart

_ERROR = re.compile(
    r"(?:^|[\W_])(?:errors?|faults?|failures?|failed|exceptions?)(?=$|[\W_])", re.IGNORECASE
)
_CODES = ("code", "status", "statusCode", "error_code")
_TEXTS = ("message", "title", "detail", "details", "description", "faultstring")


def is_error_sample(part: SamplePart) -> bool:
    """Whether a sample is that of an error according to its headings or its file name.

    The tables of an operation document successful responses.
    """
    return is_about_errors((posixpath.basename(part.reference.file), *part.headings))


def is_about_errors(texts: Iterable[str]) -> bool:
    """Whether headings or names of files speak of errors."""
    return any(map(_ERROR.search, texts))


def is_error_body(value: Json) -> bool:
    """Whether a document is an error response, with a response code and a text.

    Both are in it, or in its only object or list: ``{"badRequest": {"code":``.
    """
    if isinstance(value, dict) and len(value) == 1:
        value = next(iter(value.values()))
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, dict):
        return False
    codes = (str(value[name]) for name in _CODES if isinstance(value.get(name), int | str))
    return any(code.isdigit() and 400 <= int(code) < 600 for code in codes) and any(
        isinstance(value.get(name), str) for name in _TEXTS
    )
