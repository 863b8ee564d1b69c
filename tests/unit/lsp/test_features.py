"""What the server answers, over standard input and output."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from tests.editor import Editor, play
from tests.unit.lsp.small import PAGE, PARAMETERS, REQUEST, RESPONSE, workspace

ROW = "   - name: name\n"


def test_questions(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        client, document = editor.client, editor.document(PAGE)
        point = editor.position(PAGE, "name: name")
        explanation = await client.text_document_hover_async(types.HoverParams(document, point))
        assert explanation is not None
        assert explanation.range == types.Range(point, types.Position(point.line, 9))
        found = await client.text_document_definition_async(types.DefinitionParams(document, point))
        assert isinstance(found, list | tuple)
        assert [editor.path(it.uri) for it in found if isinstance(it, types.Location)] == [
            PARAMETERS
        ]
        context = types.ReferenceContext(include_declaration=True)
        places = await client.text_document_references_async(
            types.ReferenceParams(context, document, point)
        )
        assert {editor.path(it.uri) for it in places or ()} >= {PAGE, PARAMETERS, RESPONSE}
        symbols = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        assert [it.name for it in symbols or ()] == ["POST /things", "GET /things/{thing_id}"]
        named = await client.workspace_symbol_async(types.WorkspaceSymbolParams("show"))
        assert [it.name for it in named or ()] == ["GET /things/{thing_id}  Show thing"]

    play(tmp_path, script)


def test_completion_with_the_description_of_a_key(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        editor.replace(PAGE, ROW, f"{ROW}   - i\n")
        # The reading has to come first; the text need not be read again.
        await editor.hover(PAGE, "Show")
        (item,) = await editor.completions(PAGE, f"{ROW}   - i")
        assert item.label == "id: thing_id"
        item = await editor.client.completion_item_resolve_async(item)
        assert isinstance(item.documentation, types.MarkupContent)
        assert "The UUID of the thing." in item.documentation.value
        await editor.complete(PAGE, f"{ROW}   - i", "id: thing_id")
        assert f"{ROW}   - id: thing_id\n" in editor.texts[PAGE]

    play(tmp_path, script)


def test_renaming_asks_for_the_name_first(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(RESPONSE)
        document = editor.document(RESPONSE)
        point = editor.position(RESPONSE, "name")
        found = await editor.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(document, point)
        )
        assert isinstance(found, types.PrepareRenamePlaceholder)
        assert found.placeholder == "name"
        assert found.range == types.Range(point, editor.position(RESPONSE, "name", after=True))
        nothing = types.PrepareRenameParams(document, types.Position(0, 0))
        assert await editor.client.text_document_prepare_rename_async(nothing) is None

    play(tmp_path, script)


def test_formatting(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        good = editor.open(REQUEST)
        editor.type(REQUEST, '{"name":  "box"}')
        params = types.DocumentFormattingParams(
            editor.document(REQUEST), types.FormattingOptions(tab_size=2, insert_spaces=True)
        )
        edits = await editor.client.text_document_formatting_async(params)
        edit = types.TextDocumentEdit(
            types.OptionalVersionedTextDocumentIdentifier(editor.uri(REQUEST), 2), [*(edits or ())]
        )
        editor.apply(types.WorkspaceEdit(document_changes=[edit]))
        assert editor.texts[REQUEST] == good
        assert not await editor.client.text_document_formatting_async(params)

    play(tmp_path, script)


def test_only_quick_fixes_are_code_actions(tmp_path: Path) -> None:
    workspace(tmp_path, (ROW, "   - name: nmae\n"))

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        point = editor.position(PAGE, "nmae")
        for kind, count in (
            (None, 4),
            (types.CodeActionKind.QuickFix, 4),
            (types.CodeActionKind.SourceOrganizeImports, 0),
        ):
            context = types.CodeActionContext([], only=[kind] if kind is not None else None)
            params = types.CodeActionParams(
                editor.document(PAGE), types.Range(point, point), context
            )
            found = await editor.client.text_document_code_action_async(params)
            assert len(found or ()) == count

    play(tmp_path, script)
