"""Samples compared with the schemas that the configuration binds to operations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from apiref.analysis.schemas.documents import schema_set, subschemas
from apiref.analysis.schemas.validation import Violation, statement_node, validators_of
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonFile, location_of, pointer
from apiref.model.location import Location
from apiref.model.settings import SchemaBinding
from apiref.model.tree import Tree
from apiref.rules.registry import rule

# If a keyword rejects at least this many values, in most of the samples, the schema is wrong.
_MANY = 3


def _bindings(tree: Tree) -> dict[tuple[str, str], SchemaBinding]:
    return {(binding.operation, binding.role): binding for binding in tree.settings.schemas}


@rule(Severity.ERROR)
def sample_schema(tree: Tree) -> Iterator[Defect]:
    """A sample does not match the schema of its operation and role.

    Every error is reported at its value; but a keyword that most samples violate is reported once,
    in the schema. Formats such as ``date-time`` are checked.

    Passes: ``{"id": "9a5b"}``, if the schema demands a string.

    Fails: ``{"id": 5}``, by the same schema.
    """
    bindings = _bindings(tree)
    if not bindings:
        return
    validators = validators_of(tree)
    checked: set[tuple[str, str]] = set()
    found: list[_SampleViolation] = []
    for operation in tree.operations:
        for part in operation.samples:
            binding = bindings.get((operation.label, part.role or ""))
            sample = tree.samples.get(part.reference.path or "")
            if binding is None or sample is None or not sample.valid:
                continue
            if (sample.path, binding.schema) in checked:
                continue
            checked.add((sample.path, binding.schema))
            found += (
                _SampleViolation(binding.schema, sample, operation.label, item)
                for item in validators.errors(binding.schema, sample.value)
            )
    yield from _defects(tree, found, checked)


class _SampleViolation(NamedTuple):
    """A violation of a schema by a sample."""

    schema: str
    sample: JsonFile
    operation: str
    violation: Violation

    @property
    def location(self) -> Location:
        """Where the value is, or the member that is not allowed."""
        path, member = self.violation.path, self.violation.member
        if member is not None:
            return location_of(self.sample, (*path, member), key=True)
        return location_of(self.sample, path)


def _defects(
    tree: Tree, found: list[_SampleViolation], checked: set[tuple[str, str]]
) -> Iterator[Defect]:
    """One defect per violation, or one in the schema for a keyword that most samples violate."""
    groups: dict[object, list[_SampleViolation]] = {}
    for item in found:
        groups.setdefault(_statement(tree, item) or id(item), []).append(item)
    for statement, items in groups.items():
        first, *_ = items
        violation = first.violation
        message = f"{_named(violation)}: {violation.message}"
        violating = {item.sample.path for item in items}
        schemas = {item.schema for item in items}
        samples = {sample for sample, schema in checked if schema in schemas}
        most = len(violating) > 1 and len(violating) * 2 > len(samples)
        if isinstance(statement, Location) and len(items) >= _MANY and most:
            yield Defect(
                statement,
                violation.keyword,
                f"this '{violation.keyword}' rejects {len(items)} values in {len(violating)}"
                f" samples, such as {message}; correct the schema",
                first.operation,
                tuple(item.location for item in items),
            )
            continue
        for item in items:
            path, beside = item.violation.path, item.violation.beside
            yield Defect(
                item.location,
                pointer(path),
                f"{_named(item.violation)}: {item.violation.message} ({item.schema}); fix the"
                " value or the schema",
                item.operation,
                (
                    *(location_of(item.sample, (*path, name), key=True) for name in beside),
                    *([statement] if isinstance(statement, Location) else []),
                ),
                related=(Cause("sample", item.sample.path),),
            )


def _named(violation: Violation) -> str:
    """The value as messages name it."""
    return f"'{pointer(violation.path)}'" if violation.path else "the whole sample"


def _statement(tree: Tree, item: _SampleViolation) -> Location | None:
    """Where the keyword is that the value violates."""
    violation = item.violation
    node = statement_node(tree, item.schema, violation.statement)
    return node.keyword_location(violation.keyword) if node is not None else None


@rule(Severity.ERROR)
def sample_without_schema(tree: Tree) -> Iterator[Defect]:
    """A sample has no schema, although the project declares schemas.

    A project that declares schemas must declare one for every sample, by operation and role, under
    ``schemas`` in its configuration.

    Passes: ``schemas."GET /things" = {response = "schemas/things.json"}``, and one response sample.

    Fails: the same, and a request sample as well.
    """
    bindings = _bindings(tree)
    bound = {label for label, _ in bindings}
    if not any(operation.label in bound for operation in tree.operations):
        # None is declared, or all are for another reference of the project.
        return
    folder = PurePosixPath(tree.settings.schemas[0].schema).parent
    for operation in tree.operations:
        for part in operation.samples:
            sample = part.reference.path
            if sample is None or sample not in tree.samples:
                continue
            if (operation.label, part.role or "") not in bindings:
                role = part.role or "response"
                declared = f'{role} = "{folder / PurePosixPath(sample).name}"'
                advice = f'declare one, such as "{operation.label}" = {{ {declared} }},'
                if operation.label in bound:
                    advice = f"add one, such as {declared}, to those of the operation"
                yield Defect(
                    part.reference.file_location,
                    part.reference.file,
                    f"no schema is declared for the {role} of '{operation.label}'; {advice} under"
                    f" 'schemas' in {tree.settings.path}",
                    operation.label,
                )


@rule(Severity.ERROR, all_references=True)
def schema_binding_stale(tree: Tree) -> Iterator[Defect]:
    """The configuration binds a schema to an operation, or names a file, that does not exist.

    Nothing is compared with that schema.

    Passes: ``schemas."GET /things" = {response = "schemas/things.json"}``, and both exist.

    Fails: the same, after the operation was renamed.
    """
    labels = {endpoint.label for endpoint in tree.endpoints}
    for binding in tree.settings.schemas:
        if binding.operation not in labels:
            yield Defect(
                binding.location,
                binding.operation,
                f"there is no operation '{binding.operation}'; correct its name here or on the"
                " page",
            )
        elif binding.schema not in tree.schemas:
            yield Defect(
                binding.location,
                binding.schema,
                f"the schema '{binding.schema}' cannot be read; correct its path",
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
                f" which '{binding.schema}' is declared; add them, or correct their headings",
                binding.operation,
            )
    for served in tree.settings.served_schemas:
        for path, known in ((served.schema, tree.schemas), (served.sample, tree.samples)):
            if path not in known:
                yield Defect(served.location, path, f"'{path}' cannot be read; correct its path")


@rule(Severity.WARNING, all_references=True)
def schema_unused(tree: Tree) -> Iterator[Defect]:
    """A schema file is bound to no operation, and no other schema refers to it.

    Nothing is compared with it.

    Passes: a schema that is listed under ``schemas`` in the configuration.

    Fails: a schema in the same folder that nothing refers to.
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
                "no operation and no other schema uses this schema; bind it to an operation in the"
                " configuration, or remove the file",
            )
