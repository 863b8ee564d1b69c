"""Invalid input causes warnings with file and line, and never ends the build."""

import pytest

from tests.unit.sphinx.building import OURS, build, write

TITLE = "Books\n=====\n\n"
HEAD = f"{TITLE}Show\n----\n\n.. rest_method:: GET /v1/books\n\n"

TITLE_ENTRY = """\
title:
  description: The title.
  in: body
  required: true
  type: string
"""


def parameters(*names: str) -> str:
    """Return a page whose table starts in line 9 and its names in line 11."""
    rows = "".join(f"   {name}\n" for name in names or ["- title: title"])
    return f"{HEAD}.. rest_parameters:: parameters.yaml\n\n{rows}"


def codes(*lines: str, kind: str = "success") -> str:
    rows = "".join(f"   {line}\n" for line in lines or ["- 200"])
    return f"{HEAD}.. rest_status_code:: {kind} status.yaml\n\n{rows}"


def entry(*fields: str) -> dict[str, str]:
    """Return a page, and a file with a valid entry and one with other fields from line 7 on."""
    lines = "".join(f"  {field}\n" for field in fields)
    return {
        "index.rst": parameters("- title: title", "- year: year"),
        "parameters.yaml": f"{TITLE_ENTRY}year:\n{lines}",
    }


