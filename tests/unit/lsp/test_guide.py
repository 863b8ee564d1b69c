"""An author adds an operation to a copy of our reference, as the guide says, to a clean check."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from apiref.cli import main
from tests.editor import Editor, play

ROOT = Path(__file__).resolve().parents[3]
PAGE = "api-ref/source/v2/tasks.inc"
PARAMETERS = "api-ref/source/v2/tasks-parameters.yaml"
STATUS = "api-ref/source/v2/tasks-status.yaml"
SAMPLE = "samples/task-progress-response.json"
SCHEMA = "api-ref/schemas/task-progress-response.json"
NEXT = "Show tasks associated with image\n"
HEAD = """\
Show progress of task
~~~~~~~~~~~~~~~~~~~~~

.. rest_method:: GET /v2/tasks/{task_id}/progress

Shows how far a task has come.

.. rest_status_code:: """


class Author:
    """Types a new section of the page, and chooses from what is offered."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.text = ""

    def type(self, text: str) -> None:
        self.editor.replace(PAGE, self.text + NEXT, f"{self.text}{text}{NEXT}")
        self.text += text

    async def choose(self, choice: str) -> None:
        # Completion only has the last reading, which has to know the operation and its table.
        await self.editor.hover(PAGE, NEXT)
        before = len(self.editor.texts[PAGE])
        await self.editor.complete(PAGE, self.text, choice)
        start = self.editor.texts[PAGE].index(HEAD)
        size = len(self.text) + len(self.editor.texts[PAGE]) - before
        self.text = self.editor.texts[PAGE][start : start + size]


def test_an_operation_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("api-ref", "samples"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("build"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    async def script(editor: Editor) -> None:
        editor.open(PAGE)
        author = Author(editor)
        author.type(HEAD)
        await author.choose("success ")
        await author.choose("tasks-status.yaml")
        author.type("\n\n   - ")
        await author.choose("200")
        author.type(": show-task-progress\n\n.. rest_status_code:: ")
        await author.choose("error ")
        await author.choose("tasks-status.yaml")
        author.type("\n\n   - ")
        await author.choose("404")
        author.type(": ")
        await author.choose("show-task-details")
        author.type("\n\nRequest\n-------\n\n.. rest_parameters:: ")
        await author.choose("tasks-parameters.yaml")
        author.type("\n\n   - ")
        first, *_ = await editor.completions(PAGE, author.text)
        assert first.label == "task_id: task_id"
        await author.choose("task_id: task_id")
        author.type("\n\nResponse\n--------\n\n.. rest_parameters:: ")
        await author.choose("tasks-parameters.yaml")
        author.type("\n\n   - id: ")
        await author.choose("id")
        author.type("\n   - percent: percent\n   - st")
        await author.choose("status: status")
        author.type("\n\n.. literalinclude:: ../../../samples/task-progress-response.json\n")
        author.type("   :language: json\n\n\n")
        await editor.until_found("status-reason-missing", "unknown-parameter", "sample-missing")
        await editor.act(PAGE, ": show-task-progress", "Create the reason")
        await editor.act(PAGE, ": percent\n", "Create the entry")
        editor.replace(PARAMETERS, "The percent.", "How much is done: a whole number, 0 to 100.")
        entry = editor.texts[PARAMETERS].partition("\npercent:")
        typed = entry[2].replace("type: string", "type: integer", 1)
        editor.type(PARAMETERS, entry[0] + entry[1] + typed)
        await editor.until_found("sample-missing")
        await editor.act(PAGE, "task-progress-response", "Create the sample")
        assert json.loads(editor.texts[SAMPLE]).keys() == {"id", "percent", "status"}
        await editor.until_found("sample-without-schema")
        await editor.act(PAGE, "task-progress-response", "Create the schema")
        assert json.loads(editor.texts[SCHEMA])["required"] == ["id", "percent", "status"]
        await editor.until_found()
        for path, text in editor.texts.items():
            (tmp_path / path).write_text(text, encoding="utf-8")

    play(tmp_path, script)
    assert main(["check", str(tmp_path)]) == 0, capsys.readouterr().out
    assert "show-task-progress: |\n    Request fulfilled" in (tmp_path / STATUS).read_text("utf-8")
