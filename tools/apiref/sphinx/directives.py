"""The directives of os-api-ref, with other output and better error messages.

os-api-ref parses them; the output consists of nodes that every builder knows. Every warning has the
file and line of its cause, parameters and status files are dependencies of the page, and input that
crashed os-api-ref is reported as a warning.
"""

import re
from collections.abc import Hashable
from typing import Any, NamedTuple

import yaml
from docutils import nodes
from docutils.statemachine import StringList
from os_api_ref import (
    RestMethodDirective,
    RestParametersDirective,
    rest_method,
)
from os_api_ref.http_codes import HTTPResponseCodeDirective
from sphinx.util import logging
from sphinx.util.docutils import switch_source_input

from apiref.sphinx import entries, yaml_files
from apiref.sphinx.nodes import new_endpoint, version_classes, version_marks
from apiref.sphinx.yaml_files import YamlFile

logger = logging.getLogger(__name__)

_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_MARKUP = re.compile(r"[`*|\\]")


class Item(NamedTuple):
    """An item of a directive's list, ``- name: value`` or ``- value``, and its location."""

    named: bool
    name: Any
    value: Any
    source: tuple[str, int]

    @property
    def place(self) -> str:
        """The location in the form of Sphinx messages."""
        return f"{self.source[0]}:{self.source[1]}"


class _Directive:
    """Common parts of the directives; mixed into classes of os-api-ref."""

    arguments: list[str]
    content: StringList
    lineno: int
    state: Any
    state_machine: Any

    def place(self) -> str:
        """Return ``file:line`` of the directive."""
        source, number = self.state_machine.get_source_and_line(self.lineno)
        return f"{source}:{number}"

    def source(self, line: int) -> tuple[str, int]:
        """Return the file and line of a line of the content, counted from 0."""
        source, offset = self.content.items[min(line, len(self.content.items) - 1)]
        return source, (offset or 0) + 1

    def refused(self, message: str) -> list[nodes.Node]:
        """Return the result of a directive that is invalid."""
        return [self.state_machine.reporter.error(message, line=self.lineno)]

    def note_file(self) -> str | None:
        """Make the file named by the last argument a dependency of the page.

        Returns:
            Its path, or None if there is no argument or it is not a valid file name.
        """
        if not self.arguments:
            return None
        env = self.state.document.settings.env
        try:
            relative, path = env.relfn2path(self.arguments[-1])
        except (ValueError, RuntimeError):  # A NUL, or a loop of links.
            return None
        env.note_dependency(relative)
        return str(path)

    def listed(self) -> list["Item"]:
        """Return the items of the YAML list in the content; warn if it is invalid."""
        try:
            items, root = yaml_files.parse("\n".join(self.content))
        except yaml_files.NotYaml as error:
            place = "{}:{}".format(*self.source(error.line))
            logger.warning("the list is not YAML: %s", error, location=place)
            return []
        if not isinstance(items, list) or not isinstance(root, yaml.SequenceNode):
            logger.warning("expected a list, one '- ' item per line", location=self.place())
            return []
        found: list[Item] = []
        for item, node in zip(items, root.value, strict=True):
            if not isinstance(item, dict):
                found.append(Item(False, None, item, self.source(node.start_mark.line)))
                continue
            lines = {str(key.value): key.start_mark.line for key, _ in node.value}
            found += [
                Item(True, name, value, self.source(lines.get(str(name), node.start_mark.line)))
                for name, value in item.items()
            ]
        return found

    def parsed(self, text: str, file: YamlFile, *keys: Hashable) -> nodes.entry:
        """Return a cell with the RST of an entry, keeping the file and lines of its source."""
        items = [(file.path, line - 1) for line in file.lines_of(text, *keys)]
        return self.nested(StringList(text.split("\n"), items=items))

    def for_readers(self, table: nodes.table, *classes: str) -> nodes.table:
        """Return a table with a translatable head; browsers choose the widths of its columns."""
        table["classes"] += [*classes, "colwidths-auto"]
        head = table.next_node(nodes.thead)
        assert head is not None
        for paragraph in head.findall(nodes.paragraph):
            paragraph.rawsource = paragraph.astext()
            paragraph.source, paragraph.line = self.state_machine.get_source_and_line(self.lineno)
        return table

    def nested(self, lines: StringList) -> nodes.entry:
        """Return a cell with RST lines that know their source."""
        entry = nodes.entry()
        # Otherwise docutils takes their numbers for lines of the page.
        with switch_source_input(self.state, lines):
            self.state.nested_parse(lines, 0, entry)
        return entry


