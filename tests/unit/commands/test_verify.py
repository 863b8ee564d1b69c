"""``apiref verify``: its options, its reports, and how it handles unusual recordings."""

from __future__ import annotations

import base64
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from apiref.cli import main
from apiref.commands.verify import COVERAGE_FORMATS
from apiref.report.formats import FORMATS
from tests.traffic import HOST, entries_of, entry, har, write_har
from tests.trees import write_tree
from tests.unit.rules.observed import TRAFFIC, TREE
from tests.unit.rules.traffic.test_coverage import MORE

GOOD = entries_of((TRAFFIC + MORE).replace("=== traffic\n", ""))
WRONG = entry("POST", f"{HOST}/v2/things", 409)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path / "tree", TREE)
    return tmp_path / "tree"


def verify(root: Path, *arguments: str | Path) -> int:
    return main(["verify", "--reference", str(root), *map(str, arguments)])


def recorded(root: Path, *entries: Any, name: str = "a.har") -> Path:
    return write_har(root.parent / name, *entries)


def reported(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_a_clean_recording(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(root, recorded(root, *GOOD), "--require-coverage") == 0
    assert capsys.readouterr().out.startswith("no findings in 2 operations, 5 exchanges, 1 file (")
    assert verify(root, recorded(root, *GOOD), "--quiet") == 0
    assert capsys.readouterr().out == ""


def test_pages_are_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = recorded(root, *GOOD)
    assert verify(root, path) == 0
    monkeypatch.setattr("apiref.read.pages.read_page", None)
    assert verify(root, path) == 0


def test_a_finding_quotes_the_exchange(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = recorded(root, *GOOD, WRONG)
    assert verify(root, path, "--format", "json") == 1
    document = reported(capsys)
    (finding,) = document["findings"]
    assert finding["rule"] == "observed-status"
    assert finding["path"] == "api-ref/source/things.inc"
    assert f"({path}, entry 6: POST /v2/things)" in finding["message"]
    assert document["summary"]["exchanges"] == 6


@pytest.mark.parametrize("name", FORMATS)
def test_all_formats(root: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "report"
    assert verify(root, recorded(root, WRONG), "--format", f"{name}={target}") == 1
    assert "observed-status" in target.read_text()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fail-on", "never"), 0),
        (("--fail-on", "error"), 1),
        (("--select", "observed-header"), 0),
        (("--select", "observed-status"), 1),
        (("--ignore", "observed-status"), 0),
        (("--max-findings", "1"), 1),
        # Rules that require coverage do not run without the option.
        (("--select", "unexercised"), 0),
        (("--select", "unexercised", "--require-coverage"), 1),
        (("--select", "observed-statu"), 2),
        (("--coverage", "xml"), 2),
        (("--format", "xml"), 2),
        (("--format", "text", "--coverage", "json=/"), 2),
    ],
)
def test_exit_codes(root: Path, arguments: tuple[str, ...], code: int) -> None:
    assert verify(root, recorded(root, WRONG), *arguments) == code


def test_suppressions_and_severities(root: Path) -> None:
    page = root / "api-ref/source/things.inc"
    text = page.read_text()
    path = recorded(root, WRONG)
    page.write_text(
        text.replace(
            ".. rest_status_code:: error",
            ".. apiref: ignore=observed-status\n\n.. rest_status_code:: error",
        )
    )
    assert verify(root, path) == 0
    # The check does not report the comment as unused: it cannot know.
    assert main(["check", str(root), "--no-cache", "--select", "suppression-unused"]) == 0
    page.write_text(text)
    (root / "apiref.toml").write_text('[rules]\nobserved-status = "info"\n')
    assert verify(root, path, "--fail-on", "warning") == 0
    (root / "apiref.toml").write_text('[rules]\nobserved-status = "off"\n')
    assert verify(root, path) == 0


def test_coverage_as_text(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "apiref.toml").write_text(
        '[unexercised]\n"POST /v2/things" = { "code 400" = "It never refuses." }\n'
    )
    assert verify(root, recorded(root, *GOOD[:2]), "--coverage", "text", "--require-coverage") == 1
    lines = capsys.readouterr().out.splitlines()
    assert "GET /v2/things: 4/5 exercised by 1 exchange" in lines
    assert "  query: state (1), state=up (1), state=down (0)" in lines
    assert "  never: query state=down" in lines
    assert "  never: code 400 (It never refuses.)" in lines
    assert any(line.startswith("  response: header Location (1), id (1)") for line in lines)
    assert lines[-1] == "total: 11/14 exercised"


def test_coverage_as_json(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "coverage.json"
    assert verify(root, recorded(root, *GOOD), "--coverage", f"json={target}") == 0
    assert "no findings" in capsys.readouterr().out
    document = json.loads(target.read_text())
    assert document["total"] == {"items": 14, "exercised": 14}
    first = document["operations"][0]
    assert (first["operation"], first["exchanges"]) == ("GET /v2/things", 2)
    assert first["items"][0] == {
        "item": "code 200",
        "exchanges": 2,
        "path": "api-ref/source/things.inc",
        "line": 8,
        "column": 24,
        "reason": None,
    }


def test_excuses_need_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "apiref.toml").write_text('[unexercised]\n"POST /v2/things" = { "code 400" = " " }\n')
    assert verify(root, recorded(root, *GOOD)) == 2
    assert "needs a reason" in capsys.readouterr().err


def test_several_recordings_count_together(root: Path) -> None:
    paths = [recorded(root, each, name=f"{number}.har") for number, each in enumerate(GOOD)]
    assert verify(root, *paths, "--require-coverage") == 0
    assert verify(root, *paths[:-1], "--require-coverage") == 1


def test_several_references(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = TREE.replace("api-ref/source", "placement/api-ref/source").replace("things", "parts")
    write_tree(root, other)
    parts = json.loads(json.dumps(GOOD).replace("things", "parts"))
    odd = entry("GET", f"{HOST}/v2/others")
    code = verify(
        root, recorded(root, *GOOD, *parts, odd), "--require-coverage", "--format", "json"
    )
    assert code == 1
    document = reported(capsys)
    assert [finding["rule"] for finding in document["findings"]] == ["observed-operation"]
    assert document["summary"]["operations"] == 4


def test_a_reference_that_is_not_there(tmp_path: Path) -> None:
    assert verify(tmp_path / "none", write_har(tmp_path / "a.har")) == 2
    assert verify(tmp_path, write_har(tmp_path / "a.har")) == 2


@pytest.mark.parametrize("name", ["missing.har", ".", "broken.har", "a\nb\x1b[31m.har"])
def test_a_recording_that_cannot_be_read(
    root: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.har").write_text('{"log": {"entries": [')
    assert verify(root, tmp_path / name) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("apiref: ")
    assert line.isprintable()


def test_recordings_that_do_not_fit_in_memory(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none_left(*_: object, **__: object) -> object:
        raise MemoryError

    monkeypatch.setattr("apiref.analysis.traffic.exchanges.match", none_left)
    assert verify(root, recorded(root, *GOOD)) == 2
    assert capsys.readouterr().err == "apiref: the recordings do not fit in memory; split them\n"


STEERING = "\x1b[31m\x9b1m\x07\r\n::error::%0A\u202e\ufffe##[error]a"


@pytest.mark.parametrize("name", [*FORMATS, *(f"coverage {each}" for each in COVERAGE_FORMATS)])
def test_control_characters(
    root: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In URLs, names and values, the name of a recording, the configuration, and pages."""
    (root / "apiref.toml").write_text(
        f'[unexercised]\n"POST /v2/things" = {{ "code 400" = {json.dumps(STEERING)} }}\n'
    )
    page = root / "api-ref/source/things.inc"
    title = f"Create {STEERING}".replace("\r\n", "")
    page.write_text(page.read_text().replace("Create thing\n====", f"{title}\n{'=' * 50}"))
    sent = {"state": STEERING, STEERING: 1, "id": None}
    path = recorded(
        root,
        entry(url=f"{HOST}/v2/{STEERING}?{quote(STEERING)}={quote(STEERING)}"),
        entry(url=f"{HOST}/v2/things?{quote(STEERING)}={quote(STEERING)}", answered={"things": []}),
        entry("POST", f"{HOST}/v2/things", 201, sent={"name": STEERING}, answered=sent),
        {},
        name="::error::\x1b\n\udcff.har",
    )
    kind, _, format_ = name.rpartition(" ")
    option = f"--{kind}={format_}" if kind else f"--format={format_}"
    # Its name starts a line.
    monkeypatch.chdir(path.parent)
    assert verify(root, path.name, option, "--show-values", "--fail-on", "never") == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.isprintable() for line in lines), lines
    assert name == "github" or not [line for line in lines if line.startswith("::")]
    if name == "junit":
        ElementTree.fromstring("\n".join(lines))


def chromium(url: str, status: int = 200, method: str = "GET", **more: Any) -> dict[str, Any]:
    """An entry as exported by the developer tools of Chromium, without what they omit."""
    pseudo = [{"name": f":{name}", "value": "x"} for name in ("authority", "method", "path")]
    made = entry(method, url, status, sent_headers={"sec-ch-ua": "x", "x-requested-with": "x"})
    made["request"] |= {"httpVersion": "http/2.0", "headers": pseudo + made["request"]["headers"]}
    made |= {
        "_connectionId": "7",
        "_initiator": {"type": "script", "stack": {"callFrames": []}},
        "_priority": "High",
        "_resourceType": "fetch",
        "connection": "443",
        "serverIPAddress": "192.0.2.1",
    }
    made["response"] |= {"_transferSize": 300, "_error": None, "httpVersion": "http/2.0"}
    made["response"]["content"] = {"size": 30, "mimeType": "application/json", **more}
    return made


def test_a_recording_of_chromium(root: Path) -> None:
    site = "https://cloud.example"
    things = f"{site}/api/v2/things"
    text = json.dumps({"things": []})
    preflight = chromium(things, 204, "OPTIONS")
    preflight["request"]["headers"].append(
        {"name": "access-control-request-method", "value": "GET"}
    )
    failed = chromium(things, 0)
    failed["response"]["_error"] = "net::ERR_ABORTED"
    socket = chromium("wss://cloud.example/console", 101)
    socket |= {"_resourceType": "websocket", "_webSocketMessages": [{"type": "send", "data": "x"}]}
    redirect = chromium("http://cloud.example/api/v2/things/", 301)
    redirect["response"]["redirectURL"] = things
    cached = chromium(f"{things}?state=up", 304)
    cached["_fromCache"] = "disk"
    from_cache = chromium(things, text=text)
    from_cache |= {"_fromCache": "memory", "serverIPAddress": ""}
    encoded = base64.b64encode(text.encode()).decode()
    path = recorded(
        root,
        chromium(f"{site}/", mimeType="text/html", text="<html>"),
        chromium(f"{site}/static/a.js", mimeType="text/javascript", text="{}"),
        chromium("data:image/png;base64,AAAA", mimeType="image/png"),
        chromium("blob:https://cloud.example/7"),
        chromium("chrome-extension://abc/x.json", text="{}"),
        chromium("https://identity.example/v3/auth/tokens", 201, "POST", text='{"token": {}}'),
        chromium(f"{site}/identity/v3/projects", text='{"projects": []}'),
        preflight,
        failed,
        socket,
        redirect,
        cached,
        from_cache,
        # The body was not recorded.
        chromium(things),
        chromium(things, text=encoded, encoding="base64"),
        chromium(f"{things}/", text=text),
    )
    assert verify(root, path) == 0


def test_a_recording_of_firefox(root: Path) -> None:
    made = entry(url=f"{HOST}/v2/things", answered={"things": []})
    made |= {"pageref": "page_1", "_securityState": "insecure", "connection": "8080"}
    made["request"]["headersSize"] = 400
    made["response"]["content"]["comment"] = ""
    blocked = entry(url="https://tracker.example/x", status=0)
    blocked["response"] |= {"statusText": "", "httpVersion": "", "headers": []}
    document = har(made, blocked)
    document["log"] |= {
        "creator": {"name": "Firefox", "version": "128.0"},
        "browser": {"name": "Firefox", "version": "128.0"},
        "pages": [{"id": "page_1", "pageTimings": {"onLoad": -1}, "title": "x"}],
    }
    path = root.parent / "a.har"
    path.write_text(json.dumps(document))
    assert verify(root, path) == 0


def test_a_recording_of_mitmproxy(root: Path) -> None:
    tunnel = entry("CONNECT", "cloud.example:443")
    made = entry("POST", f"{HOST}/v2/things", 201, sent={"name": "a"})
    made["request"]["postData"]["params"] = []
    made["response"]["headers"] = [{"name": "location", "value": "/v2/things/7"}]
    packed = base64.b64encode(b'{"id": "7", "state": "up"}').decode()
    made["response"]["content"] = {
        "size": 26,
        "compression": 10,
        "mimeType": "application/json",
        "text": packed,
        "encoding": "base64",
    }
    broken = entry(status=0)
    broken["response"] |= {"httpVersion": "", "_transferSize": 0, "_error": "server disconnected"}
    assert verify(root, recorded(root, tunnel, made, broken)) == 0
    # Its body counts.
    assert verify(root, recorded(root, made), "--select", "observed-required") == 0
    text = (root / "api-ref/source/things.inc").read_text()
    (root / "api-ref/source/things.inc").write_text(text.replace("   - id: id\n", ""))
    assert verify(root, recorded(root, made), "--select", "observed-field") == 1


def test_what_tools_recorded_of_a_real_service(capsys: pytest.CaptureFixture[str]) -> None:
    """Three exchanges with Glance in each form, and the reference of this repository."""
    repository = Path(__file__).parents[3]
    files = sorted(map(str, (repository / "tests/unit/read/recorded").iterdir()))
    assert main(["verify", "--reference", str(repository), *files]) == 0
    assert f"40 exchanges, {len(files)} files" in capsys.readouterr().out


def test_writing_missing_samples(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = recorded(
        root,
        entry("POST", f"{HOST}/v2/things", 201, sent={"name": "k"}, answered={"state": "up"}),
    )
    command = (root, path, "--fail-on", "never", "--quiet", "--write-sample", "POST /v2/things")
    assert verify(*command) == 0
    told = capsys.readouterr().err.splitlines()
    folder = root / "api-ref/source/samples"
    assert told == [
        "apiref: wrote api-ref/source/samples/create-thing-request.json; show it with"
        " '.. literalinclude:: samples/create-thing-request.json'",
        "apiref: wrote api-ref/source/samples/create-thing-response.json; show it with"
        " '.. literalinclude:: samples/create-thing-response.json'",
    ]
    request, response = (folder / f"create-thing-{role}.json" for role in ("request", "response"))
    assert request.read_text() == '{\n    "name": "name"\n}\n'
    assert json.loads(response.read_text()) == {"state": "up"}
    request.write_text("kept")
    response.unlink()
    assert verify(*command) == 2
    assert "create-thing-request.json: exists; --overwrite replaces it" in capsys.readouterr().err
    assert (request.read_text(), response.exists()) == ("kept", False)
    assert verify(*command, "--overwrite") == 0
    assert json.loads(request.read_text()) == {"name": "name"}


@pytest.mark.parametrize(
    ("operations", "message"),
    [
        (("POST /v2/thing",), "no operation 'POST /v2/thing'; did you mean 'POST /v2/things'?"),
        (("GET /v2/things", "POST /v2/things"), "nothing to write for 'GET /v2/things'"),
        (("POST /v2/things", "POST /v2/things"), "several samples would be written to it"),
    ],
)
def test_samples_that_cannot_be_written(
    root: Path, capsys: pytest.CaptureFixture[str], operations: tuple[str, ...], message: str
) -> None:
    path = recorded(root, entry("POST", f"{HOST}/v2/things", 201, sent={"name": "a"}))
    before = {*root.rglob("*")}
    assert verify(root, path, *(f"--write-sample={each}" for each in operations)) == 2
    assert message in capsys.readouterr().err
    assert {*root.rglob("*")} == before


def test_no_sample_is_written_outside_the_repository(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "api-ref/source/samples").symlink_to(outside)
    path = recorded(root, entry("POST", f"{HOST}/v2/things", 201, sent={"name": "a"}))
    assert verify(root, path, "--write-sample", "POST /v2/things", "--overwrite") == 2
    assert "is outside the repository" in capsys.readouterr().err
    assert list(outside.iterdir()) == []
