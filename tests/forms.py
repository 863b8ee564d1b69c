"""Recordings in all forms that the readers know, made from the entries of a HAR."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from tests.traffic import har

Form = Callable[[list[Any]], str]


def _is_whole(entry: Any) -> bool:
    return isinstance(entry, dict) and "content" in entry.get("response", {})


def _headers(message: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in message["headers"] if isinstance(each, dict)}


def _sent(entry: Any) -> str:
    return str(entry["request"].get("postData", {}).get("text", ""))


def _interactions(entries: list[Any]) -> Iterator[Any]:
    for entry in entries:
        if not _is_whole(entry):
            yield entry
            continue
        request, response = entry["request"], entry["response"]
        content = response["content"]
        name = "base64_string" if "encoding" in content else "string"
        yield {
            "request": {
                "method": request["method"],
                "uri": request["url"],
                "headers": {key: [value] for key, value in _headers(request).items()},
                "body": {"encoding": "utf-8", "string": _sent(entry)},
            },
            "response": {
                "status": {"code": response["status"], "message": response["statusText"]},
                "headers": {key: [value] for key, value in _headers(response).items()},
                "body": {"encoding": "utf-8", name: content.get("text", "")},
            },
        }


def _betamax(entries: list[Any]) -> str:
    return json.dumps({"http_interactions": [*_interactions(entries)], "recorded_with": "tests"})


def _vcr(entries: list[Any]) -> str:
    return yaml.safe_dump({"interactions": [*_interactions(entries)], "version": 1})


def _postman(entries: list[Any]) -> str:
    items = []
    for entry in entries:
        if not _is_whole(entry):
            items.append({"response": [entry]})
            continue
        request, response = entry["request"], entry["response"]
        original = {
            "method": request["method"],
            "url": {"raw": request["url"]},
            "header": [{"key": key, "value": value} for key, value in _headers(request).items()],
            "body": {"mode": "raw", "raw": _sent(entry)},
        }
        example = {
            "originalRequest": original,
            "code": response["status"],
            "header": [{"key": key, "value": value} for key, value in _headers(response).items()],
            "body": response["content"].get("text", ""),
        }
        items.append({"name": request["url"], "response": [example]})
    return json.dumps({"info": {"name": "tests"}, "item": [{"item": items}]})


def _newman(entries: list[Any]) -> str:
    executions = []
    for entry in filter(_is_whole, entries):
        request, response = entry["request"], entry["response"]
        content = response["content"]
        text = content.get("text", "").encode()
        data = base64.b64decode(text) if "encoding" in content else text
        sent = {
            "method": request["method"],
            "url": {"host": [request["url"]]},
            "header": [{"key": key, "value": value} for key, value in _headers(request).items()],
            "body": {"mode": "raw", "raw": _sent(entry)},
        }
        answered = {
            "code": response["status"],
            "header": [{"key": key, "value": value} for key, value in _headers(response).items()],
            "stream": {"type": "Buffer", "data": [*data]},
        }
        executions.append({"request": sent, "response": answered})
    return json.dumps({"collection": {"item": []}, "run": {"executions": executions}})


def _keystoneauth(entries: list[Any]) -> str:
    lines = []
    for entry in filter(_is_whole, entries):
        request, response = entry["request"], entry["response"]
        headers = "".join(f' -H "{key}: {value}"' for key, value in _headers(request).items())
        data = f" -d '{_sent(entry)}'" if _sent(entry) else ""
        url = f'"{request["url"]}"'
        lines.append(f"REQ: curl -g -i -X {request['method']} {url}{headers}{data}")
        listed = " ".join(f"{key}: {value}" for key, value in sorted(_headers(response).items()))
        lines.append(f"Starting new HTTP connection\nRESP: [{response['status']}] {listed}")
        lines.append(f"RESP BODY: {response['content'].get('text', '')}\nused request id req-1")
    return "\n".join(lines)


def _gabbi(entries: list[Any]) -> str:
    lines = []
    for entry in filter(_is_whole, entries):
        request, response = entry["request"], entry["response"]
        lines += ["... #### it ####", f"> {request['method']} {request['url']}"]
        lines += [f"> {key}: {value}" for key, value in _headers(request).items()]
        lines += ["", _sent(entry), "", f"< {response['status']} OK"]
        lines += [f"< {key}: {value}" for key, value in _headers(response).items()]
        lines += ["", response["content"].get("text", ""), "", "ok"]
    return "\n".join(lines)


FORMS: dict[str, Form] = {
    "har": lambda entries: json.dumps(har(*entries)),
    "betamax": _betamax,
    "vcr": _vcr,
    "postman": _postman,
    "newman": _newman,
    "keystoneauth": _keystoneauth,
    "gabbi": _gabbi,
}
