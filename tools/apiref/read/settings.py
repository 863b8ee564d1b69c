"""Reads the configuration: ``apiref.toml``, or ``[tool.apiref]`` in ``pyproject.toml``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import Any

from apiref.model.change import CHANGES, Level
from apiref.model.finding import Severity
from apiref.model.location import Location
from apiref.model.settings import (
    KEYS,
    OpenApiSettings,
    Override,
    SchemaBinding,
    ServedSchema,
    Settings,
    Unexercised,
)
from apiref.read.files import Files
from apiref.text.suggestions import hint

# A key of many parts takes quadratic time.
_MAX_LINE = 12_000
_ROLES = ("request", "response", "path", "query", "header")
ROW_ORDERS = ("any", "schema")
_OUR_TABLE = re.compile(r"\s*\[+\s*tool\s*\.\s*apiref\b")
# Terminals and viewers receive it as it is.
_ADDRESS = re.compile(r"https?://[!-~]+")
# More is a typo, and would multiply the size of every sample.
_MAX_INDENT = 16


class ConfigurationError(Exception):
    """Invalid configuration; the message is a single line with file, line and reason."""


def read_settings(files: Files, rules: Iterable[str]) -> Settings:
    """The settings of the project below ``files.root``; ``rules`` are the names of all rules.

    Raises ConfigurationError for invalid TOML, unknown keys or rules, and wrong types.
    """
    if files.is_there("apiref.toml"):
        path, table = "apiref.toml", _load(files, "apiref.toml")
    elif files.is_there("pyproject.toml"):
        path = "pyproject.toml"
        tool = _load(files, path).get("tool", {})
        if not isinstance(tool, dict) or "apiref" not in tool:
            return Settings()
        table = tool["apiref"]
        if not isinstance(table, dict):
            raise ConfigurationError(f"{path}: [tool.apiref] must be a table")
    else:
        return Settings()
    return _Reader(path, files, rules).settings(table)


def _load(files: Files, path: str) -> dict[str, Any]:
    text = files.text(path)
    if text is None:
        raise ConfigurationError(f"{path}: {files.problems[-1].message}")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _MAX_LINE:
            message = f"a line of {len(line)} characters; the limit is {_MAX_LINE}, so split it"
            raise ConfigurationError(f"{path}:{number}: {message}")
    # Imported here because many repositories have no such file.
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ConfigurationError(f"{path}: is nested too deeply") from error
    except ValueError as error:
        reason, _, place = str(error).partition(" (at line ")
        where = ":".join((path, *re.findall(r"\d+", place)))
        raise ConfigurationError(f"{where}: is not valid TOML: {reason}") from error


class _Reader:
    def __init__(self, path: str, files: Files, rules: Iterable[str]) -> None:
        self.path = path
        self.files = files
        self.lines = re.split("\r?\n", files.text(path) or "")
        self.rules = rules
        heads = (number for number, line in enumerate(self.lines) if _OUR_TABLE.match(line))
        self.first_line = 0 if path == "apiref.toml" else next(heads, 0)

    def settings(self, table: dict[str, Any]) -> Settings:
        if self.path == "apiref.toml" and "tool" in table:
            raise self.error(
                "tool", "apiref.toml has no 'tool.apiref' table; put the settings at the top level"
            )
        self.only(table, tuple(KEYS), "setting")
        return Settings(
            path=self.path,
            changes=self.changes(self.table(table, "changes")),
            severities=self.severities(self.table(table, "rules")),
            sources=self.sources(table),
            schemas=self.schemas(self.table(table, "schemas")),
            served_schemas=self.served(self.table(table, "served-schemas")),
            sample_directories=self.folders(table, "samples"),
            overrides=self.overrides(table),
            allowed=self.allowed(self.table(table, "allowed")),
            baseline=self.inside("baseline", self.string(table, "baseline")),
            row_order=self.choice(table, "row-order", ROW_ORDERS),
            sample_indent=self.indent(table, "sample-indent"),
            sorted_samples=self.boolean(table, "sorted-samples"),
            lasting_fields=self.strings(table, "lasting-fields"),
            words=self.strings(table, "words"),
            unexercised=self.unexercised(self.table(table, "unexercised")),
            openapi=self.openapi(self.table(table, "openapi")),
            level=self.level(table),
            guide=self.address(table, "guide"),
        )

    def level(self, table: dict[str, Any]) -> Severity:
        """The lowest severity to show, by its name."""
        value = table.get("level", Severity.WARNING.label)
        found = {severity.label: severity for severity in Severity}.get(value)
        if found is None:
            raise self.error("level", '\'level\' must be "error", "warning" or "info"')
        return found

    def sources(self, table: dict[str, Any]) -> tuple[str, ...]:
        """The configured folders: a string or a list of strings."""
        value = table.get("source", [])
        if not isinstance(value, str | list):
            raise self.error("source", "'source' must be a string, or a list of strings")
        named = (value,) if isinstance(value, str) else self.strings(table, "source")
        found = (self.inside("source", path) or "." for path in named)
        return tuple(dict.fromkeys(found))

    def severities(self, table: dict[str, Any]) -> dict[str, Severity | None]:
        found: dict[str, Severity | None] = {}
        self.only_rules(table)
        names = {severity.label: severity for severity in Severity}
        for name, value in table.items():
            if value == "off":
                found[name] = None
            elif isinstance(value, str) and value in names:
                found[name] = names[value]
            else:
                raise self.error(name, f"rule '{name}' must be error, warning, info or off")
        return found

    def changes(self, table: dict[str, Any]) -> dict[str, str]:
        """The levels of kinds of changes, by the names of both."""
        self.only(table, tuple(CHANGES), "kind of change")
        levels = ("off", *(level.label for level in Level))
        return {name: self.choice(table, name, levels) for name in table}

    def overrides(self, table: dict[str, Any]) -> tuple[Override, ...]:
        listed = table.get("overrides", [])
        if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
            raise self.error("overrides", "'overrides' must be a list of tables")
        found = []
        for item in listed:
            self.only(item, ("paths", "rules"), "setting of an override")
            patterns = self.strings(item, "paths")
            if not patterns:
                raise self.error("overrides", "an override needs 'paths'")
            found.append(Override(patterns, self.severities(self.table(item, "rules"))))
        return tuple(found)

    def allowed(self, table: dict[str, Any]) -> dict[str, int]:
        self.only_rules(table)
        return {name: self.number(table, name) or 0 for name in table}

    def schemas(self, table: dict[str, Any]) -> tuple[SchemaBinding, ...]:
        found = []
        for operation, roles in table.items():
            if not isinstance(roles, dict):
                raise self.error(operation, f"'{operation}' must map roles to schema files")
            self.only(roles, _ROLES, "role")
            for role, schema in roles.items():
                if not isinstance(schema, str):
                    raise self.error(
                        operation, f"the {role} schema of '{operation}' must be a path"
                    )
                found.append(
                    SchemaBinding(
                        operation, role, posixpath.normpath(schema), self.place(operation)
                    )
                )
        return tuple(found)

    def served(self, table: dict[str, Any]) -> tuple[ServedSchema, ...]:
        found = []
        for schema, sample in table.items():
            if not isinstance(sample, str):
                raise self.error(schema, f"the served document of '{schema}' must be a path")
            place = self.place(schema)
            schema, sample = posixpath.normpath(schema), posixpath.normpath(sample)
            found.append(ServedSchema(schema, sample, place))
        return tuple(found)

    def unexercised(self, table: dict[str, Any]) -> tuple[Unexercised, ...]:
        found = []
        for operation, items in table.items():
            if not isinstance(items, dict):
                raise self.error(operation, f"'{operation}' must map items to reasons")
            for item, reason in items.items():
                if not isinstance(reason, str) or not reason.strip():
                    raise self.error(
                        item, f"'{item}' of '{operation}' needs a reason, as a non-empty string"
                    )
                found.append(
                    Unexercised(operation, item, reason.strip(), self.place(item, "unexercised"))
                )
        return tuple(found)

    def openapi(self, table: dict[str, Any]) -> OpenApiSettings:
        known = tuple(name.replace("_", "-") for name in OpenApiSettings._fields)
        self.only(table, known, "openapi setting")
        return OpenApiSettings(**{key.replace("-", "_"): self.string(table, key) for key in table})

    def only_rules(self, table: dict[str, Any]) -> None:
        # The first to ask for the names may have to import all rules.
        if table:
            self.rules = known = tuple(self.rules)
            self.only(table, known, "rule")

    def only(self, table: dict[str, Any], known: tuple[str, ...], what: str) -> None:
        for key in table:
            if key not in known:
                raise self.error(key, f"unknown {what} '{key}'{hint(key, known)}")

    def table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"'{key}' must be a table")
        return value

    def string(self, table: dict[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(key, f"'{key}' must be a string")
        return value

    def address(self, table: dict[str, Any], key: str) -> str | None:
        value = self.string(table, key)
        if value is not None and not _ADDRESS.fullmatch(value):
            raise self.error(key, f"'{key}' must be a URL that begins with https:// or http://")
        return value

    def strings(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, f"'{key}' must be a list of strings")
        return tuple(value)

    def inside(self, key: str, path: str | None) -> str | None:
        """A normalised path. It must be relative and inside the repository."""
        if path is None:
            return None
        plain = posixpath.normpath(path)
        if plain.startswith("/") or plain == ".." or plain.startswith("../") or "\0" in plain:
            raise self.error(key, f"'{key}' must be a path in the repository, not {path!a}")
        return plain

    def folders(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        found = []
        for path in self.strings(table, key):
            plain = self.inside(key, path) or "."
            if not self.files.is_folder(plain):
                raise self.error(path, f"'{key}': no such folder '{path}'")
            found.append(plain)
        return tuple(found)

    def choice(self, table: dict[str, Any], key: str, choices: tuple[str, ...]) -> str:
        value = table.get(key, choices[0])
        if value not in choices:
            raise self.error(key, f"'{key}' must be {' or '.join(choices)}")
        return str(value)

    def number(self, table: dict[str, Any], key: str) -> int | None:
        value = table.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.error(key, f"'{key}' must be a whole number")
        if value is not None and value < 0:
            raise self.error(key, f"'{key}' must not be negative")
        return value

    def indent(self, table: dict[str, Any], key: str) -> int | None:
        value = self.number(table, key)
        if value is not None and value > _MAX_INDENT:
            raise self.error(key, f"'{key}' must be {_MAX_INDENT} or less")
        return value

    def boolean(self, table: dict[str, Any], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"'{key}' must be true or false")
        return value

    def place(self, key: str, after: str = "") -> Location:
        """The location of a key or quoted text in the part of the file with our settings.

        With ``after``, the first occurrence after that word.
        """
        whole = re.compile(
            rf"(?<![\w-])(?P<quote>[\"']?){re.escape(key)}(?P=quote)\s*(?:[=.,\]]|$)"
        )
        lines = range(self.first_line, len(self.lines))
        start = next((number for number in lines if after in self.lines[number]), self.first_line)
        for number in range(start, len(self.lines)):
            match = whole.search(self.lines[number])
            if match:
                return Location(self.path, number + 1, match.end("quote") - len(match["quote"]) + 1)
        return Location(self.path, self.first_line + 1)

    def error(self, key: str, message: str) -> ConfigurationError:
        place = self.place(key)
        return ConfigurationError(f"{self.path}:{place.line}:{place.column}: {message}")
