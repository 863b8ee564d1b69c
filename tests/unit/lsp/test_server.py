"""Sessions over standard input and output: what the server does with texts, good and bad."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException

from apiref.cli import main
from apiref.lsp.server import Server
from tests.editor import Editor, play
from tests.unit.lsp.small import PAGE, PARAMETERS, REQUEST, RESPONSE, STATUS, workspace

ROOT = Path(__file__).resolve().parents[3]
OURS = "api-ref/source/v2/tasks.inc"
ROW = "   - name: name\n"
WRONG = "   - name: nmae\n"


def test_open_break_mend_rename_undo(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        editor.replace(PAGE, ROW, WRONG)
        await editor.until_found("unknown-parameter")
        (item,) = editor.diagnostics[PAGE]
        assert item.severity == types.DiagnosticSeverity.Error
        assert item.source == "apiref"
        assert item.range == types.Range(
            editor.position(PAGE, "nmae"), editor.position(PAGE, "nmae", after=True)
        )
        (related,) = item.related_information or ()
        assert editor.path(related.location.uri) == PARAMETERS
        await editor.act(PAGE, "nmae", "Write 'name'")
        await editor.until_found()
        assert ROW in editor.texts[PAGE]
        editor.undo()
        await editor.until_found("unknown-parameter")
        editor.undo()
        await editor.until_found()
        await editor.rename(PAGE, "name: name", "title")
        assert '"title": "box"' in editor.texts[REQUEST]
        editor.undo()
        editor.replace(PAGE, ROW, WRONG)
        await editor.until_found("unknown-parameter")
        assert '"name": "box"' in editor.texts[REQUEST]

    play(tmp_path, script)
    assert ROW in (tmp_path / PAGE).read_text()


def test_our_own_reference(tmp_path: Path) -> None:
    for name in ("api-ref", "samples"):
        ignored = shutil.ignore_patterns("build")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(OURS)
        editor.replace(OURS, "   - message: message\n", "   - message: mesage\n")
        await editor.until_found("unknown-parameter")
        await editor.act(OURS, "message: mesage", "Write 'message'")
        await editor.until_found()
        # A name that no entry has, with the same place in the order of members.
        await editor.rename(OURS, "message: message", "message_text")
        editor.replace(OURS, "   - message_text: message", "   - message_text: mesage")
        await editor.until_found("unknown-parameter")
        editor.undo()
        await editor.until_found()
        assert "samples/task-create-response.json" in editor.texts
        editor.undo()
        assert "   - message: message\n" in editor.texts[OURS]

    play(tmp_path, script)


def test_findings_are_those_of_a_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits = (ROW, WRONG), ("   :language: json\n", ""), ("type: string", "type: strin")
    workspace(tmp_path, *edits)
    main(["check", str(tmp_path), "--format", "json"])
    told = [it["rule"] for it in json.loads(capsys.readouterr().out)["findings"]]

    async def script(editor: Editor) -> None:
        # Also those of files that are not open.
        await editor.until_found(*told)

    play(tmp_path, script)
    assert len(told) > 2


def test_fast_typing(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        text = editor.open(PAGE)
        for number in range(1, len(ROW) + 1):
            editor.type(PAGE, text.replace(ROW, f"{ROW}{ROW[:number]}", 1))
            await asyncio.sleep(0.005)
        await editor.until_found("duplicate-row")
        # Not one check for each key.
        assert editor.checks < len(ROW)

    play(tmp_path, script)


def test_a_check_is_superseded_by_the_next_one(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "api-ref", tmp_path / "api-ref", ignore=shutil.ignore_patterns("build"))

    async def script(editor: Editor) -> None:
        text = editor.open(OURS)
        for number in range(5):
            # Checks begin, and end early.
            editor.type(OURS, text.replace("- limit: limit", f"- limit: limit{number}"))
            await asyncio.sleep(0.2)
        await editor.until(lambda: "limit4" in str(editor.diagnostics.get(OURS)))

    play(tmp_path, script)


def test_requests_can_be_cancelled(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        editor.replace(PAGE, ROW, WRONG)
        point = types.Position(20, 6)
        params = types.CodeActionParams(
            editor.document(PAGE), types.Range(point, point), types.CodeActionContext([])
        )
        # It waits for the check.
        request = editor.client.protocol.send_request("textDocument/codeAction", params)
        number = next(iter(editor.client.protocol._request_futures))
        editor.client.cancel_request(types.CancelParams(number))
        with pytest.raises(Exception, match="cancel"):
            await asyncio.wrap_future(request)
        await editor.until_found("unknown-parameter")

    play(tmp_path, script)


BROKEN = [
    (PAGE, ".. rest_parameters:: [\n\n   - {\n"),
    (PAGE, ".. list-table::\n   :widths: x\n\n" + "`" * 99),
    (PAGE, "\x00\n"),
    (PARAMETERS, "{[&a *a: <<"),
    (PARAMETERS, "- 1\n- 2\n"),
    (STATUS, "200: [\n"),
    (REQUEST, "{" * 5000),
    (RESPONSE, ""),
    ("apiref.toml", "["),
    ("apiref.toml", "levle = 'info'"),
]


def test_broken_files_end_nothing(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        for path, text in BROKEN:
            document = editor.document(path)
            editor.open(path)
            editor.type(path, text)
            await editor.until(lambda: bool(editor.found()))
            await editor.client.text_document_hover_async(
                types.HoverParams(document, types.Position(0, 0))
            )
            await editor.client.text_document_document_symbol_async(
                types.DocumentSymbolParams(document)
            )
            await editor.completions(path, "")
            await editor.actions(path, "")
            editor.undo()
            await editor.until_found()
            editor.close(path)

    play(tmp_path, script)


def test_an_error_of_the_configuration_is_shown_at_its_place(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open("apiref.toml")
        editor.replace("apiref.toml", "level", "levle")
        await editor.until_found("configuration")
        (item,) = editor.diagnostics["apiref.toml"]
        assert item.range.start == editor.position("apiref.toml", "levle")
        assert "levle" in item.message
        assert editor.told

    play(tmp_path, script)


def test_a_folder_without_reference(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open("other.rst", "Text\n")
        await editor.until(lambda: bool(editor.told))
        assert "no API reference found" in editor.told[0]
        assert await editor.hover("other.rst", "Text") is None
        assert await editor.actions("other.rst", "Text") == {}

    play(tmp_path, script)


def test_documents_outside_are_left_alone(tmp_path: Path) -> None:
    workspace(tmp_path / "root")

    async def script(editor: Editor) -> None:
        editor.open("../other.inc", ROW)
        assert await editor.hover("../other.inc", "name") is None
        editor.open(PAGE)
        editor.replace(PAGE, ROW, WRONG)
        await editor.until_found("unknown-parameter")

    play(tmp_path / "root", script)


def test_a_closed_document_counts_as_saved(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        editor.replace(PAGE, ROW, WRONG)
        await editor.until_found("unknown-parameter")
        editor.close(PAGE)
        await editor.until_found()

    play(tmp_path, script)


def test_files_that_change_on_the_disk(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        await editor.until(lambda: bool(editor.registered))
        assert [it.method for it in editor.registered] == ["workspace/didChangeWatchedFiles"]
        entries = (tmp_path / PARAMETERS).read_text()
        (tmp_path / PARAMETERS).write_text(entries.replace("type: string", "type: strin", 1))
        event = types.FileEvent(editor.uri(PARAMETERS), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await editor.until_found("misspelt-type")
        (tmp_path / PARAMETERS).write_text(entries)
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(editor.document(PAGE)))
        await editor.until_found()

    play(tmp_path, script)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_columns_are_counted_as_agreed(tmp_path: Path, encoding: str) -> None:
    # The three encodings count "ä𝄞" differently.
    workspace(tmp_path, ('"name": "box"\n', '"name": "ä𝄞", "x": 1\n'))

    async def script(editor: Editor) -> None:
        await editor.until(lambda: REQUEST in editor.diagnostics)
        columns = {"utf-8": 22, "utf-16": 19, "utf-32": 18}
        found = {
            it.range.start.character
            for it in editor.diagnostics[REQUEST]
            if it.code == "sample-field-undocumented"
        }
        assert found == {columns[encoding]}

    play(tmp_path, script, encoding)


def test_a_rename_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PARAMETERS)
        with pytest.raises(JsonRpcException, match="has an entry 'thing_id' already"):
            await editor.rename(PARAMETERS, "name:", "thing_id")

    play(tmp_path, script)


def test_edits_of_earlier_texts_are_refused(tmp_path: Path) -> None:
    workspace(tmp_path)

    async def script() -> None:
        server = Server()
        server.start(str(tmp_path))
        snapshot = await server.current()
        assert snapshot is not None
        server.changed((tmp_path / PAGE).as_uri(), "Text\n")
        with pytest.raises(JsonRpcContentModified):
            server.converter_of_edits(snapshot)

    asyncio.run(script())
