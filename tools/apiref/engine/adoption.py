"""What a repository needs to adopt the checker, as additions to the files that it has."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from apiref.engine import fixing
from apiref.model.tree import Tree
from apiref.output import write_bytes
from apiref.read.discovery import find_further_sources
from apiref.read.files import Files

# As pip writes a revision in git.
_GIT = re.compile(r"@ git\+(?P<url>\S+)@(?P<revision>[^@\s/#]+)\Z")
_ITEM = re.compile(r"( *)-(?: |$)")


class Step(NamedTuple):
    """What adopting the checker means for one file.

    ``note`` says what is added, or why nothing is. ``lines`` are those to add. ``after`` is the new
    text of the file, or None if the file stays as it is; ``before`` is None if there is no file.
    """

    path: str
    note: str
    lines: tuple[str, ...] = ()
    before: str | None = None
    after: str | None = None


class WriteError(Exception):
    """A file cannot be written, and none is; the message is a single line with its name."""


def configuration(files: Files, trees: Sequence[Tree]) -> Step:
    """The settings that the repository needs beyond the defaults: further source folders."""
    settings = trees[0].settings
    if settings.path is not None:
        return Step(settings.path, "has settings already; nothing is added")
    sources = [tree.source for tree in trees]
    pages = {path for tree in trees for path in tree.pages}
    # Names with control characters are those of no reference.
    further = [
        path for path in find_further_sources(files.root, sources, pages) if path.isprintable()
    ]
    path = "pyproject.toml" if files.exists("pyproject.toml") else "apiref.toml"
    if not further:
        return Step(path, f"no settings are needed; found {', '.join(sources)}")
    note = f"has to name {', '.join(further)}, since the search does not go there"
    line = f"source = {json.dumps(sources + further, ensure_ascii=False)}"
    if path == "apiref.toml":
        return Step(path, note, (line,), None, f"{line}\n")
    text, obstacle = _text(files, path)
    if text is None:
        return Step(path, obstacle)
    return _appended(path, note, text, ("", "[tool.apiref]", line))


def pre_commit(files: Files, requirement: str) -> Step:
    """The hook of pre-commit; ``requirement`` is what pip installs the checker from."""
    path = ".pre-commit-config.yaml"
    text, obstacle = _text(files, path, "apiref")
    if text is None:
        return Step(path, obstacle)
    indent = _indent_of_repos(text)
    lines: tuple[str, ...] = (
        "- repo: local",
        "  hooks:",
        "    - id: apiref-check",
        "      name: apiref check",
        "      entry: apiref check",
        "      language: python",
        f"      additional_dependencies: [{json.dumps(requirement)}]",
        "      pass_filenames: false",
    )
    if git := _GIT.search(requirement):
        # pre-commit takes the hook from the repository, and installs it without pip's own git.
        lines = (
            f"- repo: {json.dumps(git['url'])}",
            f"  rev: {json.dumps(git['revision'])}",
            "  hooks:",
            "    - id: apiref-check",
        )
    if indent is None:
        return Step(path, "does not end with its list 'repos'; add to that list yourself", lines)
    return _appended(path, "checks before each commit", text, [indent + line for line in lines])


def _indent_of_repos(text: str) -> str | None:
    """The indentation of the items of ``repos``; None if there are none, or other keys follow."""
    *_, last = re.split(r"^(?=[^\s#-])", text, flags=re.MULTILINE)
    head, _, rest = last.partition("\n")
    items = (match[1] for line in rest.splitlines() if (match := _ITEM.match(line)))
    return next(items, None) if re.fullmatch(r"repos:\s*(#.*)?", head) else None


def tox(files: Files, requirement: str) -> Step:
    """The environment of tox; ``requirement`` is what pip installs the checker from."""
    path = "tox.ini"
    text, obstacle = _text(files, path, "apiref")
    if text is None:
        missing = not files.is_there(path)
        return Step(path, "is not there; let the CI run 'apiref check'" if missing else obstacle)
    lines = (
        "",
        "[testenv:apiref]",
        "description = check the API reference",
        "skip_install = true",
        f"deps = {requirement}",
        "commands = apiref check",
    )
    return _appended(path, "'tox -e apiref' runs the check", text, lines)


def _text(files: Files, path: str, word: str | None = None) -> tuple[str | None, str]:
    """The text to add to; or None, and why: it is not there, unreadable, or has the word."""
    text = files.text_if_there(path)
    problem = next((each for each in files.problems if each.location.path == path), None)
    if problem is not None:
        return None, f"{problem.message}; nothing is added"
    if text is None:
        return None, "is not there; nothing is added"
    if word is not None and re.search(rf"\b{word}\b", text):
        return None, f"mentions {word} already; nothing is added"
    return text, ""


def _appended(path: str, note: str, before: str, lines: Sequence[str]) -> Step:
    end = "\r\n" if "\r\n" in before else "\n"
    between = "" if before.endswith("\n") or not before else end
    after = before + between + "".join(line + end for line in lines)
    return Step(path, note, tuple(lines), before, after)


def write(files: Files, steps: Iterable[Step]) -> None:
    """Write the new texts, each file atomically. Raises WriteError, and then none is written."""
    done: list[Step] = []
    try:
        for step in steps:
            if step.after is not None:
                _replace(files, step.path, step.before, step.after)
                done.append(step)
    except BaseException:
        for step in reversed(done):
            _undo(files, step)
        raise


def _replace(files: Files, path: str, before: str | None, after: str) -> None:
    try:
        if before is not None:
            fixing.write(files, fixing.Change(path, before, after, 0))
        elif os.path.lexists(files.root / path):
            raise WriteError(f"{path}: not written: it is there meanwhile")
        else:
            write_bytes(files.root / path, after.encode("utf-8"))
    except fixing.ConflictError as error:
        raise WriteError(f"{path}: not written: {error}") from error
    except OSError as error:
        raise WriteError(f"{path}: not written: {error.strerror or error}") from error


def _undo(files: Files, step: Step) -> None:
    if step.before is None:
        (files.root / step.path).unlink()
    else:
        write_bytes(files.root / step.path, step.before.encode("utf-8"))