class RestMethod(_Directive, RestMethodDirective):
    """``rest_method``: the method and URL of the enclosing section."""

    def run(self) -> list[nodes.Node]:
        """Return an `endpoint`; the section becomes an operation after the page is parsed."""
        if not self.content or not str(self.content[0]).strip():
            return self.refused("rest_method without method and URL")
        if not isinstance(self.state.parent, nodes.section):
            return self.refused("rest_method must be in a section, directly below its title")
        try:
            target, section = super().run()
        except ValueError:
            return self.refused("a line of rest_method is not of the form 'min_version: 2.1'")
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
        """Remove the name that os-api-ref registers for its internal target."""
        document = self.state.document
        assert isinstance(target, nodes.target)
        for name in target["names"]:
            document.nameids.pop(name, None)
            document.nametypes.pop(name, None)
        for identifier in target["ids"]:
            document.ids.pop(identifier, None)


class RestParameters(_Directive, RestParametersDirective):
    """``rest_parameters``: a table of parameters."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        if self.note_file() is None and self.arguments:
            return self.refused("invalid file name")
        env = self.state.document.settings.env
        if not hasattr(env, "path_params"):
            env.path_params = []
        self.file: YamlFile | None = None
        self.rows: list[Item] = []
        return super().run()

    def yaml_from_file(self, fpath: str) -> None:
        """Collect the names shown in the table and the keys of their entries."""
        self.file = yaml_files.load(fpath, self.place())
        if self.file is None:
            return
        known = entries.parameters_of(self.file)
        missing: list[str] = self.env.path_params
        for item in self.listed():
            name, key, place = item.name, item.value, item.place
            if not item.named:
                message = "Invalid parameter definition '%s'. Expected format: 'name: reference'"
                logger.warning(message, key, location=place)
                continue
            missing = [braced for braced in missing if braced != f"{{{name}}}"]
            if isinstance(key, Hashable) and key in known:
                self.rows.append(item)
            elif not isinstance(key, Hashable) or key not in self.file.entries:
                message = "No field definition for '%s' found in '%s'"
                file_name = self.file.path.rpartition("/")[2]
                logger.warning(message, key, file_name, location=place)
        self.env.path_params = missing
        for braced in missing:
            message = "No path parameter '%s' found in rest_parameter stanza"
            logger.warning(message, braced.strip("{}"), location=self.place())

    def collect_rows(self) -> tuple[list[nodes.row], list[nodes.tgroup]]:
        """Return one row for each parameter that the file contains."""
        file = self.file
        if file is None:
            return [], []
        known = entries.parameters_of(file)
        return [self._row(file, item, known[item.value]) for item in self.rows], []

    def _row(self, file: YamlFile, item: Item, entry: dict[str, Any]) -> nodes.row:
        key = item.value
        versions = _version(entry.get("min_version")), _version(entry.get("max_version"))
        row = nodes.row(classes=version_classes(*versions))
        row["parameter"] = str(item.name)
        row["in"] = entry.get("in")
        row["required"] = entry.get("required", False) is not False
        row += self._name_cell(item, row["required"], versions)
        for field in ("in", "type", "description"):
            row += self._cell(file, key, field, entries.text_of(file, key, field))
        described = row.children[-1]
        assert isinstance(described, nodes.entry)
        described += _stated(entry)
        return row

    def _name_cell(
        self, item: Item, required: bool, versions: tuple[str | None, str | None]
    ) -> nodes.entry:
        name = str(item.name)
        if _MARKUP.search(name):
            file, line = item.source
            lines = name.split("\n")
            entry = self.nested(StringList(lines, items=[(file, line - 1)] * len(lines)))
        else:
            entry = nodes.entry("", nodes.paragraph("", "", nodes.literal(name, name)))
        last = entry.children[-1] if entry.children else None
        if not isinstance(last, nodes.paragraph):
            last = nodes.paragraph()
            entry += last
        mark, kind = ("required", "required") if required else ("(Optional)", "optional")
        last += [nodes.Text(" "), nodes.inline(mark, mark, classes=[kind])]
        last += version_marks(*versions)
        return entry

    def _cell(self, file: YamlFile, key: Hashable, field: str, text: str) -> nodes.entry:
        if _PLAIN.fullmatch(text):
            return nodes.entry("", nodes.paragraph(text, text))
        return self.parsed(text, file, key, field)

    def build_table(self) -> nodes.table:
        """Return os-api-ref's table."""
        return self.for_readers(super().build_table(), "parameters")


