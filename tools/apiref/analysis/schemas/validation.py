"""Validates values against the schemas of a project."""

from __future__ import annotations

import json
import signal
import threading
from collections import Counter
from types import TracebackType
from typing import Any, NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.analysis.schemas.documents import FOR_OTHERS, SchemaNode, schema_set, undescribed_names
from apiref.model.json_file import JsonPath
from apiref.model.tree import Tree
from apiref.text.ordering import beside

# A message quotes the value, which may be a whole document.
_SHOWN = 300
# A longer chain of references is circular.
_MAX_REFERENCES = 20
# For all samples of a reference; ordinary patterns take milliseconds.
_SECONDS = 1.0


class Violation(NamedTuple):
    """A violation of a schema.

    ``path`` leads to the value; ``keyword`` is the violated keyword, and ``statement`` the path to
    it, including references. ``member`` is the first one that an object must not have; ``beside``
    is the one before or after which a missing one belongs, if there is one.
    """

    path: JsonPath
    message: str
    keyword: str = ""
    statement: JsonPath = ()
    member: str | None = None
    beside: tuple[str, ...] = ()


class Validators:
    """Validators for the schemas of a tree."""

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
            # References are resolved by path, whatever the ``$id``.
            bare: Any = {**value, "$id": f"file:///{path}"}
            self.known[path] = bare
            resources.append((f"file:///{path}", DRAFT202012.create_resource(bare)))
        self.registry: Any = Registry().with_resources(resources)
        self.validator: Any = Draft202012Validator
        self.undescribed = undescribed_names(tree)
        self.limit = TimeLimit(_SECONDS)

    def errors(self, schema: str, value: Any) -> list[Violation]:
        """The violations of a schema by a value, in the order of the document."""
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
                    _violation(error)
                    for error in validator.iter_errors(value)
                    if not _is_reported(error, self.undescribed)
                ]
        except LimitExceededError:
            return [Violation((), "cannot be validated in reasonable time; simplify the patterns")]
        except (Unresolvable, RecursionError):
            # Reported by schema-reference-broken, at its place.
            return []
        except Exception as error:
            # A validator may fail in any way on an invalid schema, which schema-invalid reports.
            return [Violation((), f"cannot be validated: {type(error).__name__}")]
        found = _without_renamed(_without_unevaluated(found))
        return sorted(found, key=lambda item: ([str(part) for part in item.path], item.message))


def _is_reported(error: Any, undescribed: frozenset[str]) -> bool:
    """Whether a member is involved that the schema requires but does not describe."""
    if not undescribed or not isinstance(error.instance, dict):
        return False
    if error.validator in FOR_OTHERS:
        known = error.schema.get("properties", {})
        return any(name in undescribed for name in error.instance if name not in known)
    return error.validator == "required" and any(
        error.message.startswith(repr(name)) for name in undescribed
    )


def _violation(error: Any) -> Violation:
    member = None
    near: tuple[str, ...] = ()
    if error.validator in FOR_OTHERS and isinstance(error.instance, dict):
        known = error.schema.get("properties", {})
        member = next((name for name in error.instance if name not in known), None)
    elif error.validator == "required":
        order = dict.fromkeys((*error.schema.get("properties", ()), *error.validator_value))
        missing = next(name for name in order if error.message.startswith(repr(name)))
        near = beside(missing, order, {name: name for name in error.instance})
    return Violation(
        tuple(error.absolute_path),
        _sentence(error),
        str(error.validator),
        tuple(error.absolute_schema_path),
        member,
        near,
    )


def _sentence(error: Any) -> str:
    """The message of an error, with its value as JSON: null rather than None."""
    message: str = error.message
    own = repr(error.instance)
    if not isinstance(error.instance, str) and message.startswith(own):
        message = json.dumps(error.instance) + message[len(own) :]
    return " ".join(message.split())[:_SHOWN]


def _without_renamed(found: list[Violation]) -> list[Violation]:
    """The violations without missing members of objects that have one with a wrong name."""
    missing = Counter(item.path for item in found if item.keyword == "required")
    renamed = {item.path for item in found if item.member is not None and missing[item.path] == 1}
    return [item for item in found if item.keyword != "required" or item.path not in renamed]


def _without_unevaluated(found: list[Violation]) -> list[Violation]:
    """The violations without unevaluated members of values that a combined schema rejects.

    Beside ``unevaluatedProperties``, all members count as unevaluated that such a schema describes.
    """
    return [item for item in found if not any(_causes(other, item) for other in found)]


def _causes(other: Violation, item: Violation) -> bool:
    beside = item.statement[:-1]
    after = other.statement[len(beside) :]
    return (
        item.keyword in ("unevaluatedProperties", "unevaluatedItems")
        and other.path[: len(item.path)] == item.path
        and other.statement[: len(beside)] == beside
        and after[:1] in (("allOf",), ("anyOf",), ("oneOf",))
    )


def statement_node(tree: Tree, schema: str, statement: JsonPath) -> SchemaNode | None:
    """The subschema that makes a violated statement, or None if it is not found."""
    schemas = schema_set(tree)
    node = schemas.root(schema)
    for index, part in enumerate(statement):
        # A path may omit references.
        for _ in range(_MAX_REFERENCES):
            if node is None or part in node.value or "$ref" not in node.value:
                break
            node = schemas.resolve(node)
        if node is None or index == len(statement) - 1:
            return node
        if part == "$ref":
            node = schemas.resolve(node)
            continue
        value: Any = node.value
        inner = value[part] if isinstance(value, dict) and part in value else None
        if isinstance(inner, list):
            # The next part is the index; the list itself is not a subschema.
            inner = dict(enumerate(inner))
        if not isinstance(inner, dict):
            return None
        node = SchemaNode(node.file, (*node.path, part), inner)
    return node


class LimitExceededError(Exception):
    """A time limit was exceeded."""


@per_tree
def validators_of(tree: Tree) -> Validators:
    """The validators of a tree, whose limit of time holds for all rules together."""
    return Validators(tree)


class TimeLimit:
    """A context with a limit of processor time, for all uses together.

    Regular expressions of a schema can take forever on a short text, and only a signal stops them.
    Signals reach the main thread only: elsewhere, and on systems without them, there is no limit.
    """

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._before: object = None

    def __enter__(self) -> None:
        """Start the timer. Raises LimitExceededError if no time is left."""
        if self.left <= 0:
            raise LimitExceededError
        if self._works():
            self._before = signal.signal(signal.SIGVTALRM, _exceed)
            signal.setitimer(signal.ITIMER_VIRTUAL, self.left)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop the timer."""
        if self._works():
            self.left = signal.setitimer(signal.ITIMER_VIRTUAL, 0)[0]
            signal.signal(signal.SIGVTALRM, self._before)  # type: ignore[arg-type]

    @staticmethod
    def _works() -> bool:
        main = threading.current_thread() is threading.main_thread()
        return main and hasattr(signal, "setitimer")


def _exceed(_signal: int, _frame: object) -> None:
    raise LimitExceededError
