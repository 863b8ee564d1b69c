"""Reads the content of pages from their sources, line by line, without the checker's reader.

Knows just the RST that operations are written in. Both sides of the comparison, the sources here
and the HTML in ``html_page``, come out as the same plain values.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

Row = tuple[str, ...]


@dataclass
class Operation:
    """One operation and its tables and samples, in the order of the page."""

    title: str
    method: str
    url: str
    anchor: str
    parts: list[tuple[str, list[Row] | str]] = field(default_factory=list)


def words(text: str) -> str:
    """Return the letters and digits of a text, which markup and typography do not change."""
    return " ".join(re.findall(r"\w+", text))


def plain(rst: str) -> str:
    """Return the words of a description as displayed: links only have their text."""
    return words(re.sub(r"`([^`<]+?)\s*<[^>`]+>`_+", r"\1", rst))


def anchor(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def lines_of(page: Path) -> list[str]:
    """Return the lines of a page including its includes."""
    lines = []
    for line in page.read_text(encoding="utf-8").splitlines():
        included = re.match(r"\.\. include:: (\S+)", line)
        lines += lines_of(page.parent / included[1]) if included else [line]
    return lines


def content_of(lines: list[str], number: int) -> str:
    """Return the indented lines below a directive."""
    taken = []
    for line in lines[number + 1 :]:
        if line and not line.startswith(" "):
            break
        taken.append(line)
    return "\n".join(taken)


def parameter_rows(file: Path, content: str) -> list[Row]:
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    rows = []
    for item in yaml.safe_load(content):
        ((name, key),) = item.items()
        entry = entries[key]
        since = entry.get("min_version")
        until = entry.get("max_version")
        mark = " (Optional)" if entry["required"] is False else " required"
        mark += f" New in version {since}" if since else ""
        mark += f" Available until version {until}" if until else ""
        rows.append((name + mark, entry["in"], entry["type"], plain(entry["description"])))
    return rows


def status_rows(file: Path, content: str) -> list[Row]:
    reasons = yaml.safe_load(file.read_text(encoding="utf-8"))
    rows = []
    for item in yaml.safe_load(content):
        ((code, key),) = item.items() if isinstance(item, dict) else [(item, "default")]
        rows.append((str(code), plain(reasons[code][key])))
    return rows


def read_operations(page: Path) -> list[Operation]:
    lines = lines_of(page)
    titles: list[str] = []
    operations: list[Operation] = []
    for number, line in enumerate(lines):
        if re.fullmatch(r"([=\-~*^])\1{2,}", line) and lines[number - 1].strip():
            titles.append(lines[number - 1])
        directive = re.match(r"\.\. (\w+):: (.+)", line)
        if directive is None:
            continue
        name, argument = directive.groups()
        if name == "rest_method":
            method, url = argument.split()
            operations.append(Operation(titles[-1], method, url, anchor(titles[-1])))
        elif name == "rest_parameters":
            rows = parameter_rows(page.parent / argument, content_of(lines, number))
            operations[-1].parts.append(("parameters", rows))
        elif name == "rest_status_code":
            kind, file = argument.split()
            rows = status_rows(page.parent / file, content_of(lines, number))
            operations[-1].parts.append((kind, rows))
        elif name == "literalinclude":
            # Decode bytes, so that line ends are kept.
            sample = (page.parent / argument).read_bytes().decode()
            operations[-1].parts.append(("sample", sample))
    return operations
