"""Samples against the schemas that the configuration binds to operations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiref.analysis.limits import LimitExceededError, TimeLimit
from apiref.analysis.schemas import schema_set, subschemas
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonPath, location_of, pointer
from apiref.model.settings import SchemaBinding
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_SHOWN = 300
_SECONDS = 2.0


def _bindings(tree: Tree) -> dict[tuple[str, str], SchemaBinding]:
    return {(binding.operation, binding.role): binding for binding in tree.settings.schemas}


@rule(
    Severity.ERROR,
    implied_by=(
        "sample-value-type",
        "sample-value-null",
        "sample-value-malformed",
        "sample-value-unlike",
    ),
)
def sample_schema(tree: Tree) -> Iterator[Defect]:
    """A sample is not valid by the schema of its operation and role.

    Every error is told, each at the value concerned. Formats such as ``date-time`` are checked.

    Passes: ``{"id": "9a5b"}`` where the schema demands a string.

    Fails: ``{"id": 5}`` there.
    """
    bindings = _bindings(tree)
    if not bindings:
        return
    validators = _Validators(tree)
    checked: set[tuple[str, str]] = set()
    for operation in tree.operations:
        for part in operation.samples:
            binding = bindings.get((operation.label, part.role or ""))
            sample = tree.samples.get(part.reference.path or "")
            if binding is None or sample is None or not sample.valid:
                continue
            if (sample.path, binding.schema) in checked:
                continue
            checked.add((sample.path, binding.schema))
            for path, message in validators.errors(binding.schema, sample.value):
                yield Defect(
                    location_of(sample, path),
                    pointer(path),
                    f"'{pointer(path)}': {message} (by {binding.schema})",
                    operation.label,
                )


class _Validators:
    """Validators for the schemas of a tree, made when they are needed."""

    def __init__(self, tree: Tree) -> None:
        from jsonschema import Draft202012Validator
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012

        files = schema_set(tree).files
        self.known: dict[str, Any] = {}
        resources = []
        for path, value in ((path, file.value) for path, file in files.items()):
            if not isinstance(value, dict):
                continue
            # References resolve by the file's place, whatever it calls itself.
            bare: Any = {**value, "$id": f"file:///{path}"}
            self.known[path] = bare
            resources.append((f"file:///{path}", DRAFT202012.create_resource(bare)))
        self.registry: Any = Registry().with_resources(resources)
        self.validator: Any = Draft202012Validator
        self.limit = TimeLimit(_SECONDS)

    def errors(self, schema: str, value: Any) -> list[tuple[JsonPath, str]]:
        """The errors of a value by a schema, in the order of the document."""
        if schema not in self.known:
            return []
        from referencing.exceptions import Unresolvable

        validator = self.validator(
            self.known[schema],
            registry=self.registry,
            format_checker=self.validator.FORMAT_CHECKER,
        )
        try:
            with self.limit:
                found = [
                    (tuple(error.absolute_path), " ".join(error.message.split())[:_SHOWN])
                    for error in validator.iter_errors(value)
                ]
        except LimitExceededError:
            return [((), "cannot be validated in reasonable time; simplify the patterns")]
        except (Unresolvable, RecursionError):
            # A broken reference is told by schema-reference-broken, at its place.
            return []
        except Exception as error:
            # An invalid schema is told by schema-invalid; a validator may fail on it in any way.
            return [((), f"cannot be validated: {type(error).__name__}")]
        return sorted(found, key=lambda item: ([str(part) for part in item[0]], item[1]))


@rule(Severity.ERROR)
def sample_without_schema(tree: Tree) -> Iterator[Defect]:
    """A sample has no schema, although the project declares schemas.

    A project that declares schemas declares one for each sample, by operation and role, in the
    ``schemas`` of its configuration.

    Passes: ``schemas."GET /things" = {response = "schemas/things.json"}``, and one response sample.

    Fails: the same, and a request sample as well.
    """
    bindings = _bindings(tree)
    bound = {label for label, _ in bindings}
    if not any(operation.label in bound for operation in tree.operations):
        # None is declared, or all are for another reference of the project.
        return
    for operation in tree.operations:
        for part in operation.samples:
            if part.reference.path not in tree.samples:
                continue
            if (operation.label, part.role or "") not in bindings:
                role = part.role or "response"
                yield Defect(
                    part.reference.file_location,
                    part.reference.file,
                    f"no schema is declared for the {role} of '{operation.label}'; declare it in"
                    f" the schemas of {tree.settings.path}",
                    operation.label,
                )


@rule(Severity.ERROR, unanimous=True)
def schema_binding_stale(tree: Tree) -> Iterator[Defect]:
    """The configuration binds a schema to an operation, or names a file, that is not there.

    Passes: ``schemas."GET /things" = {response = "schemas/things.json"}``, both being there.

    Fails: the same after the operation was renamed.
    """
    labels = {endpoint.label for operation in tree.operations for endpoint in operation.endpoints}
    for binding in tree.settings.schemas:
        if binding.operation not in labels:
            yield Defect(
                binding.location,
                binding.operation,
                f"there is no operation '{binding.operation}'; mend its name here, or in the page",
            )
        elif binding.schema not in tree.schemas:
            yield Defect(
                binding.location,
                binding.schema,
                f"the schema '{binding.schema}' cannot be read; mend its path",
                binding.operation,
            )
        elif binding.role in ("request", "response") and not any(
            binding.role in {part.role for part in operation.samples}
            or binding.role in {part.role for part in operation.tables}
            for operation in tree.operations
            if operation.label == binding.operation
        ):
            yield Defect(
                binding.location,
                binding.operation,
                f"'{binding.operation}' has neither a table nor a sample of its {binding.role}, for"
                f" which '{binding.schema}' is declared; add them, or mend their headings",
                binding.operation,
            )
    for served in tree.settings.served_schemas:
        for path, known in ((served.schema, tree.schemas), (served.sample, tree.samples)):
            if path not in known:
                yield Defect(served.location, path, f"'{path}' cannot be read; mend its path")


@rule(Severity.WARNING, unanimous=True)
def schema_unused(tree: Tree) -> Iterator[Defect]:
    """A schema file is bound to no operation, and no other schema refers to it.

    Passes: a schema that ``schemas`` of the configuration names.

    Fails: a schema beside it that nothing names.
    """
    schemas = schema_set(tree)
    used = {binding.schema for binding in tree.settings.schemas}
    used |= {served.schema for served in tree.settings.served_schemas}
    for file in schemas.files.values():
        for node in subschemas(file):
            target = schemas.resolve(node)
            if target is not None and target.file.path != file.path:
                used.add(target.file.path)
    for path, file in schemas.files.items():
        if path not in used:
            yield Defect(
                location_of(file, ()),
                path,
                "no operation is bound to this schema; declare it in the configuration, or"
                " remove the file",
            )
