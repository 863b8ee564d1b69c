"""Reads a whole reference into the model."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from apiref.model.json_file import JsonFile
from apiref.model.location import Location, Problem
from apiref.model.page import Include, Page, ParameterTable, SampleReference, StatusTable, walk
from apiref.model.settings import Settings
from apiref.model.suppression import Suppression
from apiref.model.tree import Tree
from apiref.model.yaml_file import ParameterFile, StatusFile
from apiref.read import suppressions
from apiref.read.discovery import find_source
from apiref.read.files import Files
from apiref.read.json_files import read_json
from apiref.read.operations import read_operations
from apiref.read.pages import read_page
from apiref.read.parameters import read_parameters
from apiref.read.roles import with_roles
from apiref.read.statuses import read_statuses

_SAMPLE_FOLDERS = ("samples", "examples", "api_samples", "api-samples", "api_examples")
_JSON_LANGUAGES = ("json", "javascript", "js")


def read_tree(root: Path, settings: Settings, files: Files) -> Tree:
    """The reference below ``root``, read by ``files``.

    Raises NotFoundError where there is none. What cannot be read becomes a problem of the tree.
    """
    return _Reader(find_source(root, settings.source), settings, files).tree()


def is_json_reference(reference: SampleReference) -> bool:
    """Whether a ``literalinclude`` shows JSON: by its language, or by the file's name."""
    if reference.language is not None:
        return reference.language.lower() in _JSON_LANGUAGES
    return reference.file.endswith(".json")


class _Reader:
    def __init__(self, source: str, settings: Settings, files: Files) -> None:
        self.source = source
        self.settings = settings
        self.files = files
        self.problems = files.problems
        self.pages: dict[str, Page] = {}
        self.parameter_files: dict[str, ParameterFile] = {}
        self.status_files: dict[str, StatusFile] = {}
        self.samples: dict[str, JsonFile] = {}

    def tree(self) -> Tree:
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
            tuple(self.problems),
            source_files,
            tuple(self.suppressions()),
        )

    def suppressions(self) -> Iterator[Suppression]:
        for page in self.pages.values():
            yield from suppressions.of_page(page)
        files: list[ParameterFile | StatusFile] = [*self.parameter_files.values()]
        files += self.status_files.values()
        for file in files:
            yield from suppressions.of_yaml(file.comments, self.files.text(file.path) or "")

    def read_pages(self, listed: list[str]) -> dict[str, tuple[Location, ...]]:
        """Reads all pages and the YAML files that they refer to; tells who includes whom."""
        included: dict[str, list[Location]] = {}
        waiting = [path for path in listed if path.endswith((".rst", ".inc"))]
        waiting.reverse()
        seen = set(waiting)
        while waiting:
            path = waiting.pop()
            text = self.files.text(path)
            if text is None:
                continue
            page, problems = read_page(path, text, self.source, self.files)
            self.pages[path] = page
            self.problems.extend(problems)
            for block in walk(page.body):
                if isinstance(block, Include) and block.path is not None:
                    included.setdefault(block.path, []).append(block.location)
                    if block.path not in seen and self.files.exists(block.path):
                        seen.add(block.path)
                        waiting.append(block.path)
                elif isinstance(block, ParameterTable):
                    self.read_parameter_file(block)
                elif isinstance(block, StatusTable):
                    self.read_status_file(block)
        return {path: tuple(places) for path, places in included.items()}

    def read_parameter_file(self, table: ParameterTable) -> None:
        path = table.path
        if path is None or path in self.parameter_files or not self.files.exists(path):
            return
        text = self.files.text(path)
        if text is None:
            return
        file, problems = read_parameters(path, text)
        self._note(problems)
        if file is not None:
            self.parameter_files[path] = file

    def read_status_file(self, table: StatusTable) -> None:
        path = table.path
        if path is None or path in self.status_files or not self.files.exists(path):
            return
        text = self.files.text(path)
        if text is None:
            return
        file, problems = read_statuses(path, text)
        self._note(problems)
        if file is not None:
            self.status_files[path] = file

    def _note(self, problems: list[Problem]) -> None:
        known = set(self.problems)
        self.problems.extend(problem for problem in problems if problem not in known)

    def places(self, table: ParameterTable) -> list[str]:
        file = self.parameter_files.get(table.path or "")
        if file is None:
            return []
        by_key = file.by_key()
        return [by_key[row.key].place for row in table.rows if row.key in by_key]

    def references(self) -> list[SampleReference]:
        return [
            block
            for page in self.pages.values()
            for block in walk(page.body)
            if isinstance(block, SampleReference)
        ]

    def read_samples(self) -> frozenset[str]:
        """Reads the JSON samples; returns the other files that lie among them."""
        references = self.references()
        folders = set(self.settings.sample_directories)
        wanted: dict[str, None] = {}
        for reference in references:
            path = reference.path
            if path is None or not self.files.exists(path):
                continue
            folders.add(_sample_folder(path))
            if is_json_reference(reference) and not reference.partial:
                wanted[path] = None
        others: set[str] = set()
        for folder in sorted(folders):
            for path in self.files.walk(folder):
                if path.endswith(".json"):
                    wanted.setdefault(path)
                else:
                    others.add(path)
        for path in wanted:
            text = self.files.text(path)
            if text is not None:
                sample, problems = read_json(path, text)
                self.samples[path] = sample
                self.problems.extend(problems)
        return frozenset(others)

    def read_schemas(self) -> dict[str, JsonFile]:
        """Reads the schemas that the configuration names, and those beside them."""
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


def _sample_folder(path: str) -> str:
    """The folder whose files are all samples, for a file that a page shows."""
    folder = posixpath.dirname(path)
    parts = folder.split("/")
    for index, part in enumerate(parts):
        if part in _SAMPLE_FOLDERS:
            return "/".join(parts[: index + 1])
    return folder
