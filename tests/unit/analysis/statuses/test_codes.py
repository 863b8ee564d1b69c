"""Response codes, and what pages refer to in their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.statuses.codes import (
    is_registered,
    missing_reasons,
    note_of,
    reason_owners,
    status_uses,
    unused_reasons,
    used_reasons,
)
from tests.unit.analysis.references import SOURCE, operation, reference

FILE = f"{SOURCE}/status.yaml"


def _codes(*items: str, file: str = "status.yaml", kind: str = "error") -> str:
    listed = "".join(f"   - {item}\n" for item in items)
    return f".. rest_status_code:: {kind} {file}\n\n{listed}\n"


def _file(**codes: str) -> str:
    """A file of codes, ``_404="default lost"``, with the names of their reasons."""
    text = f"=== {FILE}\n"
    for code, names in codes.items():
        text += f"{code[1:]}:\n" + "".join(f"  {name}: |\n    It.\n" for name in names.split())
    return text


def test_registered_codes() -> None:
    found = [number for number in range(600) if is_registered(number)]
    groups = [[number for number in found if number // 100 == first] for first in range(1, 6)]
    assert [(len(group), group[0], group[-1]) for group in groups] == [
        (5, 100, 104),
        (10, 200, 226),
        (9, 300, 308),
        (29, 400, 451),
        (11, 500, 511),
    ]
    assert {419, 420, 427, 430, 432, 450, 509}.isdisjoint(found)


def test_lists_of_operations_come_first(tmp_path: Path) -> None:
    about = f"=== {SOURCE}/about.rst\nAbout\n=====\n\n{_codes('500')}"
    tree = reference(tmp_path, about, operation(text=_codes("404")), _file(_404="default"))
    found = [(use.label, [code.text for code in use.table.codes]) for use in status_uses(tree)]
    assert found == [("GET /things/{id}", ["404"]), (None, ["500"])]


def test_reasons_in_use(tmp_path: Path) -> None:
    text = _codes("404", "409: busy") + "Error response codes: 500\n"
    tree = reference(tmp_path, operation(text=text), _file(_404="default"))
    assert used_reasons(tree) == {(FILE, "404", "default"), (FILE, "409", "busy")}


@pytest.mark.parametrize(
    ("codes", "file", "found"),
    [
        (["404"], {"_404": "default"}, []),
        (["409"], {"_404": "default"}, [("409", None, None, False)]),
        # Another code has all those reasons, and nobody uses it.
        (["409: busy"], {"_404": "default busy"}, [("409", None, "404", False)]),
        (["409: busy", "409: lost"], {"_404": "busy lost"}, [("409", None, "404", True)]),
        (["409: busy"], {"_404": "busy"}, [("409", None, "404", False)]),
        (["409: busy"], {"_404": "busy", "_400": "busy"}, [("409", None, None, False)]),
        (["404: busyy"], {"_404": "default busy"}, [("404", "busyy", "busy", False)]),
        (["404: other"], {"_404": "busy"}, [("404", "other", "busy", False)]),
        (["404: other"], {"_404": "busy lost"}, [("404", "other", None, False)]),
        # The file is wrong where the reason is that of another code as well.
        (
            ["404: busy", "409: busy"],
            {"_404": "bussy", "_409": "busy"},
            [("404", "busy", "bussy", True)],
        ),
    ],
)
def test_what_pages_name_in_vain(
    tmp_path: Path,
    codes: list[str],
    file: dict[str, str],
    found: list[tuple[str, str | None, str | None, bool]],
) -> None:
    tree = reference(tmp_path, operation(text=_codes(*codes)), _file(**file))
    told = [
        (item.code, item.reason, item.intended, item.misnamed is not None)
        for item in missing_reasons(tree)
    ]
    assert told == found


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        (_codes("404"), ["busy", "lost"]),
        (_codes("404: lost"), ["busy"]),
        # What refers to nothing uses nothing.
        (_codes("404: bussy"), ["busy", "lost"]),
        (_codes("409: lost"), ["busy", "lost"]),
        (_codes("404: lost", file="missing.yaml"), ["busy", "lost"]),
        (_codes("404: lost").replace("::", ":"), ["busy", "lost"]),
    ],
)
def test_reasons_of_no_use(tmp_path: Path, text: str, unused: list[str]) -> None:
    more = operation("Other", text=_codes("404"))
    tree = reference(tmp_path, operation(text=text), more, _file(_404="default busy lost"))
    assert [key for _, key, _ in unused_reasons(tree)] == unused


def test_a_reason_of_several_codes_is_told_once(tmp_path: Path) -> None:
    file = _file(_404="default busy", _409="busy")
    tree = reference(tmp_path, operation(text=_codes("404")), file)
    ((_, key, reasons),) = unused_reasons(tree)
    assert (key, [reason.code for reason in reasons]) == ("busy", ["404", "409"])


def test_the_operation_that_alone_has_a_reason(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("One", text=_codes("404: lost", "409: busy", "500")),
        operation("Two", text=_codes("404: lost")),
        _file(_404="lost", _409="busy", _500="default"),
    )
    assert {key: found.title for key, found in reason_owners(tree).items()} == {"busy": "One"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("userNotFound(404), noDomain(404)", ["usernotfound", "nodomain"]),
        ("404 (no user), 404 (no domain)", ["no user", "no domain"]),
        ("404, 404 (no user)", ["", "no user"]),
        ("404, 404", ["", ""]),
    ],
)
def test_what_a_text_says_of_codes(tmp_path: Path, text: str, expected: list[str]) -> None:
    tree = reference(tmp_path, operation(text=f"Error response codes: {text}"))
    assert [note_of(tree, code) for code in tree.operations[0].statuses[0].codes] == expected
