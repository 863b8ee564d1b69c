"""What the server answers to each request; the answers are made elsewhere."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from apiref.lsp import navigation
from apiref.lsp.actions import actions
from apiref.lsp.completion import completions
from apiref.lsp.formatting import formatted
from apiref.lsp.hover import explained, hover
from apiref.lsp.positions import from_editor, to_editor
from apiref.lsp.renaming import RenameError, renamable, renamed
from apiref.lsp.server import Server
from apiref.model.location import Location
from apiref.model.tree import Tree

# An editor asks again for more completions as the user types on.
_MOST_COMPLETIONS = 200
# Seconds for which a thread may run while another one waits.
_SWITCH = 0.0005
_WATCHED = "**/*.{rst,inc,yaml,json,toml}"


def serve() -> None:
    """Serve over standard input and output until the editor ends the session."""
    # Answers need not wait long for a check, which runs in another thread.
    sys.setswitchinterval(_SWITCH)
    # Each check leaves cycles behind, and a session is long.
    gc.set_threshold(50_000, 5, 5)
    # The messages of pygls are for those who change the server.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = Server()
    for method, (answer, options) in _FEATURES.items():
        server.feature(method, options)(answer)
    server.start_io()


def _initialize(server: Server, params: types.InitializeParams) -> None:
    folders = params.workspace_folders or []
    root = folders[0].uri if folders else params.root_uri
    server.start(to_fs_path(root) if root else None)


async def _initialized(server: Server, _: types.InitializedParams) -> None:
    server.changed()
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    if watched is not None and watched.dynamic_registration:
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        watcher = types.FileSystemWatcher(_WATCHED)
        options = types.DidChangeWatchedFilesRegistrationOptions([watcher])
        registration = types.Registration("files", method, options)
        await server.client_register_capability_async(types.RegistrationParams([registration]))


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    server.changed(params.text_document.uri, params.text_document.text)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    server.changed(params.text_document.uri, params.content_changes[-1].text)


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    server.changed(params.text_document.uri, None)


def _on_disk(
    server: Server, _: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams
) -> None:
    server.changed()


async def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    found = await server.at(params.text_document, params.position)
    explanation = hover(found[0].tree(found[1].path), found[1]) if found is not None else None
    if found is None or explanation is None:
        return None
    start, word, text = explanation
    end = start._replace(column=start.column + len(word))
    content = types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.Hover(content, server.converter(found[0]).range(start, end))


def _places(find: Callable[[Tree, Location], list[Location]]) -> Callable[..., Any]:
    """The answer to a question about other places of the thing at a position."""

    async def answer(
        server: Server, params: types.DefinitionParams | types.ReferenceParams
    ) -> list[types.Location]:
        found = await server.at(params.text_document, params.position)
        if found is None:
            return []
        snapshot, place = found
        return [*map(server.converter(snapshot).location, find(snapshot.tree(place.path), place))]

    return answer


async def _document_symbols(
    server: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol]:
    path, snapshot = server.path(params.text_document.uri), await server.current()
    if path is None or snapshot is None:
        return []
    symbols = navigation.symbols(snapshot.tree(path), path)
    return [*map(server.converter(snapshot).document_symbol, symbols)]


async def _workspace_symbols(
    server: Server, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    snapshot = await server.current()
    if snapshot is None:
        return []
    symbols = navigation.found_symbols(snapshot.trees, params.query)
    return [*map(server.converter(snapshot).workspace_symbol, symbols)]


async def _completion(server: Server, params: types.CompletionParams) -> types.CompletionList:
    # The last reading will do: the text is incomplete at the cursor anyway.
    path, snapshot = server.path(params.text_document.uri), server.latest()
    if path is None or snapshot is None:
        return types.CompletionList(is_incomplete=True, items=[])
    text, point = server.text(path), params.position
    place = from_editor(path, text, point.line, point.character, server.encoding)
    start, found = completions(snapshot.tree(path), text, place)
    where = types.Range(types.Position(*to_editor(text, start, server.encoding)), point)
    convert = server.converter(snapshot)
    shown = found[:_MOST_COMPLETIONS]
    items = [convert.completion(item, number, where) for number, item in enumerate(shown)]
    return types.CompletionList(is_incomplete=len(found) > len(shown), items=items)


def _completion_text(server: Server, item: types.CompletionItem) -> types.CompletionItem:
    snapshot = server.latest()
    if item.data is not None and snapshot is not None:
        path, key = item.data
        tree = snapshot.tree(path)
        file = tree.parameter_files.get(path)
        entry = file.by_key().get(key) if file is not None else None
        if entry is not None:
            text = explained(tree, entry)
            item.documentation = types.MarkupContent(types.MarkupKind.Markdown, text)
    return item


async def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    if types.CodeActionKind.QuickFix not in (
        params.context.only or [types.CodeActionKind.QuickFix]
    ):
        return []
    path, snapshot = server.path(params.text_document.uri), await server.checked()
    if path is None or snapshot is None:
        return []
    first, last = params.range.start.line + 1, params.range.end.line + 1
    found = await asyncio.to_thread(actions, snapshot, path, first, last)
    convert = server.converter_of_edits(snapshot)
    return [convert.action(each, params.context.diagnostics) for each in found]


async def _prepare_rename(
    server: Server, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    found = await server.at(params.text_document, params.position)
    target = renamable(found[0].tree(found[1].path), found[1]) if found is not None else None
    if found is None or target is None:
        return None
    start = target.location
    end = start._replace(column=start.column + len(target.word))
    return types.PrepareRenamePlaceholder(server.converter(found[0]).range(start, end), target.word)


async def _rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    found = await server.at(params.text_document, params.position)
    if found is None:
        return None
    snapshot, place = found
    try:
        edits = await asyncio.to_thread(renamed, snapshot, place, params.new_name)
    except RenameError as error:
        raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from error
    return server.converter_of_edits(snapshot).workspace_edit(edits) if edits else None


async def _formatting(
    server: Server, params: types.DocumentFormattingParams
) -> list[types.TextEdit]:
    path, snapshot = server.path(params.text_document.uri), await server.current()
    if path is None or snapshot is None:
        return []
    edit = formatted(snapshot.tree(path), path, params.options.tab_size)
    return [server.converter_of_edits(snapshot).text_edit(edit)] if edit is not None else []


_FEATURES: dict[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (_initialize, None),
    types.INITIALIZED: (_initialized, None),
    types.TEXT_DOCUMENT_DID_OPEN: (_opened, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (_changed, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (_closed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (_on_disk, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_on_disk, None),
    types.TEXT_DOCUMENT_HOVER: (_hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (_places(navigation.definitions), None),
    types.TEXT_DOCUMENT_REFERENCES: (_places(navigation.references), None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_document_symbols, None),
    types.WORKSPACE_SYMBOL: (_workspace_symbols, None),
    types.TEXT_DOCUMENT_COMPLETION: (
        _completion,
        types.CompletionOptions(trigger_characters=[" ", ":", "/", "="], resolve_provider=True),
    ),
    types.COMPLETION_ITEM_RESOLVE: (_completion_text, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        _actions,
        types.CodeActionOptions([types.CodeActionKind.QuickFix]),
    ),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (_prepare_rename, None),
    types.TEXT_DOCUMENT_RENAME: (_rename, types.RenameOptions(prepare_provider=True)),
    types.TEXT_DOCUMENT_FORMATTING: (_formatting, None),
}