def _stated(entry: dict[str, Any]) -> list[nodes.Node]:
    """Return a paragraph with the values that an entry documents, if any."""
    words: list[nodes.Node] = []
    for name, values in entries.stated_values(entry):
        words.append(nodes.Text(f"{'. ' if words else ''}{name}: "))
        for index, value in enumerate(values):
            words += [nodes.Text(", ")] if index else []
            words.append(nodes.literal(value, value))
    return [nodes.paragraph("", "", *words, nodes.Text("."), classes=["values"])] if words else []


def _version(value: object) -> str | None:
    return str(value) if value else None


class RestStatusCode(_Directive, HTTPResponseCodeDirective):
    """``rest_status_code``: a table of codes and their reasons."""

    def run(self) -> list[nodes.Node]:
        """Return a section with the table."""
        path = self.note_file()
        if path is None and len(self.arguments) > 1:
            return self.refused("invalid file name")
        self.file = yaml_files.load(path, self.place()) if path else None
        result: list[nodes.Node] = super().run()
        for node in result:
            if isinstance(node, nodes.section):
                # os-api-ref uses the title as id, which repeats for every operation.
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
        for item in self.listed() if self.file else []:
            code, reason = (item.name, item.value) if item.named else (item.value, "default")
            found = self._reason(code, reason, item.place)
            if found is not None:
                codes.append((code, found[1]))
                self.reasons.append((code, found[0]))
        return codes

    def _reason(self, code: Any, reason: Any, place: str) -> tuple[Hashable, str] | None:
        assert self.file is not None
        if not isinstance(code, Hashable) or code not in self.file.entries:
            name = self.file.path.rpartition("/")[2]
            logger.warning("%s has no reasons for code %s", name, code, location=place)
            return None
        reasons = self.file.entries[code]
        if not isinstance(reasons, dict):
            message = "code %s has no reasons; check its indentation"
            logger.warning(message, code, location=self.file.location(code))
            return None
        if not isinstance(reason, Hashable) or reason not in reasons:
            wanted = reason
            reason = "default"
            if wanted != reason:
                logger.warning("Could not find %s for code %s", wanted, code, location=place)
                if reason not in reasons:
                    return None
        text = reasons.get(reason)
        if not isinstance(text, str):
            what = "is not a string" if reason in reasons else "is missing"
            location = self.file.location(code, reason)
            logger.warning("reason '%s' of code %s %s", reason, code, what, location=location)
            return None
        return reason, text

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
        """Return os-api-ref's table."""
        return self.for_readers(super().build_table(), "status-codes")
