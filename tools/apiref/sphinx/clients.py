"""Requests in the languages of clients: curl, Python with keystoneauth1, and HTTP itself."""

from collections.abc import Callable
from typing import NamedTuple

from apiref.model.json_file import Json
from apiref.sphinx.requests import VARIABLE, Request

# Longer bodies are better read from a file than typed.
LONGEST_BODY = 40
BODY_FILE = "request.json"
# Longer first lines of a command would wrap beside the text.
LONGEST_LINE = 36
# How HTTP clients of editors include a file.
IN_FILE = f"< {BODY_FILE}"
# Stands for a microversion, which the script of the theme puts there, too.
VERSION = "x.y"

_INDENT = "    "
_TOKEN = "$OS_TOKEN"
# The methods of HTTP that an adapter of keystoneauth1 has a method for.
_ADAPTED = {"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"}


class Code(NamedTuple):
    """A request in the language of a client.

    ``lines`` state no microversion. ``version_line`` states `VERSION`, and belongs before the line
    at ``version_place``, counted from 0.
    """

    client: str
    lines: list[str]
    version_place: int
    version_line: str

    def text(self, version: str | None) -> str:
        """Return the code for a microversion, or for none."""
        stated = [self.version_line.replace(VERSION, version)] if version else []
        return "\n".join(
            [*self.lines[: self.version_place], *stated, *self.lines[self.version_place :]]
        )


def curl(request: Request, service: str, version_header: str) -> Code:
    """Return a request as a command of curl."""
    words = {"GET": "", "HEAD": " --head"}.get(request.method, f" -X {request.method}")
    parts = [f"curl -sS{words}", f'"{_address(request, service)}"']
    if len(" ".join(parts)) <= LONGEST_LINE:
        parts = [" ".join(parts)]
    place = len(parts)
    parts += [f'-H "{name}: {value}"' for name, value in _headers(request).items()]
    if request.body is not None:
        quoted = request.body.text.strip().replace("'", "'\\''")
        parts.append(f"-d @{BODY_FILE}" if _is_long(request) else f"-d '{quoted}'")
    lines = " \\\n  ".join(parts).split("\n")
    return Code("curl", lines, place, f'  -H "{version_header} {VERSION}" \\')


def python(request: Request, service: str, version_header: str) -> Code:
    """Return a request as a program that uses keystoneauth1."""
    imports = [
        "from keystoneauth1.adapter import Adapter",
        "from keystoneauth1.session import Session",
    ]
    access = [f"endpoint = {_expression(service)}"]
    session = "Session()"
    if request.has_token:
        imports.append("from keystoneauth1.token_endpoint import Token")
        access.append(f"auth = Token(endpoint, {_expression(_TOKEN)})")
        session = "Session(auth=auth)"
    access.append(f"service = Adapter({session}, endpoint_override=endpoint)")
    before = ["from os import environ", "", *imports, "", *access]
    if _is_long(request):
        before.insert(0, "from json import load")
    after = [f"response = {_call(request)}", "print(response.status_code, response.text)"]
    header, _, value = f"{version_header} {VERSION}".partition(":")
    line = f"service.additional_headers[{_quoted(header)}] = {_expression(value.strip())}"
    return Code("Python", "\n".join([*before, *after]).split("\n"), len(before), line)


def http(request: Request, service: str, version_header: str) -> Code:
    """Return a request as it is sent, with the whole URL."""
    lines = [f"{request.method} {_address(request, service)} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in _headers(request).items()]
    if request.body is not None:
        text = IN_FILE if _is_long(request) else request.body.text.strip()
        lines += ["", *text.split("\n")]
    return Code("HTTP", lines, 1, f"{version_header} {VERSION}")


CLIENTS: tuple[Callable[[Request, str, str], Code], ...] = (curl, python, http)


def _address(request: Request, service: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in request.query.items())
    return f"{service}{request.url}{'?' + query if query else ''}"


def _headers(request: Request) -> dict[str, str]:
    """Return all headers but the one of the microversion."""
    token = {"X-Auth-Token": _TOKEN} if request.has_token else {}
    content = {} if request.body is None else {"Content-Type": "application/json"}
    return token | request.headers | content


def _is_long(request: Request) -> bool:
    return request.body is not None and request.body.text.count("\n") > LONGEST_BODY


def _call(request: Request) -> str:
    """Return the call of the adapter; it adds the headers of the token and of JSON itself."""
    name = request.method.lower() if request.method in _ADAPTED else "request"
    arguments = [_expression(request.url)]
    if name == "request":
        arguments.append(_quoted(request.method))
    for keyword, values in (("params", request.query), ("headers", request.headers)):
        if values:
            pairs = [f"{_quoted(key)}: {_expression(value)}" for key, value in values.items()]
            arguments.append(f"{keyword}={{{', '.join(pairs)}}}")
    if _is_long(request):
        arguments.append(f'json=load(open("{BODY_FILE}"))')
    elif request.body is not None:
        arguments.append(f"json={_literal(request.body.value, _INDENT)}")
    if len(arguments) == 1:
        return f"service.{name}({arguments[0]})"
    return f"service.{name}{_wrapped('()', arguments, '')}"


def _expression(text: str) -> str:
    """Return the Python expression of a text that has variables in shell syntax."""
    first, *parts = VARIABLE.split(text)
    if not parts:
        return _quoted(text)
    if parts[1:] == [""] and not first:
        return f'environ["{parts[0]}"]'
    escaped = [
        part.replace("\\", "\\\\").replace('"', '\\"').replace("{", "{{").replace("}", "}}")
        for part in (first, *parts[1::2])
    ]
    named = [f"{{environ['{name}']}}" for name in parts[::2]]
    return f'f"{"".join(map("".join, zip(escaped, [*named, ""], strict=True)))}"'


def _literal(value: Json, indent: str) -> str:
    """Return the Python literal of a JSON value, whose further lines have an indent."""
    inner = indent + _INDENT
    if isinstance(value, dict) and value:
        pairs = [f"{_quoted(key)}: {_literal(each, inner)}" for key, each in value.items()]
        return _wrapped("{}", pairs, indent)
    if isinstance(value, list) and value:
        return _wrapped("[]", [_literal(each, inner) for each in value], indent)
    return _quoted(value) if isinstance(value, str) else repr(value)


def _wrapped(brackets: str, parts: list[str], indent: str) -> str:
    """Return parts in brackets, a line each, of which the last one has an indent."""
    lines = [f"{indent}{_INDENT}{part}," for part in parts]
    return "\n".join([brackets[0], *lines, f"{indent}{brackets[1]}"])


def _quoted(text: str) -> str:
    """Return a literal of a text, in double quotes if it contains none."""
    literal = repr(text)
    return f'"{literal[1:-1]}"' if literal[0] == "'" and '"' not in literal else literal
