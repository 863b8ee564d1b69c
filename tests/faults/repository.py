"""All single faults of a reference, and the check of it with one of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from apiref.engine.check import check
from apiref.model.finding import Finding
from apiref.model.location import Location
from apiref.read.files import Files
from apiref.read.settings import ConfigurationError, read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules
from tests.faults.json_faults import sample_faults, schema_faults
from tests.faults.mutations import Mutation, doubled, edited, misspelt, replaced, without
from tests.faults.page_faults import page_faults
from tests.faults.yaml_faults import parameter_faults, status_faults

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = "pyproject.toml"
# One of another service, in the form that most have: without schemas and configuration.
VAULTS = Path(__file__).with_name("vaults")
COVERAGE = "api-ref/source/verification-coverage.inc"
BINARY = {".png", ".pyc"}


def clean_files(root: Path) -> dict[str, str]:
    """The text of every file that belongs to the reference in a repository."""
    found = [root / CONFIGURATION]
    for folder in ("api-ref/source", "api-ref/schemas", "samples"):
        found += (path for path in (root / folder).rglob("*") if path.suffix not in BINARY)
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(found)
        if path.is_file()
    }


class MemoryFiles(Files):
    """A repository's files with some texts replaced, and without those that are None."""

    def __init__(self, root: Path, texts: dict[str, str | None]) -> None:
        super().__init__(root)
        self.texts = texts

    def _examine(self, path: str) -> str | None:
        if path in self.texts:
            return None
        return "no such file"

    def _read(self, path: str, kind: str) -> str | None:
        if path not in self.texts:
            self._note(kind, path, 1, 1, "cannot be read: no such file")
        return self.texts.get(path)

    def walk(self, folder: str) -> list[str]:
        prefix = "" if folder in ("", ".") else folder.rstrip("/") + "/"
        return sorted(path for path in self.texts if path.startswith(prefix))


def findings_of(
    root: Path, files: dict[str, str], mutation: Mutation | None = None
) -> list[Finding]:
    """The findings for the tree with a fault; an unusable configuration is a finding."""
    texts: dict[str, str | None] = dict(files)
    for path, text in mutation.changes if mutation else ():
        if text is None:
            del texts[path]
        else:
            texts[path] = text
    memory = MemoryFiles(root, texts)
    try:
        settings = read_settings(memory, all_rules())
    except ConfigurationError as error:
        place = re.match(r"[^:]+:(\d+):(\d+): ", str(error))
        line = int(place[1]) if place else 1
        rule = next(iter(all_rules().values()))
        return [
            Finding("configuration", rule.severity, Location(CONFIGURATION, line), "", str(error))
        ]
    (tree,) = read_trees(memory.root, settings, memory)
    return check(tree)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How near the nearest finding is.

    ``place`` is "line", "near" (three lines or the enclosing key), "file" or "elsewhere"; "" is a
    miss.
    """

    mutation: Mutation
    place: str
    rules: tuple[str, ...]


def judge(mutation: Mutation, findings: list[Finding]) -> Verdict:
    """The locations of findings relative to the fault; further places of a finding count."""
    place = "elsewhere" if findings else ""
    rules = tuple(dict.fromkeys(finding.rule for finding in findings))
    for finding in findings:
        for location in (finding.location, *finding.places):
            if location.path != mutation.path:
                continue
            distance = max(mutation.first - location.line, location.line - mutation.last, 0)
            if distance == 0:
                return Verdict(mutation, "line", rules)
            if distance <= 3:
                place = "near"
            elif place != "near":
                place = "file"
    return Verdict(mutation, place, rules)


def all_mutations(files: dict[str, str]) -> Iterator[Mutation]:
    """Every single fault of the reference."""
    for mutation in _mutations(files):
        if any(files.get(path) != text for path, text in mutation.changes):
            yield mutation


def _mutations(files: dict[str, str]) -> Iterator[Mutation]:
    """The faults, with changes that change nothing."""
    (parameters,) = (path for path in files if path.endswith("parameters.yaml"))
    (statuses,) = (path for path in files if path.endswith("status.yaml"))
    keys = re.findall(r"^([^\s#:][^:]*):$", files[parameters], re.MULTILINE)
    reasons = sorted(set(re.findall(r"^  ([a-z_-]+):", files[statuses], re.MULTILINE)))
    samples = [path for path in files if posixpath.dirname(path).endswith("samples")]
    included = [path for path in files if path.endswith((".inc", ".yaml"))]
    for path, text in files.items():
        if path == COVERAGE:
            # Written from the recording, and compared with it by "tox -e live".
            continue
        if path.endswith((".rst", ".inc")):
            folder = posixpath.dirname(path)
            files_there = [posixpath.relpath(file, folder) for file in (*samples, *included)]
            yield from page_faults(path, text, keys, reasons, files_there)
        elif path == parameters:
            yield from parameter_faults(path, text)
        elif path == statuses:
            yield from status_faults(path, text)
        elif path in samples:
            yield from sample_faults(path, text)
        elif path.startswith("api-ref/schemas/"):
            yield from schema_faults(path, text)
    if CONFIGURATION in files:
        yield from _configuration_faults(files[CONFIGURATION])
    yield from _file_faults(files)


def _configuration_faults(text: str) -> Iterator[Mutation]:
    """The faults in the part of the configuration that the check reads."""
    lines = text.split("\n")
    start = lines.index("[tool.apiref]")
    for at in range(start, len(lines)):
        line = lines[at]
        if not line or line.startswith("#"):
            continue
        changes = [
            ("line: drop", without(lines, at, at + 1)),
            ("line: duplicate", doubled(lines, at, at + 1)),
        ]
        for part in re.findall(r'"([^"]+)"', line):
            changed = line.replace(part, misspelt(part))
            changes.append((f"misspell {part}", replaced(lines, at, changed)))
        for word in dict.fromkeys(re.findall(r'(?<!")\b[a-z-]+\b(?= =)|\w+(?=\]$)', line)):
            changed = line.replace(f"{word}", misspelt(word), 1)
            changes.append((f"misspell {word}", replaced(lines, at, changed)))
        for role in re.findall(r'\w+ = "api-ref[^"]+"', line):
            changed = line.replace(role, "").replace("{ , ", "{ ").replace(",  }", " }")
            changes.append((f"drop {role}", replaced(lines, at, changed)))
        for kind, new in changes:
            yield edited(f"configuration {kind}", line, CONFIGURATION, text, new)


def _file_faults(files: dict[str, str]) -> Iterator[Mutation]:
    """Files that are removed, renamed, emptied, truncated or duplicated."""
    for path, text in files.items():
        if path == CONFIGURATION:
            continue
        stem, dot, suffix = path.rpartition(".")
        folder, slash, name = stem.rpartition("/")
        renamed = f"{folder}{slash}{misspelt(name)}{dot}{suffix}"
        half = text[: len(text) // 2]
        for kind, changes in (
            ("delete", ((path, None),)),
            ("rename", ((path, None), (renamed, text))),
            ("copy", ((f"{stem}-copy{dot}{suffix}", text),)),
            ("empty", ((path, ""),)),
            ("cut short", ((path, half),)),
        ):
            subject = changes[-1][0]
            yield Mutation(f"file: {kind}", path, subject, 1, len(text.split("\n")), changes)
