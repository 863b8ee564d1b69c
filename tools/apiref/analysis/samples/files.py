"""The sample files: which pages show them, and which operations they are named after."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from apiref.analysis.operations.urls import segments
from apiref.analysis.pages.absent_folders import absent_folder
from apiref.analysis.pages.documents import page_paths
from apiref.analysis.pages.misspelt_directives import files_named_in, misspelt_directives
from apiref.analysis.parameters.names import singular, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.samples.names import names_in
from apiref.model.json_file import Json
from apiref.model.operation import ROLES, USUALLY_BODYLESS, Operation, Role, SamplePart, name_role
from apiref.model.page import SampleReference
from apiref.model.tree import Tree
from apiref.text.suggestions import Suggester

# By convention, functional tests compare these with the responses of the service.
_OF_TESTS = frozenset({"api_samples", "api-samples"})
_VERSION_FOLDER = re.compile(r"v?\d+[._]\d+")
_VERSION_NAME = re.compile(r"[-_]v?\d+[._]\d+\.json$")
_VERSION_WORD = re.compile(r"v?\d+")
_WORD = re.compile(r"[\w:-]+")
_ROLE_WORDS = frozenset(
    "request requests req response responses resp res reply json sample example".split()
)
_STOP = frozenset("a an the of for to in on with by from and or s all its".split())
_SAME = {
    "get": "show",
    "view": "show",
    "detailed": "detail",
    "info": "detail",
    "information": "detail",
    "remove": "delete",
    "modify": "update",
    "post": "create",
    "put": "update",
    "patch": "update",
}
# The folder of the samples of an operation without any is unknown: only small ones are searched.
_FEW = 10
_NO_CONTENT, _FIRST_REDIRECT = 204, 300
_VERBS = frozenset("add create list show update delete".split())


class SampleOfOtherOperation(NamedTuple):
    """A sample that belongs to another operation, and the unshown one that belongs here.

    If that is unknown, ``own`` is empty, and ``owner`` is the operation that the sample belongs to.
    With an ``owner``, ``own`` is the sample that is shown there.
    ``is_by_table`` says that the table tells which one belongs here.
    """

    operation: Operation
    part: SamplePart
    own: str
    owner: Operation | None = None
    is_by_table: bool = False


class MissingSample(NamedTuple):
    """References to a missing sample file; ``intended`` is the file that is probably meant."""

    references: tuple[SampleReference, ...]
    path: str | None
    intended: str | None


@per_tree
def references(tree: Tree) -> tuple[SampleReference, ...]:
    """All ``literalinclude`` directives of all pages."""
    return tuple(tree.blocks(SampleReference))


@per_tree
def parts_by_path(tree: Tree) -> dict[str, list[tuple[Operation, SamplePart]]]:
    """The operations that show each sample file."""
    found: dict[str, list[tuple[Operation, SamplePart]]] = {}
    for operation in tree.operations:
        for part in operation.samples:
            if part.reference.path is not None:
                found.setdefault(part.reference.path, []).append((operation, part))
    return found


@per_tree
def unshown(tree: Tree) -> tuple[str, ...]:
    """The sample files that no page shows."""
    shown = {reference.path for reference in references(tree)}
    return tuple(path for path in tree.samples if path not in shown)


@per_tree
def missing(tree: Tree) -> tuple[MissingSample, ...]:
    """The missing files that pages should show, each once."""
    known = {*tree.samples, *tree.other_files, *page_paths(tree)}
    known.update(problem.location.path for problem in tree.problems)
    known.update((*tree.parameter_files, *tree.status_files, *tree.schemas))
    found: dict[str, list[SampleReference]] = {}
    for reference in references(tree):
        path = reference.path
        if path is None or (path not in known and absent_folder(tree, path) is None):
            found.setdefault(path or f":{reference.file}", []).append(reference)
    free = _ByName(unshown(tree))
    every = _ByName((*tree.samples, *tree.other_files))
    places = {
        part.reference.location: (operation, part)
        for operation in tree.operations
        for part in operation.samples
    }
    titled = {
        (posixpath.dirname(path), name_role(path), file_words(path)): path for path in unshown(tree)
    }

    def intended(reference: SampleReference) -> str | None:
        """The file with the closest name, unless it has the other role, or is shown beside it.

        If it is shown elsewhere, rather the unshown one with the words of the operation's title.
        """
        operation, part = places.get(reference.location, (None, None))
        beside = {it.reference.path for it in operation.samples} if operation else set()
        for index in (free, every):
            path = index.closest(reference.file)
            roles = {name_role(reference.file), name_role(path or "")}
            if path and roles != {*ROLES} and path not in beside:
                return path
            if operation and part and part.role and reference.path:
                folder = posixpath.dirname(reference.path)
                own = titled.get((folder, part.role, subject_words(operation.title)))
                if own is not None:
                    return own
        return None

    return tuple(
        MissingSample((first, *others), first.path, intended(first))
        for first, *others in found.values()
    )


class _ByName:
    """Finds the file with the name, without folder and extension, closest to a wrong one."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths: dict[str, str] = {}
        for path in paths:
            self._paths.setdefault(_stem(path), path)
        self._suggester = Suggester(self._paths)

    def closest(self, file: str) -> str | None:
        found = self._suggester.closest(_stem(file))
        return self._paths[found] if found is not None else None


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


