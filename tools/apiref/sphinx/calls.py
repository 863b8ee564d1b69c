"""Shows the first request of each operation in the languages of clients."""

from collections.abc import Iterator, Mapping

from docutils import nodes
from os_api_ref import rest_expand_all
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform

from apiref.sphinx.clients import BODY_FILE, CLIENTS, IN_FILE, http
from apiref.sphinx.nodes import blocks, is_for_screens, operation, sample, samples, within
from apiref.sphinx.requests import VARIABLE, majors, request_of, request_rows, variable

# The header of the API SIG's guideline "Microversion Specification"; its value begins with the type
# of the service, such as "compute".
VERSION_HEADER = "OpenStack-API-Version: $SERVICE_TYPE"

_MEANINGS = {
    "OS_TOKEN": "is a token",
    "SERVICE_TYPE": "is the type of the service, such as compute",
}


class Calls(SphinxPostTransform):
    """Adds the request to each operation that has no curl command of its own."""

    # After the samples are grouped.
    default_priority = 402

    def run(self, **kwargs: object) -> None:
        """Transform the document in place."""
        of_micro = majors(self.document)
        # The selector on the page adds the header to all requests.
        has_selector = any(
            node.get("major") is not None for node in blocks(self.document, rest_expand_all)
        )
        for section in list(blocks(self.document, operation)):
            texts = (block.astext() for block in within(section, nodes.literal_block))
            if any(text.startswith("curl ") for text in texts):
                continue
            place = section.first_child_matching_class(nodes.section)
            shown = self._call(section, of_micro, has_selector)
            section.insert(len(section) if place is None else place, shown)

    def _call(
        self, section: operation, of_micro: frozenset[str], has_selector: bool
    ) -> nodes.container:
        """Return the request of an operation, for each client."""
        service, header = self.config.apiref_curl_endpoint, self.config.apiref_version_header
        request = request_of(section, header, of_micro)
        group = samples(label=_("Request"))
        for write in CLIENTS:
            code = write(request, service, header)
            text = code.text(request.version)
            # Without colours: with them, pages of hundreds of operations would be a fifth larger.
            block = nodes.literal_block(text, text, language="text")
            one = sample("", block, label=code.client)
            if has_selector:
                one["version"] = code.version_place, code.version_line, bool(request.version)
            group += one
        # What is sent has all variables in its head, and only those.
        head, _blank, body = http(request, service, header).text(request.version).partition("\n\n")
        head += header if has_selector else ""
        words = nodes.paragraph(
            "", "", *_explained(section, _meanings(service, header), head, body)
        )
        return nodes.container("", group, *([words] if len(words) else []), classes=["call"])


def _meanings(service: str, version_header: str) -> dict[str, str]:
    """Return what the variables of the settings stand for."""
    of_header = dict.fromkeys(VARIABLE.findall(version_header), "is yours to set")
    of_service = dict.fromkeys(VARIABLE.findall(service), "is the address of the service")
    return of_header | _MEANINGS | of_service


def _explained(
    section: operation, meanings: Mapping[str, str], head: str, body: str
) -> Iterator[nodes.Node]:
    """Yield nodes that say what the variables and the file in a request stand for.

    Parameters are links to their rows.
    """
    rows = {variable(row["parameter"]): row for row in request_rows(section)}
    names = dict.fromkeys(VARIABLE.findall(head))
    parts: list[list[nodes.Node]] = [
        [nodes.literal(f"${name}", f"${name}"), nodes.Text(f" {meanings[name]}")]
        for name in names
        if name in meanings
    ]
    if body == IN_FILE:
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
    yield from _joined(parts)
    if parts:
        yield nodes.Text(".")


def _joined(parts: list[list[nodes.Node]]) -> Iterator[nodes.Node]:
    """Yield the nodes of all parts, with commas, and "and" before the last one."""
    last = " and " if len(parts) == 2 else ", and "
    for index, part in enumerate(parts):
        if index:
            yield nodes.Text(last if index == len(parts) - 1 else ", ")
        yield from part


def _register(app: Sphinx) -> None:
    """Register the transform for pages on a screen."""
    if is_for_screens(app) and app.config.apiref_curl_endpoint:
        app.add_post_transform(Calls)


def setup(app: Sphinx) -> None:
    """Connect the handler and add its settings."""
    app.connect("builder-inited", _register)
    app.add_config_value("apiref_curl_endpoint", "$ENDPOINT", "html", str)
    app.add_config_value("apiref_version_header", VERSION_HEADER, "html", str)
