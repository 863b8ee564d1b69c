"""Reads OpenAPI documents, and the files of a git revision."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from pathlib import Path
from typing import Any

# Limits for documents that would exhaust the memory or the stack.
_MAX_BYTES = 64_000_000
_MAX_NODES = 3_000_000
_MAX_DEPTH = 150


class DocumentError(Exception):
    """A document or revision cannot be read; the message is a single line for the user."""


def read_document(path: Path) -> dict[str, Any]:
    """The OpenAPI 3 document in a JSON or YAML file. Raises DocumentError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}") from error
    if len(data) > _MAX_BYTES:
        raise DocumentError(f"{path}: is larger than {_MAX_BYTES // 1_000_000} MB")
    try:
        value = _Plain().of(_parsed(data.decode("utf-8-sig")))
    except RecursionError as error:
        raise DocumentError(f"{path}: is nested too deeply") from error
    except ValueError as error:
        raise DocumentError(f"{path}: {error}") from error
    version = value.get("openapi") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not str(version).startswith("3."):
        raise DocumentError(f"{path}: is not an OpenAPI 3 document")
    return value


def _parsed(text: str) -> Any:
    """The value of a JSON or YAML text. Raises ValueError."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError as error:
            first = error
    else:
        first = None
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, loader)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise ValueError(f"is neither JSON nor YAML: {first or error}") from error


class _Plain:
    """Converts YAML values to plain JSON, within limits on size and depth."""

    def __init__(self) -> None:
        self.nodes = 0

    def of(self, value: Any, depth: int = 0) -> Any:
        """The value as JSON; names become strings. Raises ValueError."""
        self.nodes += 1
        if self.nodes > _MAX_NODES or depth > _MAX_DEPTH:
            raise ValueError("is too large, or nested too deeply")
        if isinstance(value, dict):
            return {_name(name): self.of(inner, depth + 1) for name, inner in value.items()}
        if isinstance(value, list | tuple | set):
            return [self.of(inner, depth + 1) for inner in value]
        if isinstance(value, datetime.date):
            return value.isoformat()
        if value is None or isinstance(value, bool | int | float | str):
            return value
        return str(value)


def _name(name: Any) -> str:
    if isinstance(name, bool) or name is None:
        return json.dumps(name)
    return str(name)


def check_out(repository: Path, revision: str, target: Path) -> Path:
    """Write the files of a revision below ``target``; return the copy of ``repository`` there.

    The repository, its index and its working tree are not changed. Raises DocumentError.
    """
    top = Path(_git(repository, "rev-parse", "--show-toplevel"))
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        commit = _git(repository, *verify)
    except DocumentError as error:
        message = f"'{revision}' is neither a folder, a file nor a revision of {top}"
        raise DocumentError(message) from error
    index = {"GIT_INDEX_FILE": str(target / "index")}
    files = target / "files"
    _git(top, "read-tree", commit, environment=index)
    prefix = f"--prefix={files}{os.sep}"
    _git(top, "checkout-index", "--all", "--quiet", prefix, environment=index)
    inside = Path(os.path.realpath(repository)).relative_to(os.path.realpath(top))
    found = files / inside
    if not found.is_dir():
        raise DocumentError(f"revision '{revision}' has no folder '{inside}'")
    return found


def _git(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """The output of a git command. Raises DocumentError."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            env=os.environ | (environment or {}),
        )
    except OSError as error:
        raise DocumentError(f"git: {error.strerror or error}") from error
    if done.returncode:
        message = " ".join(done.stderr.split()) or f"git {arguments[0]} failed"
        raise DocumentError(message)
    return done.stdout.rstrip("\n")
