"""Reads recorded HTTP traffic: HAR 1.2, as browsers, proxies and test tools write it.

Credentials are left behind here: of headers only the names are kept, and of URLs neither the user
nor the values of parameters that are named like a secret.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from apiref.model.exchange import Body, Exchange, Recording
from apiref.model.json_file import Json

MAX_BYTES = 500_000_000
MAX_BODY = 64_000_000
_SECRET = re.compile(
    r"(?:^|[_.-])(?:token|secret|password|passwd|signature|sig|key|auth|authorization|credential"
    r"|session|code)s?(?:$|[_.-])|apikey|accesskey",
    re.IGNORECASE,
)
_METHOD = re.compile(r"[A-Za-z][A-Za-z-]{0,30}")
_JSON_TYPE = re.compile(r"(?:application|text)/(?:[\w.+-]+\+)?json")
_COMPRESSED = {b"\x1f\x8b": 31, b"\x78\x01": 15, b"\x78\x9c": 15, b"\x78\xda": 15}


class RecordingError(Exception):
    """A recording cannot be used; the message is one line and says which and why."""


class _EntryError(Exception):
    """An entry is no exchange; the message says what is wrong with it."""


def read_recording(path: Path) -> Recording:
    """The exchanges of a HAR file, in its order.

    An entry that is no exchange is left out and told in the recording; one without a response, as
    of a request that was cancelled, is left out silently. Raises RecordingError where the file
    cannot be read or is no HAR.
    """
    entries = _entries(path)
    name = str(path)
    exchanges: list[Exchange] = []
    unreadable: list[tuple[int, str]] = []
    for number, entry in enumerate(entries, 1):
        try:
            exchange = _exchange(name, number, entry)
        except _EntryError as error:
            unreadable.append((number, str(error)))
            continue
        if exchange is not None:
            exchanges.append(exchange)
    return Recording(name, tuple(exchanges), tuple(unreadable))


def _entries(path: Path) -> list[Any]:
    try:
        if not path.is_file():
            raise RecordingError(f"{path}: {'is no file' if path.exists() else 'no such file'}")
        if path.stat().st_size > MAX_BYTES:
            raise RecordingError(f"{path}: is larger than {MAX_BYTES // 1_000_000} MB; split it")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise RecordingError(f"{path}: cannot be read: {error}") from error
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RecordingError(f"{path}: is not UTF-8 (byte {error.start})") from error
    except RecursionError as error:
        raise RecordingError(f"{path}: is nested too deeply") from error
    except ValueError as error:
        raise RecordingError(f"{path}: is no HAR, not being JSON: {error}") from error
    log = document.get("log") if isinstance(document, dict) else None
    entries = log.get("entries") if isinstance(log, dict) else None
    if not isinstance(entries, list):
        raise RecordingError(f"{path}: is no HAR: it has no list 'log.entries'")
    return entries


def _exchange(recording: str, number: int, entry: Any) -> Exchange | None:
    request = _object(entry, "request")
    response = _object(entry, "response")
    method, url, status = request.get("method"), request.get("url"), response.get("status")
    if not isinstance(method, str) or not _METHOD.fullmatch(method):
        raise _EntryError("has no method")
    if not isinstance(url, str):
        raise _EntryError("has no URL")
    if not isinstance(status, int) or isinstance(status, bool):
        raise _EntryError("has no status")
    if status <= 0:
        # Browsers write 0 where no response came.
        return None
    try:
        parts = urlsplit(url)
        query = tuple(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=1000))
    except ValueError as error:
        raise _EntryError("has a URL that is none") from error
    request_headers = _headers(request)
    response_headers = _headers(response)
    return Exchange(
        recording=recording,
        number=number,
        method=method.upper(),
        url=_shown(parts.path, query),
        path=parts.path,
        query=query,
        request_headers=frozenset(request_headers),
        request=_body(request.get("postData"), request_headers),
        status=status,
        response_headers=frozenset(response_headers),
        response=_body(response.get("content"), response_headers),
    )


def _object(entry: Any, name: str) -> dict[str, Any]:
    value = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(value, dict):
        raise _EntryError(f"has no {name}")
    return value


def _shown(path: str, query: tuple[tuple[str, str], ...]) -> str:
    """The path and the query of a URL, without the values that may be secret."""
    shown = "&".join(f"{name}={'...' if _SECRET.search(name) else value}" for name, value in query)
    return f"{path}?{shown}" if shown else path or "/"


def _headers(message: dict[str, Any]) -> dict[str, str]:
    """The headers by their names in lower case; pseudo-headers of HTTP/2 are left out.

    Only the type and the encoding of the body keep their values.
    """
    listed = message.get("headers")
    found: dict[str, str] = {}
    for header in listed if isinstance(listed, list) else ():
        if not isinstance(header, dict):
            continue
        name = header.get("name")
        if isinstance(name, str) and not name.startswith(":"):
            lower = name.strip().lower()
            value = header.get("value")
            kept = lower in ("content-type", "content-encoding") and isinstance(value, str)
            found[lower] = value if kept and isinstance(value, str) else ""
    return found


def _body(content: Any, headers: dict[str, str]) -> Body:
    if not isinstance(content, dict):
        content = {}
    media_type = content.get("mimeType")
    if not isinstance(media_type, str) or not media_type:
        media_type = headers.get("content-type", "")
    media_type = media_type.partition(";")[0].strip().lower()
    text = content.get("text")
    if not isinstance(text, str) or not text:
        return Body(media_type)
    if content.get("encoding") == "base64" or "content-encoding" in headers:
        text = _decoded(text, content.get("encoding") == "base64")
    if text is None or not (_JSON_TYPE.fullmatch(media_type) or text[:1] in "{["):
        return Body(media_type, is_empty=False)
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return Body(media_type, is_empty=False)
    return Body(media_type, value, is_json=True, is_empty=False)


def _decoded(text: str, is_base64: bool) -> str | None:
    """The text of a body that was encoded, compressed, or both; None where it is no text."""
    try:
        data = _from_base64(text) if is_base64 else text.encode("latin-1")
    except (ValueError, UnicodeEncodeError):
        return None if is_base64 else text
    bits = _COMPRESSED.get(data[:2])
    if bits is not None:
        try:
            unpacker = zlib.decompressobj(bits)
            data = unpacker.decompress(data, MAX_BODY)
        except zlib.error:
            return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None if is_base64 or bits is not None else text


def _from_base64(text: str) -> bytes:
    import base64

    return base64.b64decode(text, validate=False)
