"""Reads OpenAPI documents, and the files of a git revision."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from apiref import git
from apiref.read.files import MAX_BYTES

# Limits for documents that would exhaust the memory or the stack.
_MAX_DOCUMENT_BYTES = 64_000_000
_MAX_NODES = 1_000_000
_MAX_MERGED = 100_000
_MAX_DEPTH = 150
# Limits for revisions that would fill the disk.
_MAX_FILES = 500_000
_MAX_TOTAL = 4_000_000_000


class DocumentError(Exception):
    """A document or revision cannot be read; the message is a single line for the user."""


def read_document(path: Path) -> dict[str, Any]:
    """The OpenAPI 3 document in a JSON or YAML file. Raises DocumentError."""
    try:
        with path.open("rb") as stream:
            # Devices have a size of 0, and no end.
            data = stream.read(_MAX_DOCUMENT_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}") from error
    if len(data) > _MAX_DOCUMENT_BYTES:
        raise DocumentError(f"{path}: is larger than {_MAX_DOCUMENT_BYTES // 1_000_000} MB")
    try:
        value = _Plain().of(_parsed(data.decode("utf-8-sig")))
    except RecursionError as error:
        raise DocumentError(f"{path}: is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path}: is not UTF-8 (byte {error.start})") from error
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

    from apiref.read.yaml_nodes import may_exhaust_stack

    if may_exhaust_stack(text):
        raise ValueError("is nested too deeply")
    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        merged = 0

        def flatten_mapping(self, node: yaml.MappingNode) -> None:
            # Merges of merges double with each level.
            super().flatten_mapping(node)
            self.merged += len(node.value)
            if self.merged > _MAX_MERGED:
                raise ValueError("merges too many mappings")

    try:
        return yaml.load(text, Loader)
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise ValueError(f"is neither JSON nor YAML: {first or error}") from error
    except ArithmeticError as error:
        raise ValueError(f"has a number that is too large: {error}") from error


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


def check_out(repository: Path, revision: str, target: Path) -> None:
    """Write the files that a folder of a git repository has in a revision below ``target``.

    They are written as committed, without filters and conversions. Raises DocumentError.
    """
    try:
        # Links come last: no file is written through one.
        entries = sorted(_entries(repository, revision), key=lambda entry: entry.is_link)
        for entry in entries:
            (target / entry.path).parent.mkdir(parents=True, exist_ok=True)
        contents = git.blobs(repository, (entry.blob for entry in entries))
        for entry, content in zip(entries, contents, strict=True):
            if entry.is_link:
                (target / entry.path).symlink_to(os.fsdecode(content))
            else:
                (target / entry.path).write_bytes(content)
    except git.GitError as error:
        raise DocumentError(str(error)) from error
    except (OSError, ValueError) as error:
        raise DocumentError(f"revision '{revision}' cannot be written: {error}") from error


class _Entry(NamedTuple):
    """A file of a revision: its path below the folder, and the name of its content."""

    path: str
    blob: str
    is_link: bool


def _entries(repository: Path, revision: str) -> Iterator[_Entry]:
    """The files of a revision that are not too large to be read. Raises DocumentError, GitError."""
    commit = _named(repository, f"{revision}^{{commit}}")
    if commit is None:
        message = f"'{revision}' is neither a folder, a file nor a revision of {repository}"
        raise DocumentError(message)
    tree = _named(repository, f"{commit}:./")
    if tree is None:
        raise DocumentError(f"revision '{revision}' has no folder {repository}")
    listed = git.parts(repository, "ls-tree", "-r", "-l", "-z", "--full-tree", tree)
    total = 0
    for number, line in enumerate(listed):
        about, _, path = line.partition("\t")
        mode, kind, blob, size = about.split()
        # Others are submodules.
        if kind != "blob":
            continue
        if not size.isdecimal():
            raise DocumentError(f"revision '{revision}' lacks the content of '{path}'")
        if int(size) > MAX_BYTES:
            continue
        total += int(size)
        if number > _MAX_FILES or total > _MAX_TOTAL:
            raise DocumentError(f"revision '{revision}' is too large")
        if not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise DocumentError(f"revision '{revision}' has a file with the path '{path}'")
        yield _Entry(path, blob, mode == "120000")


def _named(repository: Path, name: str) -> str | None:
    """The identifier of an object, or None if there is none of that name. Raises GitError."""
    try:
        return git.output(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except git.GitError as error:
        # It says nothing if only the name is wrong.
        if str(error):
            raise
        return None
