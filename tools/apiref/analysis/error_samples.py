"""Samples that show what an operation answers when it fails."""

from __future__ import annotations

import posixpath
import re

from apiref.model.operation import SamplePart

_ERROR = re.compile(
    r"(?:^|[\W_])(?:errors?|faults?|failures?|failed|exceptions?)(?=$|[\W_])", re.IGNORECASE
)


def is_error_sample(part: SamplePart) -> bool:
    """Whether a sample is, by its headings or the name of its file, one of an error.

    What the tables of an operation document is the answer of success.
    """
    name = posixpath.basename(part.reference.file)
    return any(_ERROR.search(text) for text in (name, *part.headings))