# The files, and the location and a word of each warning.
FAULTS = {
    # What the names in the table are.
    "no names": ({"index.rst": f"{HEAD}.. rest_parameters:: parameters.yaml\n"}, "index.rst:9"),
    "only a comment": ({"index.rst": parameters("# title: title")}, "index.rst:9"),
    "a mapping of names": ({"index.rst": parameters("title: title")}, "index.rst:9"),
    "a text": ({"index.rst": parameters("title")}, "index.rst:9"),
    "a number": ({"index.rst": parameters("1")}, "index.rst:9"),
    "names that are no YAML": (
        {"index.rst": parameters("- title: title", "- a: b: c")},
        "index.rst:12",
    ),
    "names that are no YAML at their end": (
        {"index.rst": parameters("- title: title", "- {")},
        "index.rst:",
    ),
    "name without entry": (
        {"index.rst": parameters("- title: title", "- title")},
        "index.rst:12",
    ),
    "unknown entry": (
        {"index.rst": parameters("- title: title", "- year: years")},
        "index.rst:12",
    ),
    "list for an entry": ({"index.rst": parameters("- title: [title]")}, "index.rst:11"),
    "mapping for an entry": ({"index.rst": parameters("- title: {a: b}")}, "index.rst:11"),
    "nothing for an entry": ({"index.rst": parameters("- title:")}, "index.rst:11"),
    "list for a name": ({"index.rst": parameters("- ? [a]", "  : title")}, "index.rst:11"),
    "list in the list": ({"index.rst": parameters("- - title")}, "index.rst:"),
    "no file": ({"index.rst": parameters().replace(" parameters.yaml", "")}, "index.rst:9"),
    "missing file": ({"index.rst": parameters().replace("parameters.", "none.")}, "index.rst:9"),
    "folder": ({"index.rst": parameters(), "parameters.yaml/a": ""}, "index.rst:9"),
    "NUL in the name of the file": (
        {"index.rst": parameters().replace("parameters.yaml", "param\0eters.yaml")},
        "index.rst:9",
    ),
    # What the file of parameters is.
    "empty": ({"parameters.yaml": ""}, "parameters.yaml:1"),
    "comments only": ({"parameters.yaml": "# none\n"}, "parameters.yaml:1"),
    "no YAML": ({"parameters.yaml": f"{TITLE_ENTRY}year: a: b\n"}, "parameters.yaml:6"),
    "unclosed quote": ({"parameters.yaml": f'{TITLE_ENTRY}year: "a\n'}, "parameters.yaml:"),
    "no mapping": ({"parameters.yaml": "- title\n"}, "parameters.yaml:1"),
    "two documents": ({"parameters.yaml": f"{TITLE_ENTRY}---\na: b\n"}, "parameters.yaml:"),
    "list for a key": ({"parameters.yaml": f"{TITLE_ENTRY}? [a]\n: b\n"}, "parameters.yaml:6"),
    "unknown tag": ({"parameters.yaml": f"{TITLE_ENTRY}a: !b c\n"}, "parameters.yaml:6"),
    "bad date": ({"parameters.yaml": f"{TITLE_ENTRY}a: 2020-13-45\n"}, "parameters.yaml:"),
    "NUL": ({"parameters.yaml": f"{TITLE_ENTRY}a: '\0'\n"}, "parameters.yaml:6"),
    "not UTF-8": (
        {"parameters.yaml": TITLE_ENTRY.encode() + b"# \xe4\n"},
        "parameters.yaml:6",
    ),
    "very deep": ({"parameters.yaml": "a: " + "[" * 5000}, "parameters.yaml:1"),
    # What an entry is.
    "text for fields": (
        {"parameters.yaml": f"{TITLE_ENTRY}year: 4\n"},
        "parameters.yaml:6",
    ),
    "list of fields": (
        {"parameters.yaml": f"{TITLE_ENTRY}year:\n- in: body\n"},
        "parameters.yaml:6",
    ),
    "no fields": ({"parameters.yaml": f"{TITLE_ENTRY}year:\n"}, "parameters.yaml:6"),
    "no in": (entry("description: The year.", "type: string"), "parameters.yaml:6"),
    "no type": (entry("description: The year.", "in: body"), "parameters.yaml:6"),
    "other in": (entry("description: The year.", "in: cookie", "type: a"), "parameters.yaml:8"),
    "list for in": (entry("description: Its year.", "in: [a]", "type: a"), "parameters.yaml:8"),
    "empty description": (entry("description:", "in: body", "type: a"), "parameters.yaml:7"),
    "number as description": (
        entry("description: 5", "in: body", "type: a"),
        "parameters.yaml:7",
    ),
    "mapping as description": (
        entry("description: A year: 4 digits", "in: body", "type: a"),
        "parameters.yaml:7",
    ),
    "mapping for a description": (
        entry("description: {a: b}", "in: body", "type: a"),
        "parameters.yaml:7",
    ),
    "list of types": (
        entry("description: The year.", "in: body", "type: [a, b]"),
        "parameters.yaml:9",
    ),
    "bool as type": (
        entry("description: The year.", "in: body", "type: true"),
        "parameters.yaml:9",
    ),
    "broken RST": (
        entry("description: |", "  The year.", "", "  An *open one.", "in: body", "type: a"),
        "parameters.yaml:10",
    ),
    "wrong order": (
        {"parameters.yaml": f"year:\n{TITLE_ENTRY.partition(chr(10))[2]}{TITLE_ENTRY}"},
        "parameters.yaml:6",
    ),
    # Methods.
    "no method": ({"index.rst": f"{TITLE}Show\n----\n\n.. rest_method::\n"}, "index.rst:7"),
    "method outside of a section": (
        {"index.rst": ".. rest_method:: GET /v1/books\n"},
        "index.rst:1",
    ),
    "method in a list": (
        {"index.rst": f"{TITLE}* Show\n\n  .. rest_method:: GET /v1/books\n"},
        "index.rst:6",
    ),
    "method in a note": (
        {"index.rst": f"{TITLE}.. note::\n\n   .. rest_method:: GET /v1/books\n"},
        "index.rst:6",
    ),
    "two colons in a limit": (
        {"index.rst": HEAD.rstrip() + "\n   min_version: 2.1: a\n"},
        "index.rst:7",
    ),
    "method in an included file": (
        {
            "index.rst": f"{TITLE}.. include:: more.inc\n",
            "more.inc": "Show\n----\n\n* .. rest_method:: GET /v1/books\n",
        },
        "more.inc:4",
    ),
    "name in an included file": (
        {
            "index.rst": f"{TITLE}.. include:: more.inc\n",
            "more.inc": parameters("- years: years").partition("\n\n")[2],
        },
        "more.inc:8",
    ),
    # References.
    "footnote that is a link": (
        {"index.rst": f"{HEAD}See a_.\n\n.. _a: http://a\n\nOr [#a]_.\n"},
        "index.rst:13",
    ),
    # Codes.
    "no codes": (
        {"index.rst": f"{HEAD}.. rest_status_code:: success status.yaml\n"},
        "index.rst:9",
    ),
    "no status file": ({"index.rst": codes().replace(" status.yaml", "")}, "index.rst:9"),
    "unknown kind": ({"index.rst": codes(kind="failure")}, "index.rst:9"),
    "missing status file": ({"index.rst": codes().replace("status.", "none.")}, "index.rst:9"),
    "unknown code": ({"index.rst": codes("- 200", "- 418")}, "index.rst:12"),
    "broken RST in a name": (
        {"index.rst": parameters("- title: title", '- "*title": title')},
        "index.rst:12",
    ),
    "unknown reason": ({"index.rst": codes("- 200", "- 200: none")}, "index.rst:12"),
    "text for a code": ({"index.rst": codes("- '200'")}, "index.rst:11"),
    "list for a code": ({"index.rst": codes("- [200]")}, "index.rst:11"),
    "list for a reason": ({"index.rst": codes("- 200: [default]")}, "index.rst:11"),
    "nothing for a code": ({"index.rst": codes("- 200", "-")}, "index.rst:"),
    "mapping of codes": ({"index.rst": codes("200: default")}, "index.rst:9"),
    "empty status file": ({"index.rst": codes(), "status.yaml": ""}, "status.yaml:1"),
    "status file with a list": ({"index.rst": codes(), "status.yaml": "- a\n"}, "status.yaml:1"),
    "no reasons": (
        {"index.rst": codes(), "status.yaml": "200: Fine.\n"},
        "status.yaml:1",
    ),
    "no default": (
        {"index.rst": codes(), "status.yaml": "200:\n  other: Fine.\n"},
        "status.yaml:1",
    ),
    "number for a reason": (
        {"index.rst": codes(), "status.yaml": "200:\n  default: 5\n"},
        "status.yaml:2",
    ),
    "broken RST in a reason": (
        {"index.rst": codes(), "status.yaml": "200:\n  default: |\n    Fine *one.\n"},
        "status.yaml:3",
    ),
}


