"""Reads the examples in collections of Postman 2.x, and the exchanges in reports of newman.

Both are turned into interactions of cassettes, see ``cassettes.py``. The form of a collection is
that of https://schema.postman.com, and the SDK writes it without the optional ``raw`` of URLs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# A segment of a path whose value stands beside the URL.
_SEGMENT = re.compile(r"(?<=/):([\w.-]+)(?=[/?#]|$)")
# What openapi-to-postmanv2 writes for a value of which it knows the type only.
_TYPE = re.compile(r"<([^<>]*)>")


def example_interactions(item: Any) -> Iterator[Any]:
    """The examples that an item of a collection holds, and those of items in it."""
    items = [item]
    while items:
        each = items.pop()
        if not isinstance(each, dict):
            continue
        for response in _list(each, "response"):
            if isinstance(response, dict):
                yield _interaction(response.get("originalRequest") or each.get("request"), response)
            else:
                yield response
        items += reversed(_list(each, "item"))


def run_interactions(execution: Any) -> Iterator[Any]:
    """The exchange of an execution in a report of newman; none if nobody answered."""
    if not isinstance(execution, dict):
        yield execution
    elif isinstance(execution.get("response"), dict):
        yield _interaction(execution.get("request"), execution["response"])


def _interaction(request: Any, response: dict[str, Any]) -> Any:
    if isinstance(request, str):
        request = {"url": request}
    if not isinstance(request, dict):
        return {"response": response}
    return {
        "request": {
            "method": request.get("method", "GET"),
            "uri": _uri(request.get("url")),
            "headers": _headers(request.get("header")),
            "body": _sent(request.get("body")),
        },
        "response": {
            "status": {"code": response.get("code")},
            "headers": _headers(response.get("header")),
            "body": _received(response),
        },
    }


def _uri(url: Any) -> Any:
    """The URL with the values of its path; variables of Postman without a value stay in it."""
    variables: dict[Any, Any] = {}
    if isinstance(url, dict):
        listed = filter(_is_enabled, _list(url, "variable"))
        variables = {each.get("key") or each.get("id"): each.get("value") for each in listed}
        url = _joined(url)
    if not isinstance(url, str):
        return url

    def value(segment: re.Match[str]) -> str:
        return str(variables.get(segment[1]) or f"{{{{{segment[1]}}}}}")

    url = _TYPE.sub(r"{{\1}}", _SEGMENT.sub(value, url))
    if url.startswith("{{"):
        # The variable of a base URL.
        return f"/{url}"
    return url if "://" in url or url.startswith("/") else f"http://{url}"


def _joined(url: dict[str, Any]) -> Any:
    """The text of a URL, from its parts if they are there."""
    if "host" not in url:
        return url.get("raw")
    host, path = url["host"], url.get("path")
    text = ".".join(map(str, host)) if isinstance(host, list) else str(host)
    if url.get("protocol"):
        text = f"{url['protocol']}://{text}"
    if url.get("port"):
        text += f":{url['port']}"
    if isinstance(path, str):
        text += f"/{path.removeprefix('/')}"
    for part in _list(url, "path"):
        text += f"/{part.get('value') if isinstance(part, dict) else part}"
    query = [
        each.get("key") if each.get("value") is None else f"{each.get('key')}={each['value']}"
        for each in filter(_is_enabled, _list(url, "query"))
    ]
    return f"{text}?{'&'.join(map(str, query))}" if query else text


def _sent(body: Any) -> str | None:
    """The text of a request, if it is known: not a form, and without variables."""
    text = body.get("raw") if isinstance(body, dict) else None
    return text if isinstance(text, str) and "{{" not in text else None


def _received(response: dict[str, Any]) -> Any:
    """The text of a response, or its bytes as newman writes them."""
    stream = response.get("stream")
    data = stream.get("data") if isinstance(stream, dict) else None
    if not isinstance(data, list):
        return response.get("body")
    try:
        return bytes(data)
    except (TypeError, ValueError):
        return None


def _headers(header: Any) -> dict[str, Any]:
    """The headers, which are a text or a list of objects and texts."""
    lines = header.splitlines() if isinstance(header, str) else header
    found = {}
    for line in lines if isinstance(lines, list) else ():
        if isinstance(line, str):
            name, _, value = line.partition(":")
            found[name.strip()] = value.strip()
        elif _is_enabled(line) and isinstance(line.get("key"), str):
            found[line["key"]] = line.get("value")
    return found


def _is_enabled(item: Any) -> bool:
    return isinstance(item, dict) and not item.get("disabled")


def _list(value: dict[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []
