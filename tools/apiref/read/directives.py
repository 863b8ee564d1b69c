"""Converts the directives that matter to an API reference into blocks of the model."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from sys import intern

from docutils import nodes

from apiref.model.location import Location, Problem
from apiref.model.page import (
    Cell,
    Code,
    Endpoint,
    ExpandAll,
    Include,
    LiteralBlock,
    ParameterTable,
    Row,
    SampleReference,
    StatusTable,
    TextTable,
    Toctree,
)
from apiref.read.files import Files
from apiref.read.options import wrong_options
from apiref.read.rst import DirectiveHandler, ModelNode, SourceDirective

_ROW = re.compile(
    r"^-[ \t]+(?P<name>[^\s:'\"#&*!|>%@`{\[](?:[^:'\"#]*[^\s:'\"#])?)[ \t]*:"
    r"[ \t]+(?P<key>[^\s'\"#:&*!|>%@`{\[,][^\s#:,]*)[ \t]*$"
)
_CODE = re.compile(
    r"^-[ \t]+(?P<code>[A-Za-z0-9]+)(?:[ \t]*:[ \t]+(?P<reason>[^\s'\"#:]+))?[ \t]*$"
)
_PARTIAL = frozenset(
    {"lines", "start-after", "start-at", "end-before", "end-at", "pyobject", "diff"}
)
_LITERAL = re.compile(r"``([^`]+)``")
# Servers accept no longer ones; URLs are compared with one another in many ways.
_LONGEST_URL = 2_000
_OPTION = re.compile(r"^:?(min_version|max_version):\s*(.*)$")


class DirectiveReader:
    """Converts the directives of one file; ``problems`` collects what could not be read.

    ``lines`` are the lines of the file, to determine columns. Paths with a leading slash are
    relative to the folder ``source``, as in Sphinx; all others to the folder of ``base``, the
    document that includes the file.
    """

    def __init__(
        self, path: str, lines: tuple[str, ...], source: str, files: Files, base: str
    ) -> None:
        self.path = path
        self.lines = lines
        self.source = source
        self.base = base
        self.files = files
        self.problems: list[Problem] = []

    def handlers(self) -> dict[str, DirectiveHandler]:
        """The handlers by directive name."""
        readers: dict[str, Callable[[SourceDirective], object | None]] = {
            "rest_method": self.method,
            "rest_parameters": self.parameters,
            "rest_status_code": self.statuses,
            "rest_expand_all": lambda source: ExpandAll(self.at(source.line)),
            "literalinclude": self.sample,
            "include": self.include,
            "toctree": self.toctree,
            "csv-table": self.csv_table,
        }
        for name in ("code", "code-block", "sourcecode", "parsed-literal", "highlight", "math"):
            readers[name] = self.code
        handlers = {name: self._handler(reader) for name, reader in readers.items()}
        handlers["list-table"] = self._checked
        return handlers

    def _handler(self, reader: Callable[[SourceDirective], object | None]) -> DirectiveHandler:
        def handle(source: SourceDirective) -> list[nodes.Node] | None:
            self._checked(source)
            return [ModelNode(reader(source))]

        return handle

    def _checked(self, source: SourceDirective) -> list[nodes.Node] | None:
        """Report invalid options; return None, so that the directive is handled generically."""
        for line, option, message in wrong_options(source):
            self.problems.append(Problem("directive-option", self.at(line), option, message))
        return None

    def csv_table(self, source: SourceDirective) -> TextTable:
        """``csv-table``: the rows of its content; those of another file are not read."""
        self._checked(source)
        title, options, start = source.arguments()
        rows = list(
            self._csv_rows([(source.line, options.get("header", "")), *source.lines[start:]])
        )
        if "header" not in options and options.get("header-rows", "0") == "0":
            rows.insert(0, ())
        return TextTable(rows[0] if rows else (), tuple(rows[1:]), self.at(source.line), title)

    def _csv_rows(self, lines: list[tuple[int, str]]) -> Iterator[tuple[Cell, ...]]:
        """The cells of each row; a row may go on over several lines within its quotes."""
        reader = csv.reader((f"{text}\n" for _, text in lines), skipinitialspace=True)
        first = 0
        try:
            for row in reader:
                line, first = lines[first][0], reader.line_num
                if row:
                    yield tuple(
                        Cell(text, tuple(_LITERAL.findall(text)), self.at(line, text))
                        for text in map(str.strip, row)
                    )
        except csv.Error:
            # Too much for one cell, or not text.
            return

    def at(self, line: int, text: str = "", start: int = 0) -> Location:
        """The location of a text in a line, or of the line's first non-blank character."""
        if not 1 <= line <= len(self.lines):
            return Location(self.path, max(line, 1))
        raw = self.lines[line - 1]
        column = raw.find(text, start) if text else -1
        if column < 0:
            column = len(raw) - len(raw.lstrip())
        return Location(self.path, line, column + 1)

    def target(self, reference: str) -> str | None:
        """The file that a path on the page refers to, resolved as in Sphinx."""
        if reference.startswith("/"):
            base = f"{self.source}/x" if self.source != "." else "x"
            return self.files.resolve(base, reference.lstrip("/"))
        return self.files.resolve(self.base, reference)

    def method(self, source: SourceDirective) -> Endpoint:
        """``rest_method``: the method, the URL, and the bounds of its microversions."""
        content = [(line, text.strip()) for line, text in source.lines if text.strip()]
        if not content:
            place = self.at(source.line)
            return Endpoint("", "", place, place)
        line, first = content[0]
        if len(first) > _LONGEST_URL:
            message = f"a URL of {len(first)} characters: only {_LONGEST_URL} are read; shorten it"
            self.problems.append(Problem("directive-syntax", self.at(line), self.path, message))
            first = first[:_LONGEST_URL]
        method, _, url = first.partition(" ")
        url = url.strip(" ")
        versions: dict[str, str] = {}
        for _, text in content[1:]:
            match = _OPTION.match(text)
            if match:
                versions[match[1]] = match[2].strip()
        method_place = self.at(line, method, self._content_start(line, source.line))
        url_place = (
            self.at(line, url, method_place.column - 1 + len(method)) if url else method_place
        )
        return Endpoint(
            method,
            url,
            method_place,
            url_place,
            versions.get("min_version"),
            versions.get("max_version"),
        )

    def _content_start(self, line: int, directive_line: int) -> int:
        if line != directive_line or not 1 <= line <= len(self.lines):
            return 0
        return self.lines[line - 1].find("::") + 2

    def parameters(self, source: SourceDirective) -> ParameterTable:
        """``rest_parameters``: the file and the rows."""
        argument, _, start = source.arguments(below=True)
        argument, start = self._without_items(source, argument, start)
        rows = tuple(
            Row(name, key or "", name_place, key_place or name_place)
            for name, key, name_place, key_place in self._items(source.lines[start:], _ROW)
        )
        return ParameterTable(
            argument,
            self.target(argument) if argument else None,
            rows,
            self.at(source.line),
            self._argument_place(source, argument),
        )

    def _without_items(self, source: SourceDirective, argument: str, start: int) -> tuple[str, int]:
        """The argument and the index of the first item, even if no blank line separates them."""
        if " - " not in argument:
            return argument, start
        for index, (line, text) in enumerate(source.lines[:start]):
            if index and text.strip().startswith("- "):
                message = (
                    "missing blank line above the items: they are read as part of the file name"
                )
                self.problems.append(Problem("directive-syntax", self.at(line), self.path, message))
                return argument.partition(" - ")[0], index
        return argument, start

    def statuses(self, source: SourceDirective) -> StatusTable:
        """``rest_status_code``: the kind, the file, and the codes with their reasons."""
        argument, _, start = source.arguments(below=True)
        argument, start = self._without_items(source, argument, start)
        kind, _, file = argument.partition(" ")
        file = file.strip()
        codes = tuple(
            Code(code, _number(code), place, reason, reason_place)
            for code, reason, place, reason_place in self._items(source.lines[start:], _CODE)
        )
        return StatusTable(
            kind,
            codes,
            self.at(source.line),
            file,
            self.target(file) if file else None,
            self._argument_place(source, file),
        )

    def _items(
        self, lines: list[tuple[int, str]], pattern: re.Pattern[str]
    ) -> list[tuple[str, str | None, Location, Location | None]]:
        """The items ``- a: b`` or ``- a`` of a YAML list in a directive, with their locations."""
        found: list[tuple[str, str | None, Location, Location | None]] = []
        for line, text in lines:
            if not text.strip():
                continue
            match = pattern.match(text)
            if match is None:
                return self._yaml_items(lines)
            # The same names occur in hundreds of tables.
            first, second = intern(match[1]), intern(match[2]) if match[2] is not None else None
            place = self.at(line, first, self._indent(line) + 1)
            second_place = None
            if second is not None:
                second_place = self.at(line, second, place.column - 1 + len(first) + 1)
            found.append((first, second, place, second_place))
        return found

    def _indent(self, line: int) -> int:
        raw = self.lines[line - 1] if 1 <= line <= len(self.lines) else ""
        return len(raw) - len(raw.lstrip())

    def _yaml_items(
        self, lines: list[tuple[int, str]]
    ) -> list[tuple[str, str | None, Location, Location | None]]:
        """Like ``_items``, but with a YAML parser, for lists in any other notation."""
        # Imported here because few pages need it.
        import yaml

        from apiref.read import yaml_nodes

        first_line = lines[0][0]
        text = "\n".join(text for _, text in lines)
        root, problem = yaml_nodes.compose(self.path, text, "directive-syntax", first_line)
        if problem is not None:
            self.problems.append(self._odd_item(lines) or problem)
            return self._salvage(lines)
        if not isinstance(root, yaml.SequenceNode):
            self.problems.append(
                Problem(
                    "directive-syntax",
                    self.at(first_line),
                    self.path,
                    "the content is not a list of '- name: key' items",
                )
            )
            return []
        found: list[tuple[str, str | None, Location, Location | None]] = []
        for item in root.value:
            line = item.start_mark.line + first_line
            if isinstance(item, yaml.MappingNode):
                for key, value in item.value:
                    name = text[key.start_mark.index : key.end_mark.index].strip()
                    line = key.start_mark.line + first_line
                    if isinstance(key, yaml.ScalarNode):
                        name = str(key.value)
                    else:
                        self._refuse_key(line, name)
                    place = self.at(line, name)
                    second = str(value.value) if isinstance(value, yaml.ScalarNode) else ""
                    found.append(
                        (name, second, place, self.at(line, second, place.column + len(name)))
                    )
            elif isinstance(item, yaml.ScalarNode) and item.value:
                found.append((str(item.value), None, self.at(line, str(item.value)), None))
            else:
                self.problems.append(
                    Problem("directive-syntax", self.at(line), self.path, "empty list item")
                )
        return found

    def _odd_item(self, lines: list[tuple[int, str]]) -> Problem | None:
        """The first line of a list that is no item, if what is wrong can be told."""
        usual: int | None = None
        for line, text in lines:
            item, indent = text.strip(), len(text) - len(text.lstrip())
            if not item or item.startswith("#"):
                continue
            usual = indent if usual is None else usual
            wanted = f"- {item.lstrip('-*+').strip()}"
            if re.match(r"-[^\s-]", item):
                advice = f"write '{wanted}', with a space behind the dash"
            elif re.match(r"[*+]\s", item):
                advice = f"write '{wanted}', with a dash"
            elif re.match(r"[\w.-]+(?::|$)", item) and item[0] != "-" and indent <= usual:
                advice = f"its dash is missing; write '{wanted}'"
            elif item[0] == "-" and indent != usual:
                advice = "indent it like the first one"
            else:
                continue
            message = f"'{item}' is no item of the list; {advice}"
            return Problem("directive-syntax", self.at(line, item), self.path, message)
        return None

    def _refuse_key(self, line: int, name: str) -> None:
        words = f"'{name}' is a {'list' if name[:1] == '[' else 'mapping'} in YAML, not a name;"
        message = f"{words} quote it"
        self.problems.append(Problem("directive-syntax", self.at(line, name), self.path, message))

    def _salvage(
        self, lines: list[tuple[int, str]]
    ) -> list[tuple[str, str | None, Location, Location | None]]:
        """The items of a list that is not valid YAML, as far as single lines can be understood."""
        found: list[tuple[str, str | None, Location, Location | None]] = []
        for line, text in lines:
            match = re.match(r"^\s*[-*+]?\s*([^\s:]+)\s*:?\s*([^\s:]+)?", text)
            if match and text.strip():
                place = self.at(line, match[1])
                found.append((match[1], match[2], place, self.at(line, match[2] or match[1])))
        return found

    def sample(self, source: SourceDirective) -> SampleReference:
        """``literalinclude``: the file, its language, and whether only part of it is shown."""
        argument, options, _ = source.arguments(below=True)
        return SampleReference(
            argument,
            self.target(argument) if argument else None,
            self.at(source.line),
            self._argument_place(source, argument),
            options.get("language"),
            bool(_PARTIAL & options.keys()),
        )

    def _argument_place(self, source: SourceDirective, argument: str) -> Location:
        """The location of the argument, or of a part of it."""
        for line, text in source.lines:
            if argument and argument in text:
                return self.at(line, argument, self._content_start(line, source.line))
        return self.at(source.line)

    def include(self, source: SourceDirective) -> Include:
        """``include``: the file; standard includes (``<isonum.txt>``) are skipped."""
        argument, options, _ = source.arguments(below=True)
        partial = bool({"start-line", "end-line", "start-after", "end-before"} & options.keys())
        path = None if argument.startswith("<") else self.target(argument)
        return Include(argument, path, self._argument_place(source, argument), partial)

    def toctree(self, source: SourceDirective) -> Toctree:
        """``toctree``: its documents."""
        _, options, start = source.arguments()
        entries: list[tuple[str, Location]] = []
        for line, text in source.lines[start:]:
            entry = text.strip()
            if not entry:
                continue
            titled = re.search(r"<([^<>]+)>$", entry)
            name = titled[1] if titled else entry
            entries.append((name, self.at(line, name)))
        return Toctree(tuple(entries), self.at(source.line), "glob" in options)

    def code(self, source: SourceDirective) -> LiteralBlock:
        """``code-block`` and its aliases: the language and the text."""
        argument, _, start = source.arguments()
        text = "\n".join(text for _, text in source.lines[start:])
        return LiteralBlock(text, self.at(source.line), argument or None)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