@per_tree
def explained_files(tree: Tree) -> frozenset[str]:
    """The unshown files that a broken reference probably means, since that is the defect.

    The same applies to requests under the heading of a response, and the reverse.
    """
    found = {item.intended for item in missing(tree) if item.intended is not None}
    found |= {
        counterpart_path(part.reference.path or "")
        for operation in tree.operations
        for part in operation.samples
        if part.heading_role and part.name_role and part.heading_role != part.name_role
    }
    found |= {path for item in misspelt_directives(tree) for path in files_named_in(item)}
    return frozenset(found)


def is_variant(tree: Tree, path: str) -> bool:
    """Whether a file is the sample of one of several microversions."""
    plain = _unversioned(path)
    return plain != path or plain in _versioned(tree)


def is_of_empty_request(path: str, operations: list[Operation]) -> bool:
    """Whether a file is called the request of an operation with a method without a body.

    Without operations that it is named after, its verb tells the method.
    """
    if name_role(path) != "request":
        return False
    if not operations:
        return not file_words(path).isdisjoint(("show", "list"))
    return all(operation.methods <= USUALLY_BODYLESS for operation in operations)


def is_of_tests(path: str) -> bool:
    """Whether a file is in a folder of samples for functional tests."""
    return not _OF_TESTS.isdisjoint(path.split("/")[:-1])


@per_tree
def _versioned(tree: Tree) -> frozenset[str]:
    """The files of microversions, without the version in their paths."""
    return frozenset(plain for path in tree.samples if (plain := _unversioned(path)) != path)


def _unversioned(path: str) -> str:
    folder, name = posixpath.split(path)
    name = _VERSION_NAME.sub(".json", name)
    above, _, last = folder.rpartition("/")
    if _VERSION_FOLDER.fullmatch(last):
        folder = above
    return posixpath.join(folder, name)


def counterpart_path(path: str) -> str:
    """The path with ``request`` and ``response`` exchanged in its name, if it has either."""
    folder, name = posixpath.split(path)
    role = name_role(name)
    for pair in (("requests", "responses"), ("request", "response"), ("req", "resp")):
        ours, theirs = pair if role == "request" else reversed(pair)
        if role is not None and ours in name:
            return posixpath.join(folder, name.replace(ours, theirs))
    return path


@lru_cache(maxsize=20_000)
def subject_words(text: str) -> frozenset[str]:
    """The significant words of a title or a file name, in a normalised form."""
    found = set()
    for word in words(text):
        if word in _ROLE_WORDS or word in _STOP or _VERSION_WORD.fullmatch(word):
            continue
        word = _SAME.get(word, word)
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            word = word[:-1]
        found.add(_SAME.get(word, word))
    return frozenset(found)


def file_words(path: str) -> frozenset[str]:
    """The significant words of a file name."""
    return subject_words(posixpath.basename(path).rpartition(".")[0])


def is_own(path: str, operation: Operation) -> bool:
    """Whether a file that is named after an operation has all words of its title."""
    return subject_words(operation.title) - {"show", "detail"} <= file_words(path)


def belongs_to(path: str, operation: Operation) -> bool:
    """Whether a sample certainly belongs to an operation that it is named after.

    It has all words of the title, and is below the folder of the page, while the operation shows no
    sample of its role. Only a GET answers with a list, and an operation with 204 alone with none.
    """
    role = name_role(path)
    if role is None or role in [part.role for part in operation.samples]:
        return False
    if role == "response":
        if "list" in file_words(path) and operation.methods != {"GET"}:
            return False
        codes = {code.number for it in operation.statuses for code in it.codes}
        if {code for code in codes if code is not None and code < _FIRST_REDIRECT} == {_NO_CONTENT}:
            return False
    folder = posixpath.dirname(operation.page)
    return is_own(path, operation) and path.startswith(f"{folder}/" if folder else "")


