"""Our records as those of the protocol."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from apiref.lsp.actions import actions
from apiref.lsp.completion import Completion
from apiref.lsp.navigation import Symbol
from apiref.lsp.protocol import Converter
from apiref.lsp.state import Snapshot
from apiref.model.fix import Edit
from apiref.model.location import Location
from tests.unit.lsp.small import PAGE, PARAMETERS, at, checked

WRONG = ("   - name: name\n", "   - name: nmae\n")


def converter(snapshot: Snapshot) -> Converter:
    def document(path: str) -> types.OptionalVersionedTextDocumentIdentifier:
        return types.OptionalVersionedTextDocumentIdentifier(f"file:///{path}", 7)

    return Converter(snapshot, document, "utf-16")


def test_a_diagnostic(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, WRONG)
    (item,) = snapshot.findings()
    made = converter(snapshot).diagnostic(item)
    assert made.range == types.Range(types.Position(20, 11), types.Position(20, 15))
    assert (made.code, made.source) == ("unknown-parameter", "apiref")
    assert [it.location.uri for it in made.related_information or ()] == [f"file:///{PARAMETERS}"]


def test_a_rule_is_a_link_where_the_guide_has_an_address(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, WRONG)
    (item,) = snapshot.findings()
    assert converter(snapshot).diagnostic(item).code_description is None
    guide = ("sample-indent", 'guide = "https://docs.example.org/apiref"\nsample-indent')
    made = converter(checked(tmp_path, WRONG, guide)).diagnostic(item).code_description
    assert made is not None
    assert made.href == "https://docs.example.org/apiref/rules/unknown-parameter.html"


def test_an_action_names_the_diagnostics_it_is_about(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, WRONG)
    convert = converter(snapshot)
    (item,) = snapshot.findings()
    own = convert.diagnostic(item)
    other = types.Diagnostic(own.range, "Other", code="other")
    first = actions(snapshot, PAGE, 21, 21)[0]
    made = convert.action(first, [other, own])
    assert made.diagnostics == [own]
    assert made.kind == types.CodeActionKind.QuickFix
    assert convert.action(first, []).diagnostics is None


def test_edits_of_several_files_and_new_ones(tmp_path: Path) -> None:
    snapshot = checked(tmp_path)
    old = Edit(at(snapshot, PAGE, "Create thing"), "Create", "Make")
    new = Edit(Location("new.json"), "", "{}\n")
    made = converter(snapshot).workspace_edit([new, old]).document_changes
    assert made is not None
    create, fill, change = made
    assert isinstance(create, types.CreateFile) and create.uri == "file:///new.json"
    assert isinstance(fill, types.TextDocumentEdit) and isinstance(change, types.TextDocumentEdit)
    start = types.Position(0, 0)
    # The empty line of an editor as well.
    assert [*fill.edits] == [types.TextEdit(types.Range(start, types.Position(1, 0)), "{}\n")]
    assert change.text_document.version == 7
    assert [*change.edits] == [types.TextEdit(types.Range(start, types.Position(0, 6)), "Make")]


def test_completions_keep_their_order(tmp_path: Path) -> None:
    convert = converter(checked(tmp_path))
    where = types.Range(types.Position(0, 0), types.Position(0, 1))
    made = [
        convert.completion(Completion("field", text), number, where)
        for number, text in enumerate(("type: ", "in: "))
    ]
    assert [it.label for it in made] == ["type:", "in:"]
    assert [it.sort_text for it in made] == sorted(it.sort_text or "" for it in made)
    assert made[0].text_edit == types.TextEdit(where, "type: ")


def test_symbols(tmp_path: Path) -> None:
    snapshot = checked(tmp_path)
    symbol = Symbol("operation", "GET /a", "Show a", at(snapshot, PAGE, "Show thing"))
    convert = converter(snapshot)
    assert convert.document_symbol(symbol).detail == "Show a"
    assert convert.workspace_symbol(symbol).name == "GET /a  Show a"
