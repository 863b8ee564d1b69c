"""Shows the first request of an operation as a curl command."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from os_api_ref import rest_expand_all
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from apiref.sphinx.nodes import (
    endpoint,
    is_for_screens,
    json_samples,
    operation,
    role_of,
    within,
)

# Longer bodies are better read from a file than typed.
LONGEST_BODY = 40
# The header of the API SIG's guideline "Microversion Specification"; its value begins with the type
# of the service, such as "compute".
VERSION_HEADER = "OpenStack-API-Version: $SERVICE_TYPE"
BODY_FILE = "request.json"

_BRACED = re.compile(r"\{([^{}]*)\}")
_SHELL_VARIABLE = re.compile(r"\$\{?(\w+)")
_VERSION_CLASS = re.compile(r"rp_(?:min|max)_ver_(?P<major>\d+)_\d+$")
_VERSION_OF_SAMPLE = re.compile(r"/v(\d+\.\d+)/")
_MEANINGS = {
    "OS_TOKEN": "is a token",
    "SERVICE_TYPE": "is the type of the service, such as compute",
}


class CurlLine(SphinxPostTransform):
    """Adds a curl command to each operation that has none."""

    # After the samples are grouped.
    default_priority = 402

    def run(self, **kwargs: object) -> None:
        """Transform the document in place."""
        service, header = self.config.apiref_curl_endpoint, self.config.apiref_version_header
        majors = _majors(self.document)
        # The selector on the page adds the header to all commands.
        has_selector = any(
            node.get("major") is not None for node in self.document.findall(rest_expand_all)
        )
        for section in list(self.document.findall(operation)):
            blocks = within(section, nodes.literal_block)
            if any(block.astext().startswith("curl ") for block in blocks):
                continue
            command = curl(section, service, header, majors)
            block = nodes.literal_block(command, command, language="text")
            title = nodes.paragraph("", "With curl", classes=["curl-title"])
            before_body, _, _ = command.partition(" -d '")
            shown = before_body + header if has_selector else before_body
            title += _explained(section, _meanings(service, header), shown)
            place = section.first_child_matching_class(nodes.section)
            container = nodes.container("", title, block, classes=["curl"])
            section.insert(len(section) if place is None else place, container)


def _majors(document: nodes.document) -> frozenset[str]:
    """Return the major numbers of the microversions that a page mentions."""
    classes = (name for node in document.findall(nodes.Element) for name in node["classes"])
    found = {match["major"] for match in map(_VERSION_CLASS.match, classes) if match}
    lines = (line["min_version"] or "" for line in document.findall(endpoint))
    stated = (str(node.get("major") or "") for node in document.findall(rest_expand_all))
    return frozenset({*found, *(line.partition(".")[0] for line in lines), *stated} - {""})


class _Body(NamedTuple):
    """The sample of a request; ``version`` is the microversion in the path of its file, if any."""

    text: str
    value: object
    version: str | None


def curl(
    section: operation,
    service: str,
    version_header: str = VERSION_HEADER,
    majors: frozenset[str] = frozenset(),
) -> str:
    """Return the curl command for the first request of an operation.

    Args:
        section: The operation.
        service: The address of the service in shell syntax, such as ``$ENDPOINT``.
        version_header: The header that states a microversion, up to that version.
        majors: The major numbers of microversions; other folders of samples are of the API's own.
    """
    line = next(within(section, endpoint))
    method, url = line["method"].upper(), line["url"].partition("?")[0]
    rows = [row for row in _request_rows(section) if row["required"]]
    asked = [row["parameter"] for row in rows if row["in"] == "query"]
    query = "&".join(f"{name}=${_variable(name)}" for name in asked)
    url = _BRACED.sub(lambda found: f"${{{_variable(found[1])}}}", url)
    words = {"GET": "", "HEAD": " --head"}.get(method, f" -X {method}")
    parts = [f'curl -sS{words} "{service}{url}{"?" + query if query else ""}"']
    body = _request_body(section) if method not in ("GET", "HEAD") else None
    if not _gets_token(body):
        parts.append('-H "X-Auth-Token: $OS_TOKEN"')
    of_sample = body.version if body else None
    is_micro = of_sample is not None and of_sample.partition(".")[0] in majors
    version = _highest(line["min_version"], of_sample if is_micro else None)
    if version:
        parts.append(f'-H "{version_header} {version}"')
    known = {"x-auth-token", "content-type", version_header.partition(":")[0].lower()}
    headers = {row["parameter"] for row in rows if row["in"] == "header"}
    parts += [
        f'-H "{name}: ${_variable(name)}"' for name in sorted(headers) if name.lower() not in known
    ]
    if body is not None:
        parts.append('-H "Content-Type: application/json"')
        if body.text.count("\n") > LONGEST_BODY:
            parts.append(f"-d @{BODY_FILE}")
        else:
            quoted = body.text.strip().replace("'", "'\\''")
            parts.append(f"-d '{quoted}'")
    return " \\\n  ".join(parts)


def _meanings(service: str, version_header: str) -> dict[str, str]:
    """Return what the variables of the settings stand for."""
    of_header = dict.fromkeys(_SHELL_VARIABLE.findall(version_header), "is yours to set")
    of_service = dict.fromkeys(_SHELL_VARIABLE.findall(service), "is the address of the service")
    return of_header | _MEANINGS | of_service


def _explained(section: operation, meanings: dict[str, str], command: str) -> Iterator[nodes.Node]:
    """Yield nodes that say what the variables and files in a command stand for.

    Parameters are links to their rows.
    """
    rows = {_variable(row["parameter"]): row for row in _request_rows(section)}
    names = dict.fromkeys(_SHELL_VARIABLE.findall(command))
    parts: list[list[nodes.Node]] = [
        [nodes.literal(f"${name}", f"${name}"), nodes.Text(f" {meanings[name]}")]
        for name in names
        if name in meanings
    ]
    if f"@{BODY_FILE}" in command:
        words = nodes.Text(" has a body like that of the sample")
        parts.append([nodes.literal(BODY_FILE, BODY_FILE), words])
    parameters: list[list[nodes.Node]] = []
    for name in names:
        if name not in meanings:
            shown: nodes.Node = nodes.literal(f"${name}", f"${name}")
            if name in rows:
                shown = nodes.reference("", "", shown, refid=rows[name]["ids"][0], internal=True)
            parameters.append([shown])
    if parameters:
        are = " are parameters" if len(parameters) > 1 else " is a parameter"
        parts.append([*_joined(parameters), nodes.Text(are)])
    if parts:
        yield nodes.Text(", where ")
    yield from _joined(parts)


def _joined(parts: list[list[nodes.Node]]) -> Iterator[nodes.Node]:
    """Yield the nodes of all parts, with commas, and "and" before the last one."""
    last = " and " if len(parts) == 2 else ", and "
    for index, part in enumerate(parts):
        if index:
            yield nodes.Text(last if index == len(parts) - 1 else ", ")
        yield from part


def _variable(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _highest(*versions: str | None) -> str | None:
    """Return the highest of the versions that are of the form ``2.60``."""
    known = [version for version in versions if version and re.fullmatch(r"\d+\.\d+", version)]
    return max(known, key=lambda version: [*map(int, version.split("."))], default=None)


def _gets_token(body: _Body | None) -> bool:
    """Return whether a request asks for a token, as those of the Identity API do."""
    return body is not None and isinstance(body.value, dict) and "auth" in body.value


def _request_rows(section: operation) -> Iterator[nodes.row]:
    for row in within(section, nodes.row):
        if "parameter" in row and role_of(row) == "request":
            yield row


def _request_body(section: operation) -> _Body | None:
    """Return the first JSON document that is shown as a request."""
    for block, value in json_samples(section):
        if role_of(block) == "request":
            # The nearest folder; those further out may be anybody's.
            versions = _VERSION_OF_SAMPLE.findall(block.get("source") or "")
            return _Body(block.astext(), value, versions[-1] if versions else None)
    return None


def _register(app: Sphinx) -> None:
    """Register the transform for pages on a screen."""
    if is_for_screens(app) and app.config.apiref_curl_endpoint:
        app.add_post_transform(CurlLine)


def setup(app: Sphinx) -> None:
    """Connect the handler and add its settings."""
    app.connect("builder-inited", _register)
    app.add_config_value("apiref_curl_endpoint", "$ENDPOINT", "html", str)
    app.add_config_value("apiref_version_header", VERSION_HEADER, "html", str)