def is_named_after(path: str, operation: Operation) -> bool:
    """Whether a file name has the verb of the operation's title, and no other words.

    Words of the URL are allowed as well.
    """
    names, title = file_words(path), subject_words(operation.title)
    verbs = names & _VERBS
    if len(names) < 2 or verbs != title & _VERBS:
        # "server-details" goes with "Show server details".
        is_show = not verbs and "detail" in names and title & _VERBS == {"show"}
        if not is_show:
            return False
    elif not verbs:
        return False
    return names <= title | subject_words(operation.endpoint.url)


@per_tree
def free_by_folder(tree: Tree) -> dict[str, list[str]]:
    """The samples that no page shows or refers to by mistake, by folder."""
    found: dict[str, list[str]] = {}
    for path in unshown(tree):
        if path not in explained_files(tree) and not is_variant(tree, path):
            found.setdefault(posixpath.dirname(path), []).append(path)
    return found


def free_for(tree: Tree, operation: Operation, role: Role) -> list[str]:
    """The unshown samples that are named after an operation and that role.

    They are in a folder of its other samples, or, if it has none, in one with few free samples.
    """
    folders = {
        posixpath.dirname(part.reference.path)
        for part in operation.samples
        if part.reference.path is not None
    }
    free = free_by_folder(tree)
    found: list[str] = []
    by_word = _free_by_word(tree)
    for word in subject_words(operation.title) | subject_words(operation.endpoint.url):
        for path in by_word.get(word, ()):
            folder = posixpath.dirname(path)
            near = folder in folders if folders else len(free[folder]) <= _FEW
            if near and name_role(path) in (None, role) and is_named_after(path, operation):
                found.append(path)
    return sorted(found)


@per_tree
def _free_by_word(tree: Tree) -> dict[str, list[str]]:
    """The unshown samples by the rarest word of their name, without verbs."""
    names = {
        path: file_words(path) - _VERBS for paths in free_by_folder(tree).values() for path in paths
    }
    counts = Counter(word for found in names.values() for word in found)
    by_word: dict[str, list[str]] = {}
    for path, found in names.items():
        if found:
            rarest = min(sorted(found), key=lambda word: counts[word])
            by_word.setdefault(rarest, []).append(path)
    return by_word


@per_tree
def samples_of_other_operations(tree: Tree) -> tuple[SampleOfOtherOperation, ...]:
    """The samples of another operation that an operation shows, although its own one is unshown.

    Its own one is named after it, or is the counterpart of its other sample. And those of another
    action of the same URL, and those that two operations have exchanged.
    """
    unused = {path for paths in free_by_folder(tree).values() for path in paths}
    found: list[SampleOfOtherOperation] = []
    for operation in tree.operations if unused else ():
        counterparts = {
            counterpart_path(part.reference.path or "") for part in operation.samples
        } & unused
        free = {
            role: [path for path in free_for(tree, operation, role) if is_own(path, operation)]
            for role in ROLES
        }
        for part in operation.samples:
            path = part.reference.path
            role = part.role or part.heading_role
            if path is None or role is None:
                continue
            only = free[role][0] if len(free[role]) == 1 else None
            if only is not None and _fits_rather(tree, operation, part, only):
                found.append(SampleOfOtherOperation(operation, part, only, is_by_table=True))
                continue
            if is_named_after(path, operation) and not is_shown_twice(operation, part):
                continue
            own = [*free[role], *sorted(item for item in counterparts if name_role(item) == role)]
            if is_shown_twice(operation, part):
                # A file with one role in its name is not the sample of the other.
                own = [item for item in own if name_role(item) == role != name_role(path)]
            elif not _is_others(tree, operation, path):
                continue
            if own:
                found.append(SampleOfOtherOperation(operation, part, own[0]))
    known = {item.part.reference.location for item in found}
    actions = _samples_of_other_actions(tree)
    others = (*actions, *_exchanged(tree))
    return (*found, *(it for it in others if it.part.reference.location not in known))


def _exchanged(tree: Tree) -> Iterator[SampleOfOtherOperation]:
    """Two samples of a page and role, each named after the operation that shows the other one."""
    odd: dict[tuple[str, Role | None], list[tuple[Operation, SamplePart, str]]] = {}
    for operation in tree.operations:
        for part in operation.samples:
            path = part.reference.path
            if path is not None and not is_named_after(path, operation):
                odd.setdefault((operation.page, part.role), []).append((operation, part, path))
    for shown in odd.values():
        for (one, ours, path), (other, theirs, their_path) in combinations(shown, 2):
            if is_named_after(path, other) and is_named_after(their_path, one):
                yield SampleOfOtherOperation(one, ours, their_path, other)
                yield SampleOfOtherOperation(other, theirs, path, one)


