"""Reads a whole reference into the model.

The readers of each kind of file are imported on demand: cached results need neither docutils nor
a YAML parser.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Set
from functools import partial
from pathlib import Path
from typing import TypeVar

from apiref.cache.memo import Key, Memo
from apiref.model.json_file import JsonFile
from apiref.model.location import Location, Problem
from apiref.model.page import Include, Page, ParameterTable, SampleReference, StatusTable, walk
from apiref.model.settings import Settings
from apiref.model.suppression import Suppression
from apiref.model.tree import Tree
from apiref.model.yaml_file import ParameterFile, StatusFile
from apiref.processes import can_fork, map_forked
from apiref.read import suppressions
from apiref.read.discovery import find_sources
from apiref.read.files import Files
from apiref.read.json_files import read_json
from apiref.read.operations import read_operations
from apiref.read.roles import with_roles

_SAMPLE_FOLDERS = ("samples", "examples", "api_samples", "api-samples", "api_examples")
# With fewer characters, starting another process takes longer than it saves, unless this one has
# other work to do.
WORTH_A_PROCESS = 60_000
# A comment, unquoted name or statement at the start of a line: intentionally not JSON.
_JAVASCRIPT = re.compile(r"^[ \t]*(?://|/\*|[A-Za-z_$][\w$.]*[ \t:=(])", re.MULTILINE)
_File = TypeVar("_File", ParameterFile, StatusFile)


def read_trees(
    root: Path,
    settings: Settings,
    files: Files,
    memo: Memo | None = None,
    jobs: int = 1,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[Tree, ...]:
    """Read the references below ``root`` with ``files``; usually there is one.

    ``memo`` provides and takes the results of reading files. ``jobs`` is the maximum number of
    processes. ``meanwhile`` is other work for this process while others read; it is not called if
    none do. Raises NotFoundError if there is no reference. Files that cannot be read become
    problems of the first tree that uses them.
    """
    memo = memo or Memo()
    found: list[Tree] = []
    for source in find_sources(root, settings.sources):
        since = len(files.problems) if found else 0
        found.append(_Reader(source, settings, files, memo, jobs, meanwhile).tree(since))
    return tuple(found)


class _Reader:
    def __init__(
        self,
        source: str,
        settings: Settings,
        files: Files,
        memo: Memo,
        jobs: int,
        meanwhile: Callable[[], object] | None,
    ) -> None:
        self.source = source
        self.settings = settings
        self.files = files
        self.memo = memo
        self.jobs = jobs
        self.meanwhile = meanwhile
        self.attempted: set[tuple[str, str]] = set()
        self.problems = files.problems
        self.pages: dict[str, Page] = {}
        self.parameter_files: dict[str, ParameterFile] = {}
        self.status_files: dict[str, StatusFile] = {}
        self.samples: dict[str, JsonFile] = {}

    def tree(self, since: int) -> Tree:
        """The tree, with the problems from index ``since`` on."""
        listed = self.files.walk(self.source)
        included = self.read_pages(listed)
        source_files = frozenset(listed)
        documents = tuple(
            path for path in self.pages if path.endswith(".rst") and path in source_files
        )
        operations = read_operations(self.pages, documents)
        operations = tuple(with_roles(operation, self.places) for operation in operations)
        other_files = self.read_samples()
        schemas = self.read_schemas()
        conf = posixpath.normpath(posixpath.join(self.source, "conf.py"))
        return Tree(
            self.source,
            self.settings,
            dict(sorted(self.pages.items())),
            documents,
            included,
            operations,
            self.parameter_files,
            self.status_files,
            dict(sorted(self.samples.items())),
            other_files,
            schemas,
            tuple(self.problems[since:]),
            source_files,
            tuple(self.suppressions()),
            self.files.text(conf) if conf in source_files else None,
            tuple(self.programs(listed)),
        )

    def programs(self, listed: list[str]) -> Iterator[str]:
        for path in listed:
            if path.endswith(".py") and (posixpath.dirname(path) or ".") == self.source:
                yield self.files.text(path) or ""

    def suppressions(self) -> Iterator[Suppression]:
        for page in self.pages.values():
            yield from suppressions.of_page(page)
        files: list[ParameterFile | StatusFile] = [*self.parameter_files.values()]
        files += self.status_files.values()
        for file in files:
            yield from suppressions.of_yaml(file.comments, self.files.text(file.path) or "")

    def read_pages(self, listed: list[str]) -> dict[str, tuple[Location, ...]]:
        """Read all pages and the YAML files they use; return which pages include each page."""
        included: dict[str, list[Location]] = {}
        documents = [path for path in listed if path.endswith(".rst")]
        fragments = [path for path in listed if path.endswith(".inc")]
        self.read_ahead(listed)
        # Included pages first: their paths are relative to the folder of the including document.
        waiting = [(path, path) for path in (*reversed(fragments), *reversed(documents))]
        while waiting:
            path, base = waiting.pop()
            if path in self.pages:
                continue
            text = self.files.text(path)
            if text is None:
                continue
            page, problems = self.page(path, text, base)
            self.pages[path] = page
            self.problems.extend(problems)
            for block in walk(page.body):
                if isinstance(block, Include) and block.path is not None:
                    included.setdefault(block.path, []).append(block.location)
                    if block.path not in self.pages and self.files.exists(block.path):
                        is_document = block.path.endswith(".rst")
                        waiting.append((block.path, block.path if is_document else base))
                elif isinstance(block, ParameterTable):
                    self.read_yaml("parameters", block.path, _parameters, self.parameter_files)
                elif isinstance(block, StatusTable):
                    self.read_yaml("statuses", block.path, _statuses, self.status_files)
        return {path: tuple(places) for path, places in included.items()}

    def page(self, path: str, text: str, base: str) -> tuple[Page, list[Problem]]:
        """The page of a text, and its problems; paths are relative to the folder of ``base``."""
        if posixpath.dirname(base) == posixpath.dirname(path):
            base = path

        read = partial(_page, path, text, self.source, self.files, base)
        return self.memo.of(("page", path, self.source, base), text, read)

    def read_ahead(self, listed: list[str]) -> None:
        """Read files in several processes, if there is enough to read, and cache the results."""
        waiting = [it for it in self.readings(listed) if self.memo.get(it[0], it[1]) is None]
        sizes = [len(text) for _, text, _ in waiting]
        enough = WORTH_A_PROCESS if self.meanwhile is None else 1
        if self.jobs < 2 or sum(sizes) < enough or not can_fork():
            return
        # For all processes.
        import apiref.read.pages  # noqa: F401

        results = map_forked(lambda index: waiting[index][2](), sizes, self.jobs, self.meanwhile)
        for index, (result, pickled) in results.items():
            key, text, _ = waiting[index]
            self.memo.put(key, text, result, pickled)

    def readings(self, listed: list[str]) -> Iterator[tuple[Key, str, Callable[[], object]]]:
        """How pages are read, and YAML files whose names tell what they hold."""
        for path in listed:
            kind = _kind(path)
            text = self.files.text(path) if kind else None
            if text is None:
                continue
            if kind == "page":
                read = partial(_page, path, text, self.source, self.files, path)
                yield ("page", path, self.source, path), text, read
            else:
                reader = _parameters if kind == "parameters" else _statuses
                yield (kind, path), text, partial(reader, path, text)

    def read_yaml(
        self,
        kind: str,
        path: str | None,
        read: Callable[[str, str], tuple[_File | None, list[Problem]]],
        into: dict[str, _File],
    ) -> None:
        """Read the file of a table, if it exists, the first time it is used as that kind."""
        if path is None or (kind, path) in self.attempted:
            return
        self.attempted.add((kind, path))
        text = self.files.text(path) if self.files.exists(path) else None
        if text is None:
            return
        file, problems = self.memo.of((kind, path), text, lambda: read(path, text))
        known = set(self.problems)
        self.problems.extend(problem for problem in problems if problem not in known)
        if file is not None:
            into[path] = file

    def places(self, table: ParameterTable) -> list[str]:
        if table.entries:
            return [entry.place for entry in table.entries]
        file = self.parameter_files.get(table.path or "")
        if file is None:
            return []
        by_key = file.by_key()
        return [by_key[row.key].place for row in table.rows if row.key in by_key]

    def read_samples(self) -> frozenset[str]:
        """Read the JSON samples; return the other files next to them."""
        references = [
            block
            for page in self.pages.values()
            for block in walk(page.body)
            if isinstance(block, SampleReference)
        ]
        folders = set(self.settings.sample_directories)
        wanted: dict[str, None] = {}
        foreign: set[str] = set()
        parts: set[str] = set()
        for reference in references:
            path = reference.path
            if path is None:
                continue
            folder = _sample_folder(path)
            if not self.files.exists(path):
                name = posixpath.basename(folder)
                if name in _SAMPLE_FOLDERS:
                    # The path may be wrong, and the folder beside the page.
                    beside = posixpath.join(posixpath.dirname(reference.location.path), name)
                    folders.update((folder, beside))
                continue
            folders.add(folder)
            if not reference.is_json or self.is_other_text(reference, path):
                foreign.add(path)
            elif reference.partial:
                parts.add(path)
            else:
                wanted[path] = None
        foreign -= wanted.keys()
        parts -= wanted.keys()
        others: set[str] = set()
        for folder in sorted(folders):
            for path in self.files.walk(folder):
                if path.endswith(".json") and not self.is_only_named_json(path, foreign):
                    wanted.setdefault(path)
                else:
                    others.add(path)
        for path in wanted:
            text = self.files.text(path)
            if text is not None:
                read = partial(read_json, path, text)
                sample, problems = self.memo.of_process(("sample", path), text, read)
                is_json = sample.valid and not sample.repaired
                if path.endswith(".js") and not is_json and _JAVASCRIPT.search(text):
                    others.add(path)
                    continue
                if path in parts and not is_json:
                    # Pages show the part of such a file that is JSON.
                    others.add(path)
                    continue
                self.samples[path] = sample
                self.problems.extend(problems)
        return frozenset(others)

    def is_other_text(self, reference: SampleReference, path: str) -> bool:
        """Whether a page shows other text, such as an HTTP response, highlighted as JavaScript."""
        if reference.file.endswith((".json", ".js")):
            return False
        return not (self.files.text(path) or "").lstrip().startswith(("{", "["))

    def is_only_named_json(self, path: str, foreign: Set[str]) -> bool:
        """Whether a file is JSON by name only: pages show it in another language."""
        text = self.files.text(path) if path in foreign else None
        return text is not None and not text.lstrip().startswith(("{", "["))

    def read_schemas(self) -> dict[str, JsonFile]:
        """Read the configured schemas and those next to them."""
        named = [binding.schema for binding in self.settings.schemas]
        named += [served.schema for served in self.settings.served_schemas]
        wanted = dict.fromkeys(path for path in named if self.files.exists(path))
        for folder in sorted({posixpath.dirname(path) for path in wanted}):
            for path in self.files.walk(folder):
                if path.endswith(".json"):
                    wanted.setdefault(path)
        schemas: dict[str, JsonFile] = {}
        for path in wanted:
            text = self.files.text(path)
            if text is not None:
                schema, problems = read_json(path, text)
                schemas[path] = schema
                self.problems.extend(problems)
        return schemas


def _kind(path: str) -> str:
    """What a file probably is, by its name; empty if it tells nothing."""
    if path.endswith((".rst", ".inc")):
        return "page"
    if not path.endswith(".yaml"):
        return ""
    name = posixpath.basename(path)
    return "statuses" if "status" in name else "parameters" if "parameters" in name else ""


def _page(path: str, text: str, source: str, files: Files, base: str) -> tuple[Page, list[Problem]]:
    from apiref.read.pages import read_page

    return read_page(path, text, source, files, base)


def _parameters(path: str, text: str) -> tuple[ParameterFile | None, list[Problem]]:
    from apiref.read.parameters import read_parameters

    return read_parameters(path, text)


def _statuses(path: str, text: str) -> tuple[StatusFile | None, list[Problem]]:
    from apiref.read.statuses import read_statuses

    return read_statuses(path, text)


def _sample_folder(path: str) -> str:
    """The outermost samples folder around a file, else the folder of the file."""
    folder = posixpath.dirname(path)
    parts = folder.split("/")
    for index, part in enumerate(parts):
        if part in _SAMPLE_FOLDERS:
            return "/".join(parts[: index + 1])
    return folder
