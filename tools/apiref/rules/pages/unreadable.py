"""What the readers could not read."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.operations.places import operation_at
from apiref.model.cause import at
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule


def _of_kind(tree: Tree, kind: str) -> Iterator[Defect]:
    for problem in tree.problems:
        if problem.kind == kind:
            operation = operation_at(tree, problem.location)
            yield Defect(
                problem.location,
                problem.subject,
                problem.message,
                related=(at("tables", operation.location),) if operation is not None else (),
            )


@rule(Severity.ERROR)
def unreadable_file(tree: Tree) -> Iterator[Defect]:
    """A file that the reference consists of cannot be read.

    It is a folder, a device, larger than 8 MB, not permitted, or a link that leads out of the
    repository; nothing outside the repository is ever read.

    Passes: a regular file below the checked folder.

    Fails: ``samples/server.json``, being a link to ``/etc/passwd``.
    """
    return _of_kind(tree, "unreadable-file")


@rule(Severity.ERROR)
def wrong_encoding(tree: Tree) -> Iterator[Defect]:
    """A file is not UTF-8.

    Sphinx reads sources as UTF-8, and RFC 8259 demands it for JSON.

    Passes: ``café`` saved as UTF-8.

    Fails: ``café`` saved as Latin-1.
    """
    return _of_kind(tree, "wrong-encoding")


@rule(Severity.WARNING)
def byte_order_mark(tree: Tree) -> Iterator[Defect]:
    """A file starts with a byte order mark.

    RFC 8259 forbids it in JSON, and readers that copy a sample get it along.

    Passes: a file whose first character is its content's.

    Fails: a file that starts with U+FEFF.
    """
    return _of_kind(tree, "byte-order-mark")


@rule(Severity.ERROR)
def json_syntax(tree: Tree) -> Iterator[Defect]:
    """A sample or schema is not JSON.

    A reader who copies it gets an error, and so does every program.

    Passes::

        {"id": 1, "name": "a"}

    Fails::

        {"id": 1 "name": "a",}
    """
    return _of_kind(tree, "json-syntax")


@rule(Severity.ERROR)
def json_duplicate_key(tree: Tree) -> Iterator[Defect]:
    """A member stands twice in one object of a JSON file.

    Parsers keep one of the two, and not all the same one.

    Passes::

        {"id": 1, "name": "a"}

    Fails::

        {"id": 1, "id": 2}
    """
    return _of_kind(tree, "json-duplicate-key")


@rule(Severity.ERROR)
def yaml_syntax(tree: Tree) -> Iterator[Defect]:
    """A file of parameters or response codes is not YAML.

    Nothing that refers to it can be shown.

    Passes::

        id:
          in: body

    Fails::

        id:
          in: "body
    """
    return _of_kind(tree, "yaml-syntax")


@rule(Severity.ERROR)
def yaml_structure(tree: Tree) -> Iterator[Defect]:
    """A file of parameters or response codes is YAML of another structure than expected.

    A parameters file maps each key to a mapping of fields; a file of response codes maps each
    code to a mapping of reasons. Most often the indentation is wrong.

    Passes::

        id:
          in: body

    Fails::

        id:
        in: body
    """
    return _of_kind(tree, "yaml-structure")


@rule(Severity.ERROR)
def rst_syntax(tree: Tree) -> Iterator[Defect]:
    """A page is not valid RST, as docutils reads it.

    The page shows an error, or lacks what the markup was for.

    Passes::

        Title
        =====

    Fails::

        ====
        Title
    """
    return _of_kind(tree, "rst-syntax")


@rule(Severity.WARNING)
def rst_warning(tree: Tree) -> Iterator[Defect]:
    """The markup of a page earns a warning from docutils.

    The text is shown, but seldom as it was meant.

    Passes::

        Title
        =====

    Fails::

        Title
        ====
    """
    return _of_kind(tree, "rst-warning")


@rule(Severity.ERROR)
def directive_syntax(tree: Tree) -> Iterator[Defect]:
    """The list in a ``rest_parameters`` or ``rest_status_code`` directive cannot be read.

    os-api-ref drops what is no ``- name: key`` item, or the whole table.

    Passes::

        .. rest_parameters:: parameters.yaml

           - id: server_id

    Fails::

        .. rest_parameters:: parameters.yaml

           - id
             server_id

    A list without a blank line above it fails as well.
    """
    return _of_kind(tree, "directive-syntax")
