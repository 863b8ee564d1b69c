"""The sample files: who shows them, and what they are named after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.analysis.samples.files import (
    counterpart_path,
    explained_files,
    file_words,
    free_by_folder,
    free_for,
    is_named_after,
    is_of_tests,
    is_shown_twice,
    is_variant,
    missing,
    named_after,
    only_sent,
    parts_by_path,
    references,
    samples_of_other_operations,
    subject_words,
    unshown,
)
from apiref.model.json_file import Json
from apiref.model.tree import Tree
from tests.unit.analysis.references import SOURCE, entries, operation, reference, titled

JSON = '{"a": 1}'


def _files(*names: str) -> str:
    return "".join(f"=== {SOURCE}/{name}\n{JSON}\n" for name in names)


def _shows(*names: str, title: str = "Response") -> str:
    shown = "".join(f".. literalinclude:: {name}\n\n" for name in names)
    return f"{title}\n{'-' * len(title)}\n\n{shown}"


def _bare(paths: object) -> list[str]:
    assert isinstance(paths, list | tuple | set | frozenset | dict)
    return sorted(path.removeprefix(f"{SOURCE}/") for path in paths)


def test_which_pages_show_which_files(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("One", text=_shows("a.json", "b.json")),
        operation("Two", text=_shows("a.json")),
        _files("a.json", "b.json", "c.json"),
    )
    assert [found.file for found in references(tree)] == ["a.json", "b.json", "a.json"]
    parts = parts_by_path(tree)
    assert [each.title for each, _ in parts[f"{SOURCE}/a.json"]] == ["One", "Two"]
    assert _bare(unshown(tree)) == ["c.json"]


@pytest.mark.parametrize(
    ("name", "intended"),
    [
        ("thing-shw.json", "thing-show.json"),
        ("thing-list.json", "thing-lists.json"),
        ("x.json", None),
    ],
)
def test_files_that_are_not_there(tmp_path: Path, name: str, intended: str | None) -> None:
    tree = reference(
        tmp_path,
        operation("One", text=_shows(name, name)),
        operation("Two", text=_shows("thing-lists.json")),
        _files("thing-show.json", "thing-lists.json"),
    )
    (found,) = missing(tree)
    assert (len(found.references), found.path) == (2, f"{SOURCE}/{name}")
    assert found.intended == (intended and f"{SOURCE}/{intended}")


def test_files_of_another_part_of_the_repository_may_be_there(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(text=_shows("../../doc/thing.json")))
    assert missing(tree) == ()


def test_files_that_broken_references_mean(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("One", text=_shows("thing-shw.json")),
        operation("Two", text=".. literalinclude: hidden.json\n"),
        operation("Three", text=_shows("a-response.json", title="Request Example")),
        operation("Four", text=_shows("b-response.json", title="Response Example")),
        operation("Five", text=_shows("c-response.json", "d.json", title="Examples")),
        _files("thing-show.json", "hidden.json", "a-request.json", "a-response.json", "free.json"),
        _files(*(f"{name}-{role}.json" for name in "bc" for role in ("request", "response"))),
    )
    assert _bare(explained_files(tree) & {*tree.samples}) == [
        "a-request.json",
        "hidden.json",
        "thing-show.json",
    ]
    assert {folder: _bare(paths) for folder, paths in free_by_folder(tree).items()} == {
        SOURCE: ["b-request.json", "c-request.json", "free.json"]
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("v2.1/thing.json", True),
        ("thing-2.1.json", True),
        ("thing.json", True),
        ("other.json", False),
    ],
)
def test_samples_of_one_microversion_among_others(
    tmp_path: Path, path: str, expected: bool
) -> None:
    files = _files("thing.json", "other.json", "v2.1/thing.json", "thing-2.1.json")
    tree = reference(tmp_path, operation(text=_shows("thing.json")), files)
    assert is_variant(tree, f"{SOURCE}/{path}") is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [("doc/api_samples/a.json", True), ("api-samples/b/a.json", True), ("a/api_samples", False)],
)
def test_samples_of_tests(path: str, expected: bool) -> None:
    assert is_of_tests(path) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/thing-request.json", "a/thing-response.json"),
        ("a/thing-resp.json", "a/thing-req.json"),
        ("thing_responses.json", "thing_requests.json"),
        ("request/thing.json", "request/thing.json"),
        ("thing.json", "thing.json"),
    ],
)
def test_the_counterpart_of_a_sample(path: str, expected: str) -> None:
    assert counterpart_path(path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Get the policies of a server", {"show", "policy", "server"}),
        ("Add process details", {"add", "process", "detail"}),
        ("Modify bus", {"update", "bus"}),
        ("Show os hosts", {"show", "os", "host"}),
        ("List gas, ties and flies", {"list", "gas", "tie", "fly"}),
        ("List ssh keys", {"list", "ssh", "key"}),
        ("thing-v2-response-sample", {"thing"}),
    ],
)
def test_what_a_title_is_about(text: str, expected: set[str]) -> None:
    assert subject_words(text) == expected


def test_what_the_name_of_a_file_is_about() -> None:
    assert file_words("folders/show-things-response.json") == {"show", "thing"}


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("thing-show.json", "Show thing", True),
        ("thing-show-response.json", "Show thing details", True),
        ("things-show.json", "Show thing", True),
        ("thing-update.json", "Show thing", False),
        ("show.json", "Show thing", False),
        ("thing-part.json", "Thing part", False),
        ("thing-details.json", "Show thing details", True),
        ("thing-details.json", "List things", False),
        ("thing-other-show.json", "Show thing", False),
        # A segment of the URL.
        ("thing-widget-show.json", "Show thing", True),
    ],
)
def test_names_after_operations(tmp_path: Path, name: str, title: str, expected: bool) -> None:
    tree = reference(tmp_path, operation(title, "GET /widgets/{id}"))
    assert is_named_after(name, tree.operations[0]) is expected


def _free(tree: Tree, title: str = "Show thing") -> list[str]:
    return _bare(free_for(tree, titled(tree, title), "response"))


@pytest.mark.parametrize(
    ("files", "free"),
    [
        (["a/thing-show.json"], ["a/thing-show.json"]),
        (["a/thing-show-request.json"], []),
        (["b/thing-show.json"], []),
        (["a/thing-list.json"], []),
    ],
)
def test_free_samples_beside_those_of_the_operation(
    tmp_path: Path, files: list[str], free: list[str]
) -> None:
    text = _shows("a/other.json")
    tree = reference(tmp_path, operation(text=text), _files("a/other.json", *files))
    assert _free(tree) == free


@pytest.mark.parametrize(("count", "free"), [(9, ["a/thing-show.json"]), (10, [])])
def test_free_samples_of_an_operation_without_any(
    tmp_path: Path, count: int, free: list[str]
) -> None:
    others = [f"a/other{number}.json" for number in range(count)]
    shown = operation("Other", text=_shows("a/shown.json"))
    files = _files("a/shown.json", "a/thing-show.json", *others)
    assert _free(reference(tmp_path, operation(), shown, files)) == free


def test_the_operations_of_a_free_sample(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("Show thing with parts"),
        operation("Show thing"),
        operation("Other", text=_shows("shown.json")),
        _files("shown.json", "thing-show.json", "no-name.json"),
    )
    found = {path: [each.title for each in same] for path, same in named_after(tree).items()}
    assert found == {f"{SOURCE}/thing-show.json": ["Show thing with parts", "Show thing"]}


CREATE = operation(
    "Create thing",
    "POST /things",
    text=_shows("thing-create-request.json", title="Request")
    + _shows("thing-create-response.json"),
)
SHOW = operation("Show thing", text=_shows("thing-create-response.json"))
MAKE = operation(
    "Make x",
    "POST /widgets",
    text=_shows("x-request.json", title="Request") + _shows("thing-create-response.json"),
)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        # Its own sample is free, and the shown one is another operation's.
        ([CREATE, SHOW, _files("thing-show.json")], [("Show thing", "thing-show.json")]),
        ([CREATE, SHOW], []),
        ([SHOW, _files("thing-show.json")], []),
        # Its own sample is named after the one of its request, which no page shows yet.
        (
            [CREATE, MAKE, _files("x-request.json", "x-response.json")],
            [("Make x", "x-response.json")],
        ),
        (
            [
                CREATE,
                MAKE,
                operation("Use x", text=_shows("x-response.json")),
                _files("x-request.json", "x-response.json", "free.json"),
            ],
            [],
        ),
        # The request shows the sample of the response as well.
        (
            [
                operation(
                    "Create part",
                    "POST /parts",
                    text=_shows("part-create.json", title="Request") + _shows("part-create.json"),
                ),
                _files("part-create.json", "part-create-request.json"),
            ],
            [("Create part", "part-create-request.json")],
        ),
    ],
)
def test_samples_that_belong_to_another_operation(
    tmp_path: Path, parts: list[str], found: list[tuple[str, str]]
) -> None:
    files = _files("thing-create-request.json", "thing-create-response.json")
    tree = reference(tmp_path, *parts, files)
    told = [
        (item.operation.title, *_bare([item.own])) for item in samples_of_other_operations(tree)
    ]
    assert told == found
    for item in samples_of_other_operations(tree):
        assert is_shown_twice(item.operation, item.part) is (item.operation.title == "Create part")


@pytest.mark.parametrize(
    ("shown", "by_table"), [({"a": 1}, True), ({"a": 1, "b": 1}, False), ({"x": 1}, True)]
)
def test_a_shared_sample_that_lacks_required_fields(
    tmp_path: Path, shown: Json, by_table: bool
) -> None:
    """One that has them all is as good as the other, but for its name."""
    required = entries("a: body string required", "b: body string required")
    both = _shows("shared.json")
    parts = (
        operation("Show thing", text=both, response="a b"),
        operation("Show shared", "GET /shared/{id}", text=both),
    )
    files = f"=== {SOURCE}/shared.json\n{json.dumps(shown)}\n"
    files += f'=== {SOURCE}/thing-show.json\n{{"a": 1, "b": 1}}\n'
    found = samples_of_other_operations(reference(tmp_path, *parts, files, required))
    assert [item.is_by_table for item in found] == [by_table]


def test_samples_of_requests_alone(tmp_path: Path) -> None:
    more = operation("More", request="a", sent={"a": 1}, response="a", shown={"a": 2})
    tree = reference(tmp_path, more)
    assert only_sent(tree) == {"api-ref/source/more-request.json"}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        # Once not reported: each is used, but under the title of the other one.
        ("show-thing.json", "update-thing.json", ["update-thing.json", "show-thing.json"]),
        ("update-thing.json", "show-thing.json", []),
        ("show-thing.json", "thing.json", []),
    ],
)
def test_exchanged_samples(tmp_path: Path, one: str, other: str, found: list[str]) -> None:
    parts = (
        operation("Update thing", "PUT /things/{id}", text=_shows(one)),
        operation("Show thing", text=_shows(other)),
    )
    tree = reference(tmp_path, *parts, _files(one, other))
    items = samples_of_other_operations(tree)
    assert [item.own.removeprefix(f"{SOURCE}/") for item in items] == found
    assert [item.owner.title for item in items if item.owner] == ["Show thing", "Update thing"][
        : len(found)
    ]
