"""The options that directives of a reference accept, as defined by docutils and Sphinx."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.read.rst import OPTION, SourceDirective
from apiref.text.suggestions import hint

_COMMON = frozenset({"class", "name"})
_TABLE = _COMMON | {"align", "width", "widths"}
_OPTIONS = {
    "code-block": _COMMON
    | set("caption dedent emphasize-lines force lineno-start linenos".split()),
    "include": _COMMON
    | set(
        "code encoding end-before end-line literal number-lines parser start-after"
        " start-line tab-width".split()
    ),
    "list-table": _TABLE | {"header-rows", "stub-columns"},
    "literalinclude": _COMMON
    | set(
        "append caption dedent diff emphasize-lines encoding end-at end-before force"
        " language lineno-match lineno-start linenos lines prepend pyobject start-after"
        " start-at tab-width".split()
    ),
    "toctree": _COMMON
    | set("caption glob hidden includehidden maxdepth numbered reversed titlesonly".split()),
}


def wrong_options(source: SourceDirective) -> Iterator[tuple[int, str, str]]:
    """Invalid options of a directive: line, name of the option, message."""
    known = _OPTIONS.get(source.name)
    if known is None:
        return
    seen: set[str] = set()
    for index, (line, raw) in enumerate(source.lines):
        match = OPTION.match(raw.strip())
        if match is None:
            if (seen or index) and not raw.strip():
                return
            continue
        name = match[1]
        if name not in known:
            yield line, name, f"{source.name} has no option '{name}'{hint(name, known)}"
        elif name in seen:
            yield line, name, f"duplicate option '{name}'; remove one"
        seen.add(name)
