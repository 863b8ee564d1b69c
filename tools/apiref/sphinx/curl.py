"""Shows the first request of an operation as a curl command."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from apiref.sphinx.nodes import endpoint, json_samples, operation, role_of

# Longer bodies are better read from a file than typed.
LONGEST_BODY = 40
# The header of the API SIG's guideline "Microversion Specification"; its value begins with the type
# of the service, such as "compute".
VERSION_HEADER = "OpenStack-API-Version: $SERVICE_TYPE"
BODY_FILE = "request.json"

_BRACED = re.compile(r"\{([^{}]*)\}")
_SHELL_VARIABLE = re.compile(r"\$\{?(\w+)")
_VERSION_OF_SAMPLE = re.compile(r"/v(\d+\.\d+)/")
_MEANINGS = {
    "ENDPOINT": "is the address of the service",
    "OS_TOKEN": "is a token",
    "SERVICE_TYPE": "is the type of the service, such as compute",
}


class CurlLine(SphinxPostTransform):
    """Adds a curl command to each operation that has none."""

    # After alternative samples are grouped.
    default_priority = 401

    def run(self, **kwargs: object) -> None:
        """Transform the document in place."""
        for section in list(self.document.findall(operation)):
            blocks = section.findall(nodes.literal_block)
            if any(block.astext().startswith("curl ") for block in blocks):
                continue
            header = self.config.apiref_version_header
            command = curl(section, self.config.apiref_curl_endpoint, header)
            block = nodes.literal_block(command, command, language="text")
            title = nodes.paragraph("", "With curl", classes=["curl-title"])
            # The selector on the page adds the header.
            added = header if self.config.os_api_ref_max_microversion else ""
            title += _explained(section, command, added)
            place = section.first_child_matching_class(nodes.section)
            container = nodes.container("", title, block, classes=["curl"])
            section.insert(len(section) if place is None else place, container)


class _Body(NamedTuple):
    """The sample of a request; ``version`` is the microversion in the path of its file, if any."""

    text: str
    value: object
    version: str | None


def curl(section: operation, service: str, version_header: str = VERSION_HEADER) -> str:
    """Return the curl command for the first request of an operation.

    Args:
        section: The operation.
        service: The address of the service in shell syntax, such as ``$ENDPOINT``.
        version_header: The header that states a microversion, up to that version.
    """
    line = section.next_node(endpoint)
    assert line is not None
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
    version = _highest(line["min_version"], body.version if body else None)
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


def _explained(section: operation, command: str, added: str) -> Iterator[nodes.Node]:
    """Yield nodes that say what the variables and files in a command, or added to it, stand for.

    Parameters are links to their rows.
    """
    rows = {_variable(row["parameter"]): row for row in _request_rows(section)}
    before_body, _, _ = command.partition(" -d '")
    names = dict.fromkeys(_SHELL_VARIABLE.findall(before_body + added))
    meanings = {f"${name}": _MEANINGS[name] for name in names if name in _MEANINGS}
    if command.endswith(f"@{BODY_FILE}"):
        meanings[BODY_FILE] = "has a body like that of the sample"
    for index, (name, meaning) in enumerate(meanings.items()):
        yield nodes.Text(", " if index else ", where ")
        yield from (nodes.literal(name, name), nodes.Text(f" {meaning}"))
    parameters = [name for name in names if name not in _MEANINGS]
    for index, name in enumerate(parameters):
        shown: nodes.Node = nodes.literal(f"${name}", f"${name}")
        if name in rows:
            shown = nodes.reference("", "", shown, refid=rows[name]["ids"][0], internal=True)
        yield from (nodes.Text(", " if index else ", and "), shown)
    if parameters:
        yield nodes.Text(" are parameters" if len(parameters) > 1 else " is a parameter")


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
    for row in section.findall(nodes.row):
        if "parameter" in row and role_of(row) == "request":
            yield row


def _request_body(section: operation) -> _Body | None:
    """Return the first JSON document that is shown as a request."""
    for block, value in json_samples(section):
        if role_of(block) == "request":
            version = _VERSION_OF_SAMPLE.search(block.get("source") or "")
            return _Body(block.astext(), value, version[1] if version else None)
    return None


def _register(app: Sphinx) -> None:
    """Register the transform for pages on a screen."""
    is_for_screens = app.builder.format == "html" and app.builder.name != "epub"
    if is_for_screens and app.config.apiref_curl_endpoint:
        app.add_post_transform(CurlLine)


def setup(app: Sphinx) -> None:
    """Connect the handler and add its settings."""
    app.connect("builder-inited", _register)
    app.add_config_value("apiref_curl_endpoint", "$ENDPOINT", "html", str)
    app.add_config_value("apiref_version_header", VERSION_HEADER, "html", str)
