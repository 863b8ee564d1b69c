"""The server: receives the texts of an editor, checks them, and answers its questions."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from apiref import __version__
from apiref.lsp.diagnostics import by_path, place_in
from apiref.lsp.positions import from_editor
from apiref.lsp.protocol import SOURCE, Converter
from apiref.lsp.state import Snapshot, Workspace
from apiref.model.location import Location
from apiref.openapi.markdown import get_ready
from apiref.read.discovery import NotFoundError
from apiref.read.settings import ConfigurationError

# The seconds without a change after which a check begins.
PAUSE = 0.1
_CONFIGURATION = "configuration"


class Superseded(Exception):
    """A check ends, since the texts have changed."""


class Server(LanguageServer):
    """One session of an editor; without a folder, that of the process is the workspace."""

    def __init__(self) -> None:
        super().__init__(SOURCE, __version__, types.TextDocumentSyncKind.Full)
        self._references: Workspace | None = None
        # The URIs of open documents, by path, and the diagnostics shown, by URI.
        self._uris: dict[str, str] = {}
        self._shown: dict[str, list[types.Diagnostic]] = {}
        self._checking: asyncio.Task[None] | None = None
        self._turn = 0
        self._told = ""
        self._one_by_one = ThreadPoolExecutor(1)

    def start(self, folder: str | None) -> None:
        """Take the repository that contains a folder as the workspace."""
        try:
            self._references = Workspace(Path(folder or "."))
        except NotFoundError as error:
            self.tell(str(error))

    def tell(self, message: str) -> None:
        """Write a line into the log of the editor, unless it is the last one there."""
        if message != self._told:
            self._told = message
            self.window_log_message(types.LogMessageParams(types.MessageType.Warning, message))

    def changed(self, uri: str | None = None, text: str | None = None) -> None:
        """Take the text of a document, None if it is closed, and check after a pause."""
        if self._references is None:
            return
        if uri is not None:
            path = self.path(uri)
            if path is None:
                return
            self._uris[path] = uri
            if text is not None:
                self._references.texts[path] = text
            else:
                self._references.texts.pop(path, None)
        self._turn += 1
        if self._checking is not None:
            self._checking.cancel()
        self._checking = asyncio.ensure_future(self._check(self._references, self._turn))

    def path(self, uri: str) -> str | None:
        """The path of a document of the repository, or None for others."""
        file = to_fs_path(uri)
        return self._references.path_of(file) if self._references and file else None

    def document(self, path: str) -> types.OptionalVersionedTextDocumentIdentifier:
        """The URI of a file, as the editor names it, and the version that it has open."""
        root = self._references.root if self._references is not None else Path()
        uri = self._uris.get(path) or (root / path).as_uri()
        opened = self.workspace.text_documents.get(uri)
        return types.OptionalVersionedTextDocumentIdentifier(uri, opened and opened.version)

    async def _check(self, references: Workspace, turn: int) -> None:
        """Check after a pause, and show the findings; what goes wrong is told, and ends nothing."""

        def proceed() -> None:
            if turn != self._turn:
                raise Superseded

        await asyncio.sleep(PAUSE)
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._one_by_one, references.check, proceed)
            self._show(found)
            # The first explanation is to come as fast as the others.
            await loop.run_in_executor(self._one_by_one, get_ready)
        except Superseded:
            return
        except (NotFoundError, ConfigurationError) as error:
            self._show_error(references, str(error))
        except Exception as error:  # Whatever a file does to a rule, the next text may mend it.
            self.tell(f"the check failed: {error!r}")

    def _show(self, snapshot: Snapshot) -> None:
        convert = self.converter(snapshot)
        self._publish(
            {
                self.document(path).uri: [convert.diagnostic(finding) for finding in findings]
                for path, findings in by_path(snapshot).items()
            }
        )

    def _show_error(self, references: Workspace, message: str) -> None:
        """Show an error of the configuration at its place; the other diagnostics are unknown."""
        self.tell(message)
        placed = place_in(message)
        if placed is None or not (references.root / placed[0].path).is_file():
            self._publish({})
            return
        place, what = placed
        start = types.Position(place.line - 1, place.column - 1)
        error = types.Diagnostic(
            types.Range(start, start), what, code=_CONFIGURATION, source=SOURCE
        )
        error.severity = types.DiagnosticSeverity.Error
        self._publish({self.document(place.path).uri: [error]})

    def _publish(self, found: dict[str, list[types.Diagnostic]]) -> None:
        """Send the diagnostics that differ from those shown."""
        for uri in {**self._shown, **found}:
            if self._shown.get(uri) != found.get(uri):
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri, found.get(uri, []))
                )
        self._shown = found

    def converter(self, snapshot: Snapshot) -> Converter:
        """What turns records of a snapshot into those of the protocol."""
        return Converter(snapshot, self.document, self.encoding)

    def converter_of_edits(self, snapshot: Snapshot) -> Converter:
        """The same. Raises JsonRpcContentModified if the texts have changed since."""
        if self._references is None or snapshot.texts != self._references.texts:
            raise JsonRpcContentModified
        return self.converter(snapshot)

    @property
    def encoding(self) -> str:
        """How the editor counts characters."""
        return str(getattr(encoding := self.workspace.position_encoding, "value", encoding))

    def latest(self) -> Snapshot | None:
        """The last reading, perhaps of earlier texts."""
        return self._references.snapshot if self._references is not None else None

    async def current(self) -> Snapshot | None:
        """A reading of the current texts, or None if they cannot be read."""
        if self._references is None:
            return None
        if self._references.is_current():
            return self._references.snapshot
        try:
            return await asyncio.to_thread(self._references.read)
        except (NotFoundError, ConfigurationError):
            return None

    async def checked(self) -> Snapshot | None:
        """The current texts with their findings, or None; waits for a check that is due."""
        while self._checking is not None and not self._checking.done():
            await asyncio.wait([self._checking])
        is_current = self._references is not None and self._references.is_current()
        return self.latest() if is_current else None

    def text(self, path: str) -> str:
        """The text of a document that is open; empty for others."""
        return self._references.texts.get(path, "") if self._references is not None else ""

    async def at(
        self, document: types.TextDocumentIdentifier, point: types.Position
    ) -> tuple[Snapshot, Location] | None:
        """The current reading, and a location in it, or None outside of it."""
        path, snapshot = self.path(document.uri), await self.current()
        if path is None or snapshot is None:
            return None
        text = snapshot.text(path)
        return snapshot, from_editor(path, text, point.line, point.character, self.encoding)
