"""Writes a reference of any size: operations with tables, samples and response codes."""

from __future__ import annotations

import json
from pathlib import Path

PER_PAGE = 10
FIELDS = 12

_OPERATION = """\
{title}
{underline}

.. rest_method:: {method} /v1/{resource}{suffix}

{verb} a resource of the generated kind {number}; it has ``field_0`` and others.

.. rest_status_code:: success status.yaml

   - 200

.. rest_status_code:: error status.yaml

   - 401
   - 404

Request
-------

.. rest_parameters:: parameters-{page}.yaml

   - resource_id: resource_id_path
{request}
{request_example}Response
--------

.. rest_parameters:: parameters-{page}.yaml

{response}
Response Example
----------------

.. literalinclude:: samples/{resource}-{verb}-response.json
   :language: json

"""


def write_reference(root: Path, operations: int) -> None:
    """Writes a reference with that many operations below ``root``, with 4/3 as many samples."""
    source = root / "api-ref" / "source"
    (source / "samples").mkdir(parents=True)
    (source / "conf.py").write_text(
        'extensions = ["os_api_ref", "openstackdocstheme"]\n'
        'html_theme = "openstackdocs"\nproject = "Generated"\nversion = "1"\n'
        "openstackdocs_auto_name = False\nopenstackdocs_auto_version = False\n"
    )
    (source / "status.yaml").write_text(
        "200:\n  default: |\n    Done.\n401:\n  default: |\n    Who are you?\n"
        "404:\n  default: |\n    There is none.\n"
    )
    pages = -(-operations // PER_PAGE)
    index = ["=========", "Generated", "=========", "", ".. rest_expand_all::", ""]
    index += [f".. include:: page-{page}.inc" for page in range(pages)]
    (source / "index.rst").write_text("\n".join(index) + "\n")
    for page in range(pages):
        first = page * PER_PAGE
        numbers = range(first, min(first + PER_PAGE, operations))
        text = [f"Page {page}", "=" * len(f"Page {page}"), "", "Generated resources.", ""]
        body = "\n".join(text) + "\n" + "".join(_operation(source, page, n) for n in numbers)
        (source / f"page-{page}.inc").write_text(body)
        (source / f"parameters-{page}.yaml").write_text(_parameters(numbers))


def _operation(source: Path, page: int, number: int) -> str:
    updates = number % 3 == 0
    verb, method = ("update", "PUT") if updates else ("show", "GET")
    resource = f"resource-{number}"
    names = [f"field_{index}" for index in range(FIELDS)]
    keys = {name: f"{name}_of_{number}" if name == "field_0" else name for name in names}
    value = dict.fromkeys(names, f"value {number}")
    value["field_1"] = None
    sample = json.dumps({"resource": {**value, "links": []}}, indent=4) + "\n"
    (source / "samples" / f"{resource}-{verb}-response.json").write_text(sample)
    request, example = "", ""
    if updates:
        (source / "samples" / f"{resource}-{verb}-request.json").write_text(
            json.dumps({"resource": {"field_0": "new"}}, indent=4) + "\n"
        )
        request = f"   - resource: resource\n   - field_0: field_0_of_{number}\n"
        example = (
            "Request Example\n---------------\n\n"
            f".. literalinclude:: samples/{resource}-{verb}-request.json\n   :language: json\n\n"
        )
    rows = ["   - resource: resource"]
    rows += [f"   - {name}: {keys[name]}" for name in names]
    rows.append("   - links: links")
    title = f"{verb.capitalize()} resource {number}"
    return _OPERATION.format(
        title=title,
        underline="~" * len(title),
        method=method,
        resource=resource,
        suffix="/{resource_id}",
        number=number,
        verb=verb,
        page=page,
        request=request,
        request_example=example,
        response="\n".join(rows) + "\n",
    )


def _parameters(numbers: range) -> str:
    entries = {"resource_id_path": ("path", "string", "The UUID of the resource.")}
    for number in numbers:
        entries[f"field_0_of_{number}"] = ("body", "string", f"The first field of {number}.")
    for index in range(1, FIELDS):
        text = f"The field number {index} of a resource, or ``null``."
        entries[f"field_{index}"] = ("body", "string", text)
    entries["links"] = ("body", "array", "The links of the resource.")
    entries["resource"] = ("body", "object", "The resource.")
    order = {"path": 0, "body": 1}
    lines = []
    for key, (place, kind, text) in sorted(
        entries.items(), key=lambda entry: (order[entry[1][0]], entry[0])
    ):
        lines += [f"{key}:", "  description: |", f"    {text}", f"  in: {place}"]
        lines += ["  required: true", f"  type: {kind}"]
    return "\n".join(lines) + "\n"