def _samples_of_other_actions(tree: Tree) -> Iterator[SampleOfOtherOperation]:
    """The requests whose only member is another action of the same URL: ``{"reboot": {}}``.

    Another operation has a row for it, which is the first one, or shows it itself; this one has
    none, but documents something that the sample does not show. The resource of the URL is no
    action, and a file that is named after this operation belongs to it.
    """
    by_url: dict[tuple[str, tuple[str, ...]], list[Operation]] = {}
    for operation in tree.operations:
        endpoint = operation.endpoint
        by_url.setdefault((endpoint.method, segments(endpoint.url)), []).append(operation)
    for (_, parts), operations in by_url.items():
        resources = {form for part in parts for form in (part, singular(part))}
        owners: dict[str, Operation] = {}
        for operation in operations:
            rows = _body_rows(tree, operation)
            shown = [action for action, _ in _actions(tree, operation) if action in rows]
            owners.update(dict.fromkeys((*rows[:1], *shown), operation))
        for operation in operations:
            rows = _body_rows(tree, operation)
            for action, part in _actions(tree, operation):
                owner = owners.get(action)
                if (
                    owner is None
                    or not rows
                    or action in rows
                    or action in resources
                    or _fits_better(part, operation, owner)
                    or action in _WORD.findall(operation.title)
                ):
                    continue
                if rows[0] not in names_in(tree, part.reference.path):
                    yield SampleOfOtherOperation(operation, part, "", owner)


def _fits_better(part: SamplePart, operation: Operation, other: Operation) -> bool:
    """Whether a sample is named after an operation rather than after another one."""
    names = file_words(part.reference.file)
    ours, theirs = (names & subject_words(item.title) for item in (operation, other))
    return len(ours) > len(theirs)


def _actions(tree: Tree, operation: Operation) -> Iterator[tuple[str, SamplePart]]:
    """The only members of the samples of a request."""
    for part in operation.samples:
        value = _value(tree, part)
        if part.role == "request" and isinstance(value, dict) and len(value) == 1:
            yield next(iter(value)), part


def _value(tree: Tree, part: SamplePart) -> Json:
    sample = tree.samples.get(part.reference.path or "")
    return sample.value if sample is not None else None


def _body_rows(tree: Tree, operation: Operation) -> list[str]:
    """The names of the body fields of a request."""
    rows = (pair for table in operation.tables_of("request") for pair in tree.rows(table))
    return [row.name for row, entry in rows if entry.place == "body"]


def _fits_rather(tree: Tree, operation: Operation, part: SamplePart, own: str) -> bool:
    """Whether an unshown sample has all required fields of a table, and the shown one none.

    Or lacks some, and is that of another operation as well.
    """
    shown = tree.samples.get(part.reference.path or "")
    if shown is None or part.role is None or not shown.valid:
        return False
    rows = {
        row.name.rpartition(".")[2]
        for table in operation.tables_of(part.role)
        for row, entry in tree.rows(table)
        if entry.place == "body" and entry.required
    }
    has = names_in(tree, shown.path) & rows
    is_shared = any(
        other is not operation
        for other, _ in parts_by_path(tree).get(part.reference.path or "", ())
    )
    if has and not (is_shared and has < rows):
        return False
    return bool(rows) and rows <= names_in(tree, own)


def is_shown_twice(operation: Operation, part: SamplePart) -> bool:
    """Whether both the request and the response show the same sample."""
    return any(
        other.reference.path == part.reference.path and {other.role, part.role} == {*ROLES}
        for other in operation.samples
    )


def _is_others(tree: Tree, operation: Operation, path: str) -> bool:
    """Whether another operation shows a file that is named after it."""
    return any(
        other is not operation and file_words(path) & subject_words(other.title)
        for other, _ in parts_by_path(tree).get(path, ())
    )


@per_tree
def named_after(tree: Tree) -> dict[str, list[Operation]]:
    """The operations that unshown samples are named after."""
    found: dict[str, list[Operation]] = {}
    for operation in tree.operations:
        for path in dict.fromkeys(
            path for role in ROLES for path in free_for(tree, operation, role)
        ):
            found.setdefault(path, []).append(operation)
    return found


@per_tree
def only_sent(tree: Tree) -> frozenset[str]:
    """The paths of the samples that operations show as requests, and never as responses."""
    roles: dict[str, set[str | None]] = {}
    for operation in tree.operations:
        for part in operation.samples:
            roles.setdefault(part.reference.path or "", set()).add(part.role)
    return frozenset(path for path, found in roles.items() if found == {"request"})
