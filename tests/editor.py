"""An editor without a screen: it speaks the Language Server Protocol with ``apiref lsp``."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

SECONDS = 60


class Editor:
    """Documents with their texts, which need not be saved; ``undo`` takes the last edit back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, str] = {}
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.told: list[str] = []
        # The number of messages with diagnostics, and what the server wants to be told.
        self.checks = 0
        self.registered: list[types.Registration] = []
        self._before: list[dict[str, str]] = []
        self._versions: dict[str, int] = {}
        self._news = asyncio.Event()
        self.client = LanguageClient("editor", "1")

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[self.path(params.uri)] = list(params.diagnostics)
            self.checks += 1
            self._news.set()

        @self.client.feature(types.WINDOW_LOG_MESSAGE)
        def logged(params: types.LogMessageParams) -> None:
            self.told.append(params.message)
            self._news.set()

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.registered += params.registrations
            self._news.set()

    async def start(self, encoding: str | None = None) -> None:
        await self.client.start_io(sys.executable, "-m", "apiref", "lsp", env={**os.environ})
        kinds = [types.PositionEncodingKind(encoding)] if encoding else None
        general = types.GeneralClientCapabilities(position_encodings=kinds)
        watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        workspace = types.WorkspaceClientCapabilities(did_change_watched_files=watched)
        capabilities = types.ClientCapabilities(general=general, workspace=workspace)
        params = types.InitializeParams(capabilities=capabilities, root_uri=self.root.as_uri())
        await self.client.initialize_async(params)
        self.client.initialized(types.InitializedParams())

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def path(self, uri: str) -> str:
        return Path(uri.removeprefix("file://")).relative_to(self.root.resolve()).as_posix()

    def document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(path))

    def open(self, path: str, text: str | None = None) -> str:
        """Open a document, a new one if a text is given; return its text."""
        self.texts[path] = (self.root / path).read_text("utf-8") if text is None else text
        item = types.TextDocumentItem(self.uri(path), "text", 1, self.texts[path])
        self._versions[path] = 1
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return self.texts[path]

    def type(self, path: str, text: str) -> None:
        """Replace the text of an open document."""
        self._before.append(dict(self.texts))
        self._set(path, text)

    def replace(self, path: str, old: str, new: str) -> None:
        assert old in self.texts[path], old
        self.type(path, self.texts[path].replace(old, new, 1))

    def _set(self, path: str, text: str) -> None:
        if path not in self.texts:
            self.open(path, text)
        self.texts[path] = text
        self._versions[path] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(
                    uri=self.uri(path), version=self._versions[path]
                ),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, path: str) -> None:
        del self.texts[path]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(path)))

    def undo(self) -> None:
        """Take the last edit of all documents back."""
        for path, text in self._before.pop().items():
            if self.texts.get(path) != text:
                self._set(path, text)

    def apply(self, edit: types.WorkspaceEdit | None) -> None:
        """Make an edit of the server, in documents that are opened for it."""
        assert edit is not None and edit.document_changes is not None
        before = dict(self.texts)
        for change in edit.document_changes:
            if isinstance(change, types.CreateFile):
                assert not (self.root / self.path(change.uri)).exists()
                self.open(self.path(change.uri), "")
            elif isinstance(change, types.TextDocumentEdit):
                path = self.path(change.text_document.uri)
                opened = self._versions[path] if path in before else None
                assert change.text_document.version == opened
                if path not in self.texts:
                    before[path] = self.open(path)
                edits = [it for it in change.edits if isinstance(it, types.TextEdit)]
                self._set(path, edited(self.texts[path], edits))
        self._before.append(before)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for news from the server after which something holds."""
        async with asyncio.timeout(SECONDS):
            while not holds():
                self._news.clear()
                await self._news.wait()

    def found(self) -> list[str]:
        """The rules of all diagnostics shown."""
        return sorted(str(item.code) for items in self.diagnostics.values() for item in items)

    async def until_found(self, *rules: str) -> None:
        """Wait until the diagnostics are those of exactly these rules."""
        try:
            await self.until(lambda: self.found() == sorted(rules))
        except TimeoutError as error:
            raise AssertionError(f"{self.found()}, not {sorted(rules)}; {self.told}") from error

    def position(self, path: str, mark: str, *, after: bool = False) -> types.Position:
        """The position of a text in a document, or behind it."""
        before = self.texts[path][: self.texts[path].index(mark) + after * len(mark)]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    async def actions(self, path: str, mark: str) -> dict[str, types.CodeAction]:
        """The code actions at a text, by title."""
        point = self.position(path, mark)
        shown = self.diagnostics.get(path, [])
        context = types.CodeActionContext([it for it in shown if it.range.start.line == point.line])
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(self.document(path), types.Range(point, point), context)
        )
        return {it.title: it for it in found or () if isinstance(it, types.CodeAction)}

    async def act(self, path: str, mark: str, title: str) -> None:
        """Choose the code action with that beginning of its title."""
        found = await self.actions(path, mark)
        chosen = [it for name, it in found.items() if name.startswith(title)]
        assert len(chosen) == 1, f"{title}: {list(found)}"
        self.apply(chosen[0].edit)

    async def hover(self, path: str, mark: str) -> str | None:
        found = await self.client.text_document_hover_async(
            types.HoverParams(self.document(path), self.position(path, mark))
        )
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def completions(self, path: str, mark: str) -> list[types.CompletionItem]:
        """What may stand behind a text."""
        point = self.position(path, mark, after=True)
        found = await self.client.text_document_completion_async(
            types.CompletionParams(self.document(path), point)
        )
        assert isinstance(found, types.CompletionList)
        return list(found.items)

    async def complete(self, path: str, mark: str, text: str) -> None:
        """Choose a completion behind a text."""
        found = await self.completions(path, mark)
        chosen = [it for it in found if it.text_edit and it.text_edit.new_text == text]
        assert chosen, [it.label for it in found][:20]
        edit = chosen[0].text_edit
        assert isinstance(edit, types.TextEdit)
        self.type(path, edited(self.texts[path], [edit]))

    async def rename(self, path: str, mark: str, new: str) -> None:
        edit = await self.client.text_document_rename_async(
            types.RenameParams(
                new_name=new,
                text_document=self.document(path),
                position=self.position(path, mark),
            )
        )
        self.apply(edit)


def edited(text: str, edits: list[types.TextEdit]) -> str:
    """A text after edits of the protocol, in UTF-16."""
    lines = text.split("\n")

    def offset(point: types.Position) -> int:
        if point.line >= len(lines):
            return len(text)
        line = lines[point.line].encode("utf-16-le")[: 2 * point.character]
        return sum(len(each) + 1 for each in lines[: point.line]) + len(line.decode("utf-16-le"))

    out, done = "", 0
    for edit in sorted(edits, key=lambda it: offset(it.range.start)):
        assert offset(edit.range.start) >= done, "edits overlap"
        out += text[done : offset(edit.range.start)] + edit.new_text
        done = offset(edit.range.end)
    return out + text[done:]


def play(root: Path, script: Callable[[Editor], Awaitable[Any]], encoding: str = "utf-16") -> None:
    """Start a server for a folder, play a session, and end it properly."""

    async def session() -> None:
        editor = Editor(root)
        await editor.start(encoding)
        try:
            await script(editor)
        finally:
            await editor.stop()

    asyncio.run(session())
