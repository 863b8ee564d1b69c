"""os-api-ref's directives, told apart from it in what they make and in how they complain.

os-api-ref parses them; what comes out are nodes that every builder knows. Every warning has the
file and the line of its cause, a parameters or status file is a dependency of the page, and input
that made os-api-ref end the build with a traceback is a warning.
"""

import re
from collections.abc import Hashable, Iterator
from typing import Any

import yaml
from docutils import nodes
from docutils.statemachine import StringList
from os_api_ref import (
    RestExpandAllDirective,
    RestMethodDirective,
    RestParametersDirective,
    rest_method,
)
from os_api_ref.http_codes import HTTPResponseCodeDirective
from sphinx.util import logging

from apiref.sphinx import yaml_files
from apiref.sphinx.nodes import new_endpoint, version_classes, version_marks
from apiref.sphinx.yaml_files import YamlFile

logger = logging.getLogger(__name__)

# os-api-ref's order of a parameters file.
PLACES = {"header": 1, "path": 2, "query": 3, "body": 4}

_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_MARKUP = re.compile(r"[`*|\\]")


class _Directive:
    """What the directives have in common; mixed into classes of os-api-ref."""

    arguments: list[str]
    content: StringList
    lineno: int
    state: Any
    state_machine: Any

    def place(self, line: int | None = None) -> str:
        """Return ``file:line`` of the directive, or of a line of its content counted from 0."""
        if line is not None and line < len(self.content.items):
            source, offset = self.content.items[line]
            return f"{source}:{(offset or 0) + 1}"
        source, number = self.state_machine.get_source_and_line(self.lineno)
        return f"{source}:{number}"

    def line_with(self, *words: object) -> str:
        """Return the place of the first line of the content that has all the words."""
        for number, line in enumerate(self.content):
            if all(
                re.search(rf"(?<![\w-]){re.escape(str(word))}(?![\w-])", line) for word in words
            ):
                return self.place(number)
        return self.place()

    def note_file(self) -> str | None:
        """Make the file that the directive names last a dependency of the page; return its path."""
        if not self.arguments:
            return None
        env = self.state.document.settings.env
        relative, path = env.relfn2path(self.arguments[-1])
        env.note_dependency(relative)
        return str(path)

    def listed(self) -> list[Any] | None:
        """Return the content as a YAML list, or None after a warning."""
        try:
            items = yaml.load("\n".join(self.content), yaml_files.Loader)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or str(error)
            place = self.place(mark.line if mark else None)
            logger.warning("the list is not YAML: %s", problem, location=place)
            return None
        if not isinstance(items, list):
            logger.warning("a list is expected, one '- ' item a line", location=self.place())
            return None
        return items

    def parsed(self, text: str, file: YamlFile, *keys: Hashable) -> nodes.entry:
        """Return a cell with the RST of an entry, which keeps the file and the lines it is from."""
        entry = nodes.entry()
        lines = text.split("\n")
        first = file.line(*keys) - 1
        items = [(file.path, first + number) for number in range(len(lines))]
        self.state.nested_parse(StringList(lines, items=items), 0, entry)
        return entry


class RestMethod(_Directive, RestMethodDirective):
    """``rest_method``: the method and the URL of the section that it stands in."""

    def run(self) -> list[nodes.Node]:
        """Return an `endpoint`; the section becomes an operation after the page is parsed."""
        if not self.content or not str(self.content[0]).strip():
            return [
                self.state_machine.reporter.error(
                    "rest_method without method and URL", line=self.lineno
                )
            ]
        if not isinstance(self.state.parent, nodes.section):
            message = "rest_method belongs into a section, right below its title"
            return [self.state_machine.reporter.error(message, line=self.lineno)]
        try:
            target, section = super().run()
        except ValueError:
            message = "a line of rest_method is not of the form 'min_version: 2.1'"
            return [self.state_machine.reporter.error(message, line=self.lineno)]
        self._take_back(target)
        method = section.next_node(rest_method)
        assert method is not None
        return [
            new_endpoint(
                method["method"].strip(),
                method["url"].strip(),
                method["min_version"],
                method["max_version"],
            )
        ]

    def _take_back(self, target: nodes.Node) -> None:
        """Undo the name that os-api-ref registers for a place it only needs for itself."""
        document = self.state.document
        assert isinstance(target, nodes.target)
        for name in target["names"]:
            document.nameids.pop(name, None)
            document.nametypes.pop(name, None)
        for identifier in target["ids"]:
            document.ids.pop(identifier, None)


