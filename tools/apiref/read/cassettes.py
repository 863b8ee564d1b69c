"""Reads the interactions in cassettes of VCR.py and Betamax.

Other recordings are turned into what the cassettes of both libraries contain: a request with its
method, uri, headers and body, and a response with its status, headers and body.
"""

from __future__ import annotations

import base64
from typing import Any


def har_entry(interaction: Any) -> Any:
    """An interaction of a cassette as an entry of a HAR file; what is none is returned as it is."""
    if not isinstance(interaction, dict):
        return interaction
    entry: dict[str, Any] = {}
    request, response = interaction.get("request"), interaction.get("response")
    if isinstance(request, dict):
        headers = _headers(request.get("headers"))
        entry["request"] = {
            "method": request.get("method"),
            "url": request.get("uri"),
            "headers": headers,
            "postData": _content(request.get("body")),
        }
    if isinstance(response, dict):
        headers = _headers(response.get("headers"))
        status = response.get("status")
        code = status.get("code") if isinstance(status, dict) else None
        target = [each["value"] for each in headers if str(each["name"]).lower() == "location"]
        entry["response"] = {
            "status": int(code) if isinstance(code, str) and code.isdecimal() else code,
            "headers": headers,
            "content": _content(response.get("body")),
            "redirectURL": target[0] if target else "",
        }
    return entry


def _headers(headers: Any) -> list[dict[str, Any]]:
    """The headers as in HAR; of several values the first one."""
    if not isinstance(headers, dict):
        return []
    return [
        {"name": name, "value": value[0] if isinstance(value, list) and value else value}
        for name, value in headers.items()
    ]


def _content(body: Any) -> dict[str, Any]:
    """A body as in HAR: it is a text or bytes, alone or in an object."""
    if isinstance(body, dict):
        encoded = body.get("base64_string")
        if isinstance(encoded, str):
            return {"text": encoded, "encoding": "base64"}
        body = body.get("string")
    if isinstance(body, bytes):
        return {"text": base64.b64encode(body).decode(), "encoding": "base64"}
    return {"text": body}
