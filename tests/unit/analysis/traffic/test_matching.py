"""Which operation an exchange belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.traffic.exchanges import match
from apiref.analysis.traffic.matching import Matcher
from apiref.model.tree import Tree
from apiref.read.recordings import read_recording
from tests.limits import cpu_limit
from tests.traffic import entry, exchanges, write_har
from tests.trees import INDEX, load, write_tree
from tests.unit.analysis.references import operation, reference

PAGE = """\
{title}
{line}

.. rest_method:: {label}

It.

Request
-------

.. rest_parameters:: parameters.yaml

   - {row}: name

"""
PARAMETERS = """\
=== api-ref/source/parameters.yaml
name:
  description: It.
  in: body
  required: false
  type: object
"""


def tree(root: Path, *labels: str) -> Tree:
    """A tree of operations, each with its method and URL, and perhaps the row of its request."""
    pages = []
    for number, label in enumerate(labels):
        label, _, row = label.partition(" | ")
        title = f"Operation {number}"
        pages.append(PAGE.format(title=title, line="=" * 20, label=label, row=row or "name"))
    write_tree(root, f"{INDEX}=== api-ref/source/things.inc\n{''.join(pages)}{PARAMETERS}")
    return load(root)


def matched(root: Path, reference: Tree, request: str, sent: object = None) -> str | None:
    method, url = request.split(" ", 1)
    if "://" not in url:
        url = f"http://host{url}"
    path = write_har(root / "a.har", entry(method, url, sent=sent))
    found = Matcher(reference).match(next(exchanges(path)))
    return None if found is None else found.operation.title.removeprefix("Operation ")


URLS = (
    "GET /v2/things",
    "GET /v2/things/{id}",
    "GET /v2/things/detail",
    "GET /v2/things/{id}/files/{name}.json",
    "GET /v2/{kind}/{id}/parts",
    "GET /v2/things/{id}/parts",
    "DELETE /v2/things/{id}",
    "GET /v2/files/{name}.tar.gz",
    "GET /v2/{first}:{second}/x",
    "GET /v2/a%20b/c",
)


@pytest.mark.parametrize(
    ("request_", "operation"),
    [
        ("GET /v2/things", "0"),
        ("get /v2/things", "0"),
        ("GET /v2/things/", "0"),
        ("GET /v2//things", "0"),
        ("GET /v2/things?limit=2", "0"),
        ("GET /image/v2/things", "0"),
        ("GET /some/where/v2/things", "0"),
        ("GET https://host:9292/v2/things", "0"),
        ("GET /v2/things/7", "1"),
        ("GET /v2/things/a%2Fb", "1"),
        ("GET /v2/things/%2E%2E", "1"),
        ("GET /v2/things/detail", "2"),
        ("GET /v2/things/det%61il", "2"),
        ("GET /v2/things/7/files/a.json", "3"),
        ("GET /v2/things/7/files/a.xml", None),
        ("GET /v2/things/7/files/.json", None),
        ("GET /v2/others/7/parts", "4"),
        ("GET /v2/things/7/parts", "5"),
        ("DELETE /v2/things/7", "6"),
        ("GET /v2/files/a.b.tar.gz", "7"),
        ("GET /v2/a:b/x", "8"),
        ("GET /v2/a:/x", None),
        ("GET /v2/a b/c", "9"),
        ("GET /v2/a%20b/c", "9"),
        ("GET /v2.9/things/7", "1"),
        ("GET /v2_9/things/7", "1"),
        ("HEAD /v2/things", None),
        ("PATCH /v2/things/7", None),
        ("GET /v2/things/7/8", None),
        ("GET /v3/things", None),
        ("GET /things", None),
        ("GET /", None),
    ],
)
def test_urls(tmp_path: Path, request_: str, operation: str | None) -> None:
    assert matched(tmp_path, tree(tmp_path, *URLS), request_) == operation


@pytest.mark.parametrize(
    ("request_", "operation"),
    [
        ("GET /things/7", "0"),
        ("GET /v2/things/7", "0"),
        ("GET /v2.15/things/7", "0"),
        ("GET /volume/v3/0b9d5a52/things/7", "0"),
        ("GET /base/things/7", "0"),
        # The template is of an inner resource; in front of it is another one.
        ("GET /things/7/things/8", None),
        ("GET /things/7/others", None),
        ("GET /others", "1"),
        ("GET /anything", "2"),
        ("GET /v2/anything", None),
    ],
)
def test_urls_without_a_version(tmp_path: Path, request_: str, operation: str | None) -> None:
    reference = tree(tmp_path, "GET /things/{id}", "GET /others", "GET /{name}")
    assert matched(tmp_path, reference, request_) == operation


def test_head_that_is_documented_itself(tmp_path: Path) -> None:
    reference = tree(tmp_path, "GET /v2/things", "HEAD /v2/things")
    assert matched(tmp_path, reference, "HEAD /v2/things") == "1"


@pytest.mark.parametrize(("member", "operation"), [("stop", "0"), ("start", "1"), ("odd", "0")])
def test_actions_by_the_member_of_the_body(tmp_path: Path, member: str, operation: str) -> None:
    reference = tree(
        tmp_path, "POST /v2/things/{id}/action | stop", "POST /v2/things/{id}/action | start"
    )
    request = "POST /v2/things/7/action"
    assert matched(tmp_path, reference, request, {member: {"at": 7}}) == operation


@pytest.mark.parametrize("member", ["stop", "start", "pause"])
def test_actions_by_the_sample_of_the_body(tmp_path: Path, member: str) -> None:
    url = "POST /v2/things/{id}/action"
    named = [operation("stop", url, sent={"stop": None}), operation("halt", url, sent=[1])]
    named += [operation(name, url, sent={name: None}) for name in ("start", "pause")]
    listed = reference(tmp_path, operation("List", "GET /v2/things"), *named)
    assert matched(tmp_path, listed, "POST /v2/things/7/action", {member: 1}) == member


@pytest.mark.parametrize(
    ("query", "operation"),
    [("", "0"), ("?limit=2", "1"), ("?action=stop", "2"), ("?action=go", "0"), ("?a=1&b=2", "3")],
)
def test_templates_with_queries(tmp_path: Path, query: str, operation: str) -> None:
    reference = tree(
        tmp_path,
        "GET /v2/things",
        "GET /v2/things?limit={limit}",
        "GET /v2/things?action=stop",
        "GET /v2/things{?a,b}",
    )
    assert matched(tmp_path, reference, f"GET /v2/things{query}") == operation


def test_a_query_whose_name_is_a_placeholder(tmp_path: Path) -> None:
    reference = tree(tmp_path, "GET /v2/things", "GET /v2/things?{usage}=True")
    assert matched(tmp_path, reference, "GET /v2/things?usage=True") == "1"


@pytest.mark.parametrize(("status", "operation"), [(200, "Operation 0"), (202, "Operation 1")])
def test_operations_on_one_url_by_their_codes(tmp_path: Path, status: int, operation: str) -> None:
    pages = "".join(
        PAGE.format(
            title=f"Operation {number}", line="=" * 20, label="PUT /things", row="name"
        ).replace("It.\n", f"Normal response codes: {code}\n")
        for number, code in enumerate((200, 202))
    )
    write_tree(tmp_path, f"{INDEX}=== api-ref/source/things.inc\n{pages}{PARAMETERS}")
    path = write_har(tmp_path / "a.har", entry("PUT", "http://h/things", status))
    found = Matcher(load(tmp_path)).match(next(exchanges(path)))
    assert found is not None
    assert found.operation.title == operation


def test_the_bare_base_is_the_root(tmp_path: Path) -> None:
    reference = tree(tmp_path, "GET /", "GET /v2/things")
    urls = ("http://h/image/", "http://h/image", "http://h/image/v2/things", "http://h/other/")
    path = write_har(tmp_path / "a.har", *(entry(url=url) for url in urls))
    (traffic,) = match([reference], read_recording(path))
    assert [exchange.number for exchange in traffic.observed[0].exchanges] == [1, 2]
    assert traffic.unmatched == ()


def test_what_went_to_other_services_is_left_out(tmp_path: Path) -> None:
    reference = tree(tmp_path, "GET /v2/things")
    urls = (
        "http://host/image/v2/things",
        "http://host/image/v2/others",
        "http://host/v2/others",
        "http://identity/image/v2/others",
    )
    path = write_har(tmp_path / "a.har", *(entry(url=url) for url in urls))
    (traffic,) = match([reference], read_recording(path))
    assert [exchange.number for exchange in traffic.unmatched] == [2]


def test_long_segments_are_matched_in_linear_time(tmp_path: Path) -> None:
    reference = tree(tmp_path, "GET /v2/{a}-{b}-{c}-{d}-{e}{f}{g}.x")
    with cpu_limit(5):
        assert matched(tmp_path, reference, f"GET /v2/{'-' * 50_000}") is None