@pytest.mark.parametrize(("files", "place"), FAULTS.values(), ids=FAULTS)
def test_warning_with_file_and_line(tmp_path, files, place):
    right = {
        "conf.py": OURS,
        "index.rst": parameters(),
        "parameters.yaml": TITLE_ENTRY,
        "status.yaml": "200:\n  default: Fine.\n",
    }
    if "parameters.yaml/a" in files:
        del right["parameters.yaml"]
    source = write(tmp_path / "source", right | files)
    made = build(source, tmp_path / "html")
    headings = [line for line in made.warnings if ": WARNING: " in line or ": ERROR: " in line]
    assert made.failed
    (heading,) = headings
    # docutils names an included file by its path from the working directory.
    name, line, _ = heading.split(":", 2)
    assert f"{name.rpartition('/')[2]}:{line}".startswith(place)
    assert place.endswith(":") or line == place.partition(":")[2]
    # Independent of the machine and of earlier builds.
    assert str(tmp_path) not in "".join(made.warnings)
    again = build(source, tmp_path / "html")
    assert again.warnings == made.warnings


def test_entry_that_is_no_table_row_may_be_anything_that_stock_accepts(tmp_path):
    # os-api-ref reads the type and description of an entry when a table shows it.
    files = entry("in: body") | {"index.rst": parameters(), "conf.py": OURS}
    assert not build(write(tmp_path / "source", files), tmp_path / "html").warnings


@pytest.mark.parametrize("top", [TITLE, ""])
def test_codes_without_an_operation_have_anchors(tmp_path, top):
    table = ".. rest_status_code:: {} status.yaml\n\n   - 200\n\n"
    files = {
        "conf.py": OURS,
        "index.rst": top + table.format("success") + table.format("error"),
        "status.yaml": "200:\n  default: Fine.\n",
    }
    made = build(write(tmp_path / "source", files), tmp_path / "html")
    assert not made.warnings
    prefix = "books-" if top else ""
    for kind in ("success", "error"):
        assert f'id="{prefix}{kind}"' in made.text("index.html")
