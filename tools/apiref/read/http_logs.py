"""Reads the exchanges in logs of keystoneauth, as of ``openstack --debug``, and of gabbi.

Such a log has one line for a request and one for its response, which bodies follow, on one or more
lines, with any other lines between. keystoneauth's lines do not tell which response belongs to
which of several requests that run at the same time, so those are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

# The longest line, and the longest text, that is read as a whole.
_LONGEST = 32_000_000
_START = re.compile(
    r"REQ: curl (?:-g )?-i (?:--insecure |--cacert \"[^\"]*\" )?-X (?P<method>[A-Za-z]+)"
    r" (?P<url>\"[^\"]+\"|[^\s\"]+)"
    r"|RESP: \[(?P<code>\d{3})\]"
    r"|RESP BODY: "
    r"|^> (?P<verb>[A-Z]+) (?P<address>https?://\S+)$"
    r"|^< (?P<status>\d{3})(?: |$)"
)
_SENT_HEADER = re.compile(r" -H \"([\w-]+): ([^\"]*)\"")
# Headers follow one another in the order of their names, or as a Python dictionary.
_HEADER = re.compile(r"(?:^| )([A-Za-z][\w-]*): ")
_ITEM = re.compile(r"'([A-Za-z][\w-]*)': '([^']*)'")
_LINE = re.compile(r"[<>] ([A-Za-z][\w-]*): ?(.*)\n")
_DATA = " -d '"
_REMOVED = '"<removed>"'


class _Record(NamedTuple):
    """The start of a request, a response or a body, and the text from there to the next one."""

    start: re.Match[str]
    text: str

    @property
    def is_request(self) -> bool:
        return bool(self.start["method"] or self.start["verb"])

    @property
    def code(self) -> str:
        return self.start["code"] or self.start["status"] or ""


def logged_interactions(stream: BinaryIO) -> Iterator[Any]:
    """The exchanges in a log, as interactions of cassettes; none if it is no such log."""
    waiting: list[dict[str, Any]] = []
    found: dict[str, Any] | None = None
    for record in _records(stream):
        if record.is_request:
            # Two are as good as many.
            waiting = [*waiting[:1], _request(record)]
        elif record.code:
            if found is not None:
                yield found
            found = None
            if len(waiting) == 1:
                found = {"request": waiting[0], "response": _response(record)}
            waiting = []
        elif found is not None and not waiting:
            found["response"]["body"] = _json(record.text)
    if found is not None:
        yield found


def _records(stream: BinaryIO) -> Iterator[_Record]:
    start: re.Match[str] | None = None
    parts: list[str] = []
    length = 0
    for data in iter(lambda: stream.readline(_LONGEST), b""):
        line = data.decode("utf-8", "replace").replace("\r\n", "\n")
        following = _START.search(line)
        if following is not None:
            if start is not None:
                yield _Record(start, "".join(parts))
            start, length = following, 0
            parts = []
            line = line[following.end() :]
        if start is not None and length < _LONGEST:
            parts.append(line)
            length += len(line)
    if start is not None:
        yield _Record(start, "".join(parts))


def _request(record: _Record) -> dict[str, Any]:
    if record.start["verb"]:
        headers, body = _message(record.text)
        uri = record.start["address"]
    else:
        before, _, data = record.text.partition(_DATA)
        headers, body = dict(_SENT_HEADER.findall(before)), _json(data)
        uri = record.start["url"].strip('"')
    method = record.start["verb"] or record.start["method"]
    return {"method": method, "uri": uri, "headers": headers, "body": body}


def _response(record: _Record) -> dict[str, Any]:
    body = None
    if record.start["status"]:
        headers, body = _message(record.text)
    else:
        line = record.text.partition("\n")[0].strip()
        headers = dict(_ITEM.findall(line)) if "{" in line[:20] else _sorted_headers(line)
    return {"status": {"code": record.code}, "headers": headers, "body": body}


def _sorted_headers(line: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name, start = "", 0
    for match in _HEADER.finditer(line):
        # A word before a colon in a value is a name only if it is in order.
        if match[1] > name:
            found[name] = line[start : match.start()]
            name, start = match[1], match.end()
    found[name] = line[start:]
    found.pop("", None)
    return found


def _message(text: str) -> tuple[dict[str, str], str | None]:
    """The headers and the body of a message as gabbi prints it."""
    headers: dict[str, str] = {}
    position = text.find("\n") + 1
    while match := _LINE.match(text, position):
        headers[match[1]] = match[2].strip()
        position = match.end()
    return headers, _json(text[position:])


def _json(text: str) -> str | None:
    """The JSON at the start of a text, since other lines may follow; None if there is none.

    keystoneauth replaces the catalog in a token, so such a body is not what the service sent.
    """
    text = text.lstrip()
    if not text.startswith(("{", "[")) or _REMOVED in text:
        return None
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return text[:end]
