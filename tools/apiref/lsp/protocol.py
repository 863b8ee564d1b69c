"""Turns our records into those of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lsprotocol import types

from apiref.lsp.actions import Action
from apiref.lsp.completion import Completion
from apiref.lsp.diagnostics import message_of
from apiref.lsp.navigation import Symbol
from apiref.lsp.positions import to_editor, word_end
from apiref.lsp.state import Snapshot
from apiref.model.finding import Finding, Severity
from apiref.model.fix import Edit
from apiref.model.location import Location

SOURCE = "apiref"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_COMPLETIONS = {
    "key": types.CompletionItemKind.Field,
    "code": types.CompletionItemKind.EnumMember,
    "reason": types.CompletionItemKind.Reference,
    "file": types.CompletionItemKind.File,
    "rule": types.CompletionItemKind.Constant,
    "field": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
}
_SYMBOLS = {
    "operation": types.SymbolKind.Method,
    "entry": types.SymbolKind.Field,
    "code": types.SymbolKind.EnumMember,
}


class Converter(NamedTuple):
    """Converts records of one snapshot.

    ``document`` returns the URI of a path, as the editor has it, and the version that is open.
    """

    snapshot: Snapshot
    document: Callable[[str], types.OptionalVersionedTextDocumentIdentifier]
    encoding: str

    def range(self, start: Location, end: Location | None = None) -> types.Range:
        """The range between two locations, or of the word at the first one."""
        text = self.snapshot.text(start.path)
        ends = (start, end or word_end(text, start))
        first, last = (types.Position(*to_editor(text, at, self.encoding)) for at in ends)
        return types.Range(first, last)

    def location(self, place: Location) -> types.Location:
        """The word at a location."""
        return types.Location(self.document(place.path).uri, self.range(place))

    def diagnostic(self, finding: Finding) -> types.Diagnostic:
        """A finding; its further places are related information."""
        related = [
            types.DiagnosticRelatedInformation(self.location(place), "see also")
            for place in finding.places
        ]
        page = self.snapshot.trees[0].settings.page_of(finding.rule)
        return types.Diagnostic(
            range=self.range(finding.location),
            message=message_of(finding),
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=types.CodeDescription(page) if page is not None else None,
            source=SOURCE,
            related_information=related or None,
        )

    def text_edit(self, edit: Edit) -> types.TextEdit:
        """An edit of a file that exists, or of an empty one."""
        return types.TextEdit(self.range(edit.start, edit.end), edit.new)

    def workspace_edit(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Edits of several files as one; files that do not exist are created."""
        by_path: dict[str, list[Edit]] = {}
        for edit in edits:
            by_path.setdefault(edit.start.path, []).append(edit)
        changes: list[
            types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile
        ] = []
        for path, own in by_path.items():
            document, made = self.document(path), [*map(self.text_edit, own)]
            if not self.snapshot.files.exists(path):
                options = types.CreateFileOptions(ignore_if_exists=True)
                changes.append(types.CreateFile(document.uri, options=options))
                # Some editors have an empty line in a new file.
                made[0].range = types.Range(types.Position(0, 0), types.Position(1, 0))
            changes.append(types.TextDocumentEdit(document, [*made]))
        return types.WorkspaceEdit(document_changes=changes)

    def action(self, action: Action, diagnostics: Iterable[types.Diagnostic]) -> types.CodeAction:
        """An action, with those of the editor's diagnostics that it is about."""
        start = self.range(action.finding.location).start
        about = [
            it for it in diagnostics if (it.code, it.range.start) == (action.finding.rule, start)
        ]
        return types.CodeAction(
            title=action.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=about or None,
            edit=self.workspace_edit(action.edits),
            is_preferred=action.is_certain or None,
        )

    def completion(self, item: Completion, order: int, where: types.Range) -> types.CompletionItem:
        """A completion that replaces a range; ``order`` is its number in the list."""
        return types.CompletionItem(
            label=item.text.strip(),
            kind=_COMPLETIONS[item.kind],
            detail=item.detail or None,
            sort_text=f"{order:05}",
            filter_text=item.text,
            text_edit=types.TextEdit(where, item.text),
            data=[item.entry.path, item.entry.key] if item.entry is not None else None,
        )

    def document_symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """A part of a file."""
        where = self.range(symbol.location)
        kind = _SYMBOLS[symbol.kind]
        return types.DocumentSymbol(symbol.name, kind, where, where, symbol.detail)

    def workspace_symbol(self, symbol: Symbol) -> types.WorkspaceSymbol:
        """A part of any file."""
        name = f"{symbol.name}  {symbol.detail}"
        return types.WorkspaceSymbol(self.location(symbol.location), name, _SYMBOLS[symbol.kind])
