"""Tiny trees with recorded traffic, in one text that includes the expected findings.

The text is that of ``tests.trees``, with one more file, ``=== traffic``. In it, lines that start
with ``>`` are requests and those with ``<`` responses: the first of each is the method and the URL,
or the status; then come headers, ``Name: value``, and what is no header is the body.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apiref.analysis.traffic.exchanges import Traffic, match
from apiref.engine.verify import traffic_rules, verify
from apiref.model.exchange import Exchange
from apiref.model.finding import Finding
from apiref.read.recordings import read_recording
from apiref.rules.registry import all_rules
from tests.trees import Expected, load, write_tree

HOST = "http://127.0.0.1:8080"
_HEADER = re.compile(r"(?P<name>[A-Za-z][\w-]*): (?P<value>.*)")


def entry(
    method: str = "GET",
    url: str = f"{HOST}/things",
    status: int = 200,
    *,
    sent: object = None,
    answered: object = None,
    sent_headers: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """An entry of a HAR; bodies are strings, or values to write as JSON."""
    request: dict[str, Any] = {
        "method": method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(sent_headers),
        "queryString": [],
        "headersSize": -1,
        "bodySize": -1,
    }
    if sent is not None:
        request["postData"] = {"mimeType": _type(sent, sent_headers), "text": _text(sent)}
    content: dict[str, Any] = {"size": 0, "mimeType": _type(answered, headers)}
    if answered is not None:
        content |= {"size": len(_text(answered)), "text": _text(answered)}
    return {
        "startedDateTime": "2024-05-01T10:00:00.000Z",
        "time": 1.5,
        "request": request,
        "response": {
            "status": status,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _headers(headers),
            "content": content,
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 0, "wait": 1, "receive": 0.5},
    }


def _headers(headers: dict[str, str] | None) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in (headers or {}).items()]


def _text(body: object) -> str:
    return body if isinstance(body, str) else json.dumps(body)


def _type(body: object, headers: dict[str, str] | None) -> str:
    by_name = {name.lower(): value for name, value in (headers or {}).items()}
    return by_name.get("content-type", "" if body is None else "application/json")


def har(*entries: Any) -> dict[str, Any]:
    """A HAR of some entries."""
    creator = {"name": "tests", "version": "1"}
    return {"log": {"version": "1.2", "creator": creator, "entries": list(entries)}}


def write_har(path: Path, *entries: Any) -> Path:
    """Writes a HAR of some entries."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(har(*entries)), encoding="utf-8")
    return path


def exchanges(path: Path) -> Iterator[Exchange]:
    """The exchanges of a recording that contains nothing else."""
    for item in read_recording(path):
        assert isinstance(item, Exchange), item
        yield item


def entries_of(text: str) -> list[dict[str, Any]]:
    """The entries that lines of a ``traffic`` file describe."""
    messages: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        side, content = line[0], line[1:].strip()
        assert side in "<>", f"neither request nor response: {line}"
        if not messages or messages[-1][0] != side:
            messages.append((side, []))
        messages[-1][1].append(content)
    found = []
    for (_, request), (_, response) in zip(messages[::2], messages[1::2], strict=True):
        method, url = request[0].split(" ", 1)
        sent_headers, sent = _message(request[1:])
        headers, answered = _message(response[1:])
        found.append(
            entry(
                method,
                url if "://" in url else HOST + url,
                int(response[0]),
                sent=sent,
                answered=answered,
                sent_headers=sent_headers,
                headers=headers,
            )
        )
    return found


def _message(lines: list[str]) -> tuple[dict[str, str], str | None]:
    headers: dict[str, str] = {}
    for number, line in enumerate(lines):
        header = _HEADER.fullmatch(line)
        if header is None:
            return headers, "\n".join(lines[number:])
        headers[header["name"]] = header["value"]
    return headers, None


def traffic_of(root: Path, text: str, *, show_values: bool = False) -> Traffic:
    """Write a tree and its recording, and match them."""
    return _written(root, text, show_values)[0]


def _written(root: Path, text: str, show_values: bool) -> tuple[Traffic, Expected]:
    tree, _, rest = text.partition("=== traffic\n")
    recorded, more, behind = rest.partition("=== ")
    expected = write_tree(root, tree + more + behind)
    path = write_har(root / "traffic.har", *entries_of(recorded))
    (traffic,) = match([load(root)], read_recording(path), show_values=show_values)
    return traffic, expected


def assert_verified(
    root: Path,
    text: str,
    *rules: str,
    require_coverage: bool = False,
    show_values: bool = False,
) -> list[Finding]:
    """Writes a tree and its recording, and compares the findings of those rules with the marks.

    Without rules, all rules about traffic count. Returns the findings compared.
    """
    traffic, expected = _written(root, text, show_values)
    named = {name for name, _, _ in expected}
    unknown = (named | set(rules)) - set(all_rules())
    assert not unknown, f"no such rule: {sorted(unknown)}"
    found = [
        finding
        for finding in verify(traffic, traffic_rules(require_coverage=require_coverage).values())
        if not rules or finding.rule in rules
    ]
    shown = "\n".join(f"{f.location.path}:{f.location.line}: {f.message} [{f.rule}]" for f in found)
    got = [(f.rule, f.location.path, f.location.line) for f in found]
    assert sorted(got) == sorted(expected), f"expected {sorted(expected)}, got:\n{shown}"
    return found