class RestExpandAll(_Directive, RestExpandAllDirective):
    """``rest_expand_all``: the controls of the page."""

    def run(self) -> list[nodes.Node]:
        """Return os-api-ref's node, which only HTML shows."""
        result: list[nodes.Node] = super().run()
        return result


class RestParameters(_Directive, RestParametersDirective):
    """``rest_parameters``: a table of parameters."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.note_file()
        env = self.state.document.settings.env
        if not hasattr(env, "path_params"):
            env.path_params = []
        self.file: YamlFile | None = None
        self.rows: list[tuple[str, Hashable]] = []
        return super().run()

    def yaml_from_file(self, fpath: str) -> None:
        """Collect the names that the table shows and the keys of their entries."""
        self.file = yaml_files.load(fpath, self.place())
        if self.file is None:
            return
        known = parameters_of(self.file)
        missing: list[str] = self.env.path_params
        for item in self.listed() or []:
            if not isinstance(item, dict):
                message = "Invalid parameter definition '%s'. Expected format: 'name: reference'"
                logger.warning(message, item, location=self.line_with(item))
                continue
            for name, key in item.items():
                missing = [braced for braced in missing if braced != f"{{{name}}}"]
                if isinstance(key, Hashable) and key in known:
                    self.rows.append((str(name), key))
                else:
                    message = "No field definition for '%s' found in '%s'"
                    file_name = self.file.path.rpartition("/")[2]
                    logger.warning(message, key, file_name, location=self.line_with(name))
        self.env.path_params = missing
        for braced in missing:
            message = "No path parameter '%s' found in rest_parameter stanza"
            logger.warning(message, braced.strip("{}"), location=self.place())

    def collect_rows(self) -> tuple[list[nodes.row], list[nodes.tgroup]]:
        """Return one row for each parameter that the file has."""
        file = self.file
        if file is None:
            return [], []
        known = parameters_of(file)
        return [self._row(file, key, name, known[key]) for name, key in self.rows], []

    def _row(self, file: YamlFile, key: Hashable, name: str, entry: dict[str, Any]) -> nodes.row:
        versions = _text(entry.get("min_version")), _text(entry.get("max_version"))
        row = nodes.row(classes=version_classes(*versions))
        row["parameter"] = name
        row["in"] = entry.get("in")
        row["required"] = entry.get("required", False) is not False
        row += self._name_cell(name, row["required"], versions)
        for field in ("in", "type"):
            row += self._short_cell(file, key, field, entry)
        description = entry.get("description")
        row += self.parsed(_text(description) or "", file, key, "description")
        for cell, column in zip(row.children, ("name", "in", "type", "description"), strict=True):
            assert isinstance(cell, nodes.entry)
            cell["classes"].append(f"parameter-{column}")
        return row

    def _name_cell(
        self, name: str, required: bool, versions: tuple[str | None, str | None]
    ) -> nodes.entry:
        entry = nodes.entry()
        if _MARKUP.search(name):
            self.state.nested_parse(StringList([name], source=self.place()), 0, entry)
        else:
            entry += nodes.paragraph("", "", nodes.literal(name, name))
        last = entry.children[-1] if entry.children else None
        if not isinstance(last, nodes.paragraph):
            last = nodes.paragraph()
            entry += last
        mark, kind = ("required", "required") if required else ("(Optional)", "optional")
        last += [nodes.Text(" "), nodes.inline(mark, mark, classes=[kind])]
        last += version_marks(*versions)
        return entry

    def _short_cell(
        self, file: YamlFile, key: Hashable, field: str, entry: dict[str, Any]
    ) -> nodes.entry:
        value = _text(entry.get(field))
        if value is None:
            logger.warning("%s has no '%s'", key, field, location=file.location(key))
            return nodes.entry("", nodes.paragraph())
        if _PLAIN.fullmatch(value):
            return nodes.entry("", nodes.paragraph(value, value))
        return self.parsed(value, file, key, field)

    def build_table(self) -> nodes.table:
        """Return os-api-ref's table, of which the reader's browser decides the widths."""
        table: nodes.table = super().build_table()
        table["classes"] += ["parameters", "colwidths-auto"]
        return table


def _text(value: object) -> str | None:
    return None if value is None else str(value)


_checked: dict[str, dict[Any, dict[str, Any]]] = {}


def forget() -> None:
    """Drop what was found out about files, since they change between two builds of one process."""
    yaml_files.forget()
    _checked.clear()


def parameters_of(file: YamlFile) -> dict[Any, dict[str, Any]]:
    """Return the entries that can be shown; warn, once a file, about the others and the order."""
    if file.path not in _checked:
        _checked[file.path] = dict(_parameters(file))
    return _checked[file.path]


def _parameters(file: YamlFile) -> Iterator[tuple[Any, dict[str, Any]]]:
    last: tuple[int, str] | None = None
    for key, entry in file.entries.items():
        location = file.location(key)
        if not isinstance(entry, dict):
            message = "'%s' holds no fields; is it indented rightly?"
            logger.warning(message, key, location=location)
            continue
        yield key, entry
        place = entry.get("in")
        if place not in PLACES:
            message = "'%s' is not a valid value for 'in' of '%s' (must be one of: %s)"
            logger.warning(message, place, key, ", ".join(sorted(PLACES)), location=location)
            continue
        order = PLACES[place], str(key).lower()
        if last and order < last:
            message = "'%s' is out of order: by 'in' (header, path, query, body), then by name"
            logger.warning(message, key, location=location)
        last = order


class RestStatusCode(_Directive, HTTPResponseCodeDirective):
    """``rest_status_code``: a table of codes and their reasons."""

    def run(self) -> list[nodes.Node]:
        """Return a section with the table."""
        path = self.note_file()
        self.file = yaml_files.load(path, self.place()) if path else None
        result: list[nodes.Node] = super().run()
        for node in result:
            if isinstance(node, nodes.section):
                # os-api-ref takes the title itself for an id, the same one in every operation.
                node["ids"] = []
                node["classes"].append("status-section")
                title = node.next_node(nodes.title)
                assert title is not None
                title.source, title.line = self.state_machine.get_source_and_line(self.lineno)
        return result

    def _load_status_file(self, fpath: str) -> Any:
        return self.file.entries if self.file else None

    def _load_codes(self) -> list[tuple[int, str]]:
        codes: list[tuple[int, str]] = []
        self.reasons: list[tuple[Hashable, Hashable]] = []
        for item in self.listed() or [] if self.file else []:
            wanted = item if isinstance(item, dict) else {item: "default"}
            for code, reason in wanted.items():
                found = self._reason(code, reason)
                if found is not None:
                    codes.append((code, found[1]))
                    self.reasons.append((code, found[0]))
        return codes

    def _reason(self, code: Any, reason: Hashable) -> tuple[Hashable, str] | None:
        assert self.file is not None
        reasons = self.file.entries.get(code)
        if not isinstance(reasons, dict):
            name = self.file.path.rpartition("/")[2]
            message = "%s has no reasons for code %s"
            logger.warning(message, name, code, location=self.line_with(code))
            return None
        if reason not in reasons:
            message = "Could not find %s for code %s"
            logger.warning(message, reason, code, location=self.line_with(code))
            reason = "default"
        if not isinstance(reasons.get(reason), str):
            message = "code %s has no reason '%s'"
            logger.warning(message, code, reason, location=self.file.location(code))
            return None
        return reason, str(reasons[reason])

    def collect_rows(self) -> tuple[list[nodes.row], list[nodes.tgroup]]:
        """Return one row for each code."""
        return [
            self._row(code, description, reason)
            for (code, description), (_, reason) in zip(self.yaml, self.reasons, strict=True)
        ], []

    def _row(self, code: int, description: str, reason: Hashable) -> nodes.row:
        assert self.file is not None
        name = f"{code} - {self.CODES.get(code, 'Unknown')}"
        row = nodes.row()
        row["code"] = str(code)
        paragraph = nodes.paragraph("", "", nodes.literal(name, name))
        row += nodes.entry("", paragraph, classes=["status-code"])
        row += self.parsed(description, self.file, code, reason)
        return row

    def build_table(self) -> nodes.table:
        """Return os-api-ref's table, of which the reader's browser decides the widths."""
        table: nodes.table = super().build_table()
        table["classes"] += ["status-codes", "colwidths-auto"]
        return table
