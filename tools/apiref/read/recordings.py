"""Reads recorded HTTP traffic, as written by browsers, proxies, clients and test tools.

All forms of recordings come here as entries of HAR 1.2. Of headers only the names are kept, and of
URLs neither the user nor the fragment.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from apiref.model.exchange import Body, Exchange, Unreadable
from apiref.model.json_file import Json
from apiref.read.har import MAX_BODY, RecordingError, entries
from apiref.read.json_files import is_too_deep

# JSON of services is rarely compressed better; a body that is, and not short, is no text.
_MAX_RATIO = 50
_UNSUSPICIOUS = 256_000
# Of a query.
_MOST_FIELDS = 1000
# More of them mean that a file is something else, and would fill the memory.
_MOST_UNREADABLE = 10_000
_METHOD = re.compile(r"[A-Za-z][A-Za-z-]{0,30}")
_MEDIA_TYPE = re.compile(r"[\w.+*-]{1,100}/[\w.+*-]{1,100}")
_JSON_TYPE = re.compile(r"(?:application|text)/(?:[\w.+-]+[+-])?json")
# URLs that can be split without decoding.
_PLAIN_URL = re.compile(r"(https?)://([\w.:-]+)(/[\w/.~%:+-]*)?(?:\?([\w.~%:=&+-]*))?", re.ASCII)
# Microversion headers: the common one, and the older ones of single services.
_VERSION = re.compile(r"(?:x-)?openstack-(?:[a-z-]+-)?api-version")
_NUMBERS = re.compile(r"(?<![\w.])(\d{1,4})\.(\d{1,4})(?![\w.])")
_FIRST_STATUS, _LAST_STATUS = 200, 599
_REDIRECTS = (301, 302, 307, 308)
_GZIP, _ZLIB, _DEFLATE = 31, 15, -15
_COMPRESSED = {b"\x1f\x8b": _GZIP, b"\x78\x01": _ZLIB, b"\x78\x9c": _ZLIB, b"\x78\xda": _ZLIB}


class _EntryError(Exception):
    """An entry cannot be used; the message says why."""


def read_recording(path: Path) -> Iterator[Exchange | Unreadable]:
    """The exchanges of a recording in any of the known forms, in order, read lazily.

    Entries that are not API traffic are skipped silently: requests without a response, tunnels,
    web sockets, other protocols, and redirects to the same path, such as from HTTP to HTTPS.

    Raises RecordingError, while iterating, if the file cannot be read, is no recording, or if too
    many of its entries are not exchanges.
    """
    name = str(path)
    unreadable = 0
    for number, entry in enumerate(entries(path), 1):
        try:
            exchange = _exchange(name, number, entry)
        except _EntryError as error:
            unreadable += 1
            if unreadable > _MOST_UNREADABLE:
                raise RecordingError(
                    f"{name}: more than {_MOST_UNREADABLE} entries are not exchanges"
                ) from error
            yield Unreadable(name, number, str(error))
            continue
        if exchange is not None:
            yield exchange


def _exchange(recording: str, number: int, entry: Any) -> Exchange | None:
    request = _object(entry, "request")
    response = _object(entry, "response")
    method, url, status = request.get("method"), request.get("url"), response.get("status")
    if not isinstance(method, str) or not _is_method(method):
        raise _EntryError("has no method")
    if not isinstance(url, str):
        raise _EntryError("has no URL")
    if not isinstance(status, int) or isinstance(status, bool) or status > _LAST_STATUS:
        raise _EntryError("has no status")
    if status < _FIRST_STATUS or method == "CONNECT":
        # Browsers write 0 if there was no response; 101 starts a web socket.
        return None
    if status == HTTPStatus.METHOD_NOT_ALLOWED and method.islower():
        # Capitals count: to the service, this is a method that does not exist.
        return None
    try:
        parts = _parts(url)
    except ValueError as error:
        raise _EntryError("has an invalid URL") from error
    if parts is None or _is_same(parts, response, status):
        return None
    sent, answered = _headers(request), _headers(response)
    return Exchange(
        recording=recording,
        number=number,
        method=method.upper(),
        origin=parts.origin,
        path=parts.path,
        query=parts.query,
        request_headers=sent.names,
        request=_body(request.get("postData"), sent),
        status=status,
        response_headers=answered.names,
        response=_body(response.get("content"), answered),
        version=answered.version or sent.version,
    )


@lru_cache(maxsize=100)
def _is_method(text: str) -> bool:
    return _METHOD.fullmatch(text) is not None


def _object(entry: Any, name: str) -> dict[str, Any]:
    value = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(value, dict):
        raise _EntryError(f"has no {name}")
    return value


class _Url(NamedTuple):
    origin: str
    path: str
    query: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1000)
def _parts(url: str) -> _Url | None:
    """The parts of a URL without user and fragment; None if it is not HTTP.

    Raises ValueError if it is not a URL.
    """
    plain = _PLAIN_URL.fullmatch(url)
    if plain is not None:
        scheme, host, path, sent = plain.groups(default="")
    else:
        parts = urlsplit(url)
        scheme, host, path, sent = parts.scheme, parts.netloc, parts.path, parts.query
    if scheme not in ("http", "https", ""):
        return None
    return _Url(f"{scheme}://{host.rpartition('@')[2]}", path, _query(sent) if sent else ())


def _query(sent: str) -> tuple[tuple[str, str], ...]:
    if "%" in sent or "+" in sent or ";" in sent:
        return tuple(parse_qsl(sent, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    # Same result, without decoding.
    parts = sent.split("&")
    if len(parts) > _MOST_FIELDS:
        raise ValueError("too many fields")
    return tuple([part.partition("=")[::2] for part in parts if part])


def _is_same(parts: _Url, response: dict[str, Any], status: int) -> bool:
    """Whether a response redirects to the requested path."""
    target = response.get("redirectURL")
    if status not in _REDIRECTS or not isinstance(target, str) or not target:
        return False
    try:
        return urlsplit(target).path.rstrip("/") == parts.path.rstrip("/")
    except ValueError:
        return False


class _Headers(NamedTuple):
    """The names of headers, and the positions of the content and version headers."""

    names: frozenset[str]
    media_type: int | None
    encoding: int | None
    versions: tuple[int, ...]


class _Sent(NamedTuple):
    names: frozenset[str]
    media_type: str = ""
    encoding: str = ""
    version: tuple[int, int] | None = None


def _headers(message: dict[str, Any]) -> _Sent:
    """The headers by lower-case name; pseudo-headers of HTTP/2 are skipped.

    Only the headers for media type, encoding and microversion keep their values.
    """
    listed = message.get("headers")
    if not isinstance(listed, list):
        return _NO_HEADERS
    try:
        found = _named(tuple([header["name"] for header in listed]))
    except (TypeError, KeyError, AttributeError):
        listed = [
            header
            for header in listed
            if isinstance(header, dict) and isinstance(header.get("name"), str)
        ]
        found = _named(tuple([header["name"] for header in listed]))
    media_type, encoding = _value(listed, found.media_type), _value(listed, found.encoding)
    if not found.versions:
        return _Sent(found.names, media_type, encoding)
    versions = {_version(_value(listed, index)) for index in found.versions}
    # A request to one of several services may contain the version of each.
    return _Sent(found.names, media_type, encoding, versions.pop() if len(versions) == 1 else None)


def _value(listed: list[dict[str, Any]], index: int | None) -> str:
    value = listed[index].get("value") if index is not None else None
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=1000)
def _version(text: str) -> tuple[int, int] | None:
    """The microversion in a header such as ``compute 2.15`` or ``2.15``, if exactly one."""
    found = {(int(first), int(second)) for first, second in _NUMBERS.findall(text)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1000)
def _named(names: tuple[str, ...]) -> _Headers:
    """What the names of headers imply; most messages of a recording share them."""
    lower = ["" if name.startswith(":") else name.strip().lower() for name in names]
    places = {name: index for index, name in enumerate(lower)}
    return _Headers(
        frozenset(filter(None, lower)),
        places.get("content-type"),
        places.get("content-encoding"),
        tuple(index for index, name in enumerate(lower) if _VERSION.fullmatch(name)),
    )


_NO_HEADERS = _Sent(frozenset())


def _body(content: Any, headers: _Sent) -> Body:
    if not isinstance(content, dict):
        return Body()
    written = content.get("mimeType")
    if not isinstance(written, str) or not written:
        written = headers.media_type
    media_type = _media_type(written)
    text = content.get("text")
    if not isinstance(text, str) or not text:
        return Body(media_type, is_empty=not content.get("params"))
    if content.get("encoding") == "base64":
        decoded = _from_base64(text, headers.encoding)
        if decoded is None:
            return Body(media_type, is_empty=False)
        text = decoded
    if text[0] not in "{[":
        text = text.lstrip("\ufeff \t\r\n")
    if not (text.startswith(("{", "[")) or _JSON_TYPE.fullmatch(media_type)):
        return Body(media_type, is_empty=not text)
    if len(text) > MAX_BODY:
        raise _EntryError(f"has a body of more than {MAX_BODY // 1_000_000} MB")
    try:
        value: Json
        value, end = _DECODER.raw_decode(text)
        if end < len(text) and text[end:].strip(" \t\n\r"):
            raise ValueError("unexpected text after the value")
    except (ValueError, RecursionError):
        return Body(media_type, is_empty=not text)
    if is_too_deep(text, value):
        return Body(media_type, is_empty=False)
    return Body(media_type, value, is_json=True, is_empty=False)


@lru_cache(maxsize=1000)
def _media_type(text: str) -> str:
    media_type = text.partition(";")[0].strip().lower()
    return media_type if _MEDIA_TYPE.fullmatch(media_type) else ""


def _no_constant(name: str) -> Json:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _from_base64(text: str, encoding: str) -> str | None:
    """The text of a base64 body, decompressed if needed; None if it is not text."""
    import base64

    try:
        data = base64.b64decode(text)
        bits = _COMPRESSED.get(data[:2])
        if bits is None and encoding.strip().lower() == "deflate" and data[:1] not in (b"{", b"["):
            bits = _DEFLATE
        if bits is not None:
            unpacker = zlib.decompressobj(bits)
            most = min(max(_MAX_RATIO * len(data), _UNSUSPICIOUS), MAX_BODY)
            data = unpacker.decompress(data, most)
            if not unpacker.eof:
                return None
        return data.decode("utf-8")
    except (ValueError, zlib.error):
        return None
