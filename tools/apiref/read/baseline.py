"""Reads a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from apiref.model.baseline import Baseline, Identity
from apiref.read.settings import ConfigurationError

FILE_NAME = ".apiref-baseline.json"


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises ConfigurationError if it is missing or invalid."""
    try:
        return parse_baseline(path, path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{path}: no such baseline; create it with --write-baseline"
        ) from error
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not a baseline: {error}") from error


def parse_baseline(path: Path | str, text: str) -> Baseline:
    """The baseline in a text, which is that of a file. Raises ConfigurationError if invalid."""
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path}: is not a baseline: {error}") from error
    counts: dict[Identity, int] = {}
    try:
        if document["version"] != 1:
            raise ConfigurationError(
                f"{path}: the baseline was written by an incompatible version of apiref"
            )
        for entry in document["findings"]:
            identity = tuple(entry[name] for name in ("rule", "path", "operation", "subject"))
            rule, file, operation, subject = (str(part or "") for part in identity)
            counts[rule, file, operation, subject] = int(entry["count"])
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigurationError(
            f"{path}: is not a baseline; recreate it with --write-baseline"
        ) from error
    return Baseline(counts)
