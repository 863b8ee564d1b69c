"""Rules of ``apiref.rules.rows.places``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = (
    "body-on-get",
    "query-elsewhere",
    "header-elsewhere",
    "not-in-response",
)


def operation(
    method: str,
    url: str,
    request: tuple[str, ...] = (),
    response: tuple[str, ...] = (),
) -> str:
    text = f"\n{method.title()} {url}\n{'=' * 40}\n\n.. rest_method:: {method} {url}\n"
    for title, rows in (("Request", request), ("Response", response)):
        if rows:
            lines = "".join(f"   - {row}\n" for row in rows)
            text += f"\n{title}\n{'-' * 8}\n\n.. rest_parameters:: parameters.yaml\n\n{lines}"
    return text


def tree(operations: str, **entries: str) -> str:
    text = f"{INDEX}=== api-ref/source/things.inc\n.. -*- rst -*-\n{operations}"
    text += "=== api-ref/source/parameters.yaml\n"
    for key, place in entries.items():
        text += f"{key}:\n  in: {place}\n  type: string\n  required: true\n  description: It.\n"
    return text


def test_valid_tables_are_silent(tmp_path: Path) -> None:
    operations = operation(
        "GET", "/things/{id}", ("id: id_path", "limit: limit"), ("id: id", "Location: location")
    ) + operation("POST", "/things", ("X-Auth-Token: token", "name: name"), ("name: name",))
    text = tree(
        operations,
        location="header",
        token="header",
        id_path="path",
        limit="query",
        id="body",
        name="body",
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_body_parameter_on_get_that_others_use(tmp_path: Path) -> None:
    operations = operation("GET", "/things", ("frozen: frozen <<< body-on-get",)) + operation(
        "POST", "/things", ("frozen: frozen",)
    )
    found = assert_expected(
        tmp_path, tree(operations, frozen_query="query", frozen="body"), *RULES, "unused-parameter"
    )
    assert found[0].location.column == 14
    assert found[0].operation == "GET /things"
    assert "refer to the entry 'frozen_query'" in found[0].message


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_parameter_of_the_query_in_the_body(tmp_path: Path, method: str) -> None:
    url = "/things/{id}?frozen={frozen}"
    operations = operation(method, url, ("id: id", "frozen: frozen <<< query-elsewhere"))
    operations += operation("PUT", "/things", ("frozen: frozen",))
    entries = {"frozen_query": "query", "id": "path", "frozen": "body"}
    (found,) = assert_expected(
        tmp_path, tree(operations, **entries), *RULES, "unused-parameter", "misnamed-row"
    )
    assert "the URL has it in its query; refer to the entry 'frozen_query'" in found.message


def test_a_parameter_of_the_query_of_a_request_without_a_body(tmp_path: Path) -> None:
    operations = operation("GET", "/things?frozen={frozen}", ("frozen: frozen <<< body-on-get",))
    operations += operation("PUT", "/things", ("frozen: frozen",))
    assert_expected(tmp_path, tree(operations, frozen="body"), *RULES)


@pytest.mark.parametrize("query", ["frozen=true", "state={frozen}"])
def test_an_entry_of_the_body_that_only_queries_have(tmp_path: Path, query: str) -> None:
    text = tree(operation("POST", f"/things?{query}", ("frozen: frozen",)), frozen="body")
    text = text.replace("in: body", "in: body <<< query-elsewhere")
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "correct the 'in'" in found.message


def test_a_parameter_both_of_the_query_and_of_the_body(tmp_path: Path) -> None:
    url = "/things?frozen={frozen}"
    rows = ("frozen: frozen_query", "frozen: frozen")
    entries = {"frozen_query": "query", "frozen": "body"}
    operations = operation("POST", url, rows) + operation("PUT", url, response=("frozen: frozen",))
    assert_expected(tmp_path, tree(operations, **entries), *RULES)
    shown = operation("POST", url, ("frozen: frozen",))
    shown += "\n.. literalinclude:: thing-request.json\n   :language: json\n"
    text = tree(shown, frozen="body")
    text += '=== api-ref/source/thing-request.json\n{"frozen": true}\n'
    assert_expected(tmp_path, text, *RULES)


def test_several_body_parameters_on_get_are_one_finding(tmp_path: Path) -> None:
    operations = operation("GET", "/things", ("a: a <<< body-on-get", "b: b")) + operation(
        "POST", "/things", ("a: a", "b: b")
    )
    found = assert_expected(tmp_path, tree(operations, a="body", b="body"), *RULES)
    assert len(found[0].places) == 1
    assert "'a', 'b'" in found[0].message
    assert "refer to entries with 'in: query', or remove the rows" in found[0].message


@pytest.mark.parametrize(
    ("sample", "advice"),
    [('{"a": 1}', "move the row to the response"), ('{"b": 1}', "remove the row"), ("{", "remove")],
)
def test_a_body_parameter_on_get_and_the_response(tmp_path: Path, sample: str, advice: str) -> None:
    """Once "move the row to the response", although it is not known to have it."""
    operations = operation("GET", "/things", ("a: a <<< body-on-get",), response=("c: c",))
    operations += "\n.. literalinclude:: thing-response.json\n\n"
    operations += operation("POST", "/things", ("a: a",))
    text = tree(operations, a="body", c="body")
    text += f"=== api-ref/source/thing-response.json\n{sample}\n"
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert f"or {advice}" in found.message


def test_a_sample_of_a_body_on_get(tmp_path: Path) -> None:
    """Once "refer to entries with 'in: body'" at the rows."""
    operations = operation("GET", "/things", ("limit: limit", "all: all"))
    operations += "\n.. literalinclude:: thing-request.json  <<< field-elsewhere\n\n"
    text = tree(operations, limit="query", all="query")
    text += '=== api-ref/source/thing-request.json\n{"limit": "1", "all": "a"}\n'
    (found,) = assert_expected(tmp_path, text, "field-elsewhere")
    assert "in a body, but GET and HEAD requests have no body; remove it" in found.message
    assert len(found.places) == 2


def test_each_sample_of_a_body_on_get(tmp_path: Path) -> None:
    """Once only the first request sample of the first operation."""
    show = ".. literalinclude:: {}.json{}\n   :language: json\n\n"
    wrong = " <<< field-elsewhere"
    operations = operation("GET", "/things", ("limit: limit",), ("part: part",))
    operations = operations.replace("\n\nResponse", f"\n\n{show.format('a-request', '')}Response")
    operations = operations.replace("Response\n", f"{show.format('b-request', wrong)}Response\n")
    operations += f"\n{show.format('c-response', '')}"
    operations += operation("HEAD", "/parts", ("limit: limit",))
    operations += f"\n{show.format('d-request', wrong)}"
    text = tree(operations, limit="query", part="body")
    for name, field in (("a-request", "x"), ("b-request", "limit"), ("d-request", "limit")):
        text += f'=== api-ref/source/{name}.json\n{{"{field}": "1"}}\n'
    text += '=== api-ref/source/c-response.json\n{"part": "a", "limit": "1"}\n'
    found = assert_expected(tmp_path, text, "field-elsewhere")
    assert [len(each.places) for each in found] == [1, 1]
    assert [each.operation for each in found] == ["GET /things", "HEAD /parts"]


@pytest.mark.parametrize(
    ("place", "url", "advice"),
    [
        ("path", "/things/{size}", "move the row to the request, remove the row, or refer to"),
        ("path", "/things", "remove the row, or refer to"),
        ("query", "/things", "move the row to the request, remove the row, or refer to"),
    ],
)
def test_a_parameter_of_requests_in_a_response(
    tmp_path: Path, place: str, url: str, advice: str
) -> None:
    """Once at the entry of a filter, and "move the row" without such a part of the URL."""
    operations = operation("GET", url, response=("size: size <<< not-in-response", "id: id"))
    operations += "\n.. literalinclude:: thing-response.json\n\n"
    text = tree(operations, size=place, id="body")
    text += '=== api-ref/source/thing-response.json\n{"id": "a"}\n'
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert advice in found.message


def test_each_of_several_rows_has_its_own_entry(tmp_path: Path) -> None:
    """Once only that of the first row, and the other one was said to be unused."""
    rows = ("a: a <<< body-on-get", "b: b")
    operations = operation("GET", "/things", rows, ("a: a", "b: b"))
    text = tree(operations, a_query="query", b_query="query", a="body", b="body")
    (found,) = assert_expected(tmp_path, text, *RULES, "unused-parameter")
    assert "the entries 'a_query' and 'b_query', which no row refers to, or remove" in found.message


def test_a_row_that_no_sample_shows_is_needless(tmp_path: Path) -> None:
    """Once "refer to the entry 'a'"."""
    operations = operation("PUT", "/a/{a}", ("a: a_path",), ("a: a_path <<< not-in-response",))
    operations += "\n.. literalinclude:: thing.json\n"
    text = tree(operations, a_path="path", a="body") + '=== api-ref/source/thing.json\n{"b": 1}\n'
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "; remove the row, or refer to an entry with 'in: body'" in found.message


def test_an_entry_that_is_only_used_on_get(tmp_path: Path) -> None:
    operations = operation("GET", "/a", ("a: a",)) + operation("HEAD", "/a", ("a: a",))
    found = assert_expected(tmp_path, tree(operations, a="body <<< body-on-get"), *RULES)
    assert found[0].location.column == 7
    assert len(found[0].places) == 2


def test_many_rows_of_one_table_are_one_finding(tmp_path: Path) -> None:
    """The title above them is wrong, or lost: their entries are right."""
    operations = operation("GET", "/a", ("a: a <<< body-on-get", "b: b", "c: c"))
    found = assert_expected(tmp_path, tree(operations, a="body", b="body", c="body"), *RULES)
    assert "'a', 'b', 'c'" in found[0].message
    assert len(found[0].places) == 2


def test_a_placeholder_documented_as_body_is_another_fault(tmp_path: Path) -> None:
    """Once two findings for one defect: ``urls`` reports it."""
    assert_expected(tmp_path, tree(operation("GET", "/a/{a}", ("a: a",)), a="body"), *RULES)


def test_bodies_of_other_methods_are_silent(tmp_path: Path) -> None:
    for method in ("DELETE", "PATCH", "PUT"):
        assert_expected(tmp_path, tree(operation(method, "/a", ("a: a",)), a="body"), *RULES)


def test_a_path_parameter_in_a_response(tmp_path: Path) -> None:
    operations = operation(
        "PUT", "/things/{id}", ("id: id_path",), ("id: id_path <<< not-in-response",)
    )
    found = assert_expected(tmp_path, tree(operations, id_path="path", id="body"), *RULES)
    assert "as a path parameter" in found[0].message
    assert "refer to the entry 'id'" in found[0].message


def test_an_attribute_that_is_documented_as_query_everywhere(tmp_path: Path) -> None:
    operations = operation("GET", "/a", (), ("a: a",)) + operation("PUT", "/a", (), ("a: a",))
    found = assert_expected(tmp_path, tree(operations, a="query <<< not-in-response"), *RULES)
    assert found[0].location.column == 7


def test_tables_of_unknown_role_are_not_accused(tmp_path: Path) -> None:
    operations = operation("POST", "/a", ("a: a",)).replace("Request\n--------\n", "")
    assert_expected(tmp_path, tree(operations, a="query"), *RULES)


def test_headers_of_both_sides_are_silent(tmp_path: Path) -> None:
    rows = ("Content-Type: type", "X-Openstack-Request-Id: request")
    operations = operation("POST", "/things", rows, rows)
    assert_expected(tmp_path, tree(operations, type="header", request="header"), *RULES)


@pytest.mark.parametrize("name", ["X-Thing-Region", "Thing-Region"])
def test_a_header_that_is_documented_as_a_field_of_the_body(tmp_path: Path, name: str) -> None:
    """Once told as its consequences only."""
    rows = (f"{name}: region",)
    operations = operation("GET", "/a", rows, ("b: b",)) + operation("PUT", "/a", (), rows)
    operations += "\n.. literalinclude:: thing-response.json\n"
    text = tree(operations, b="body", region="body <<< header-elsewhere")
    text += '=== api-ref/source/thing-response.json\n{"b": "1"}\n'
    (found,) = assert_expected(tmp_path, text, *RULES, "sample-field-missing", "parameter-order")
    assert "and no sample shows it in a body; write 'in: header'" in found.message
    text = tree(operations, b="body", region="body <<< header-elsewhere", region_header="header")
    (found,) = assert_expected(tmp_path, text, *RULES, "unused-parameter")
    assert "or refer to the entry 'region_header', which no row" in found.message


@pytest.mark.parametrize(
    ("rows", "sample"),
    [
        (("X-Region: region",), '{"X-Region": "1"}'),
        (("X-Region: region", "headers: b"), "{}"),
        (("x-region: region",), "{}"),
        (("X-Region: region", "region: region"), "{}"),
    ],
)
def test_a_field_of_the_body_with_the_name_of_a_header(
    tmp_path: Path, rows: tuple[str, ...], sample: str
) -> None:
    operations = operation("PUT", "/a", (), rows)
    operations += "\n.. literalinclude:: thing-response.json\n"
    text = tree(operations, b="body", region="body")
    text += f"=== api-ref/source/thing-response.json\n{sample}\n"
    assert_expected(tmp_path, text, *RULES)


def test_words_that_only_look_like_a_place(tmp_path: Path) -> None:
    """Once a false positive: a query that is a field, and a name that is shown as it is."""
    rows = (
        "query: saved_query",
        "file_path: file_path",
        "in-body: x-in-body",
        "y_id_body: y_id_body",
    )
    text = tree(
        operation("POST", "/things", rows),
        **{"saved_query": "body", "file_path": "body", "x-in-body": "body", "y_id_body": "query"},
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_checksum_that_the_request_sends(tmp_path: Path) -> None:
    """Once a false positive: object stores take an ``ETag``."""
    operations = operation("PUT", "/things/{id}", ("id: id", "ETag: etag"), ("ETag: etag",))
    assert_expected(tmp_path, tree(operations, etag="header", id="path"), *RULES)


def test_the_suggestion_is_the_entry_that_is_most_alike(tmp_path: Path) -> None:
    """Once the first one of the file, such as an object, or one of a later microversion."""
    operations = operation(
        "GET", "/things/{type_id}", ("type_id: type_id",), ("type_id: type_id <<< not-in-response",)
    )
    text = tree(
        operations, type_id_1="body", type_id_363="body", type_id_body="body", type_id="path"
    )
    for key, change in (
        ("type_id_1", "  type: object\n"),
        ("type_id_363", "  min_version: 3.63\n"),
    ):
        text = text.replace(f"{key}:\n  in: body\n", f"{key}:\n  in: body\n{change}")
    text = text.replace("  type: object\n  type: string\n", "  type: object\n")
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "refer to the entry 'type_id_body'" in found.message


def test_the_entry_of_a_filter_that_a_row_should_name(tmp_path: Path) -> None:
    operations = operation("GET", "/things", ("name: name",)) + operation(
        "POST", "/things", ("name: name",)
    )
    operations = operations.replace("- name: name", "- name: name <<< body-on-get", 1)
    text = tree(operations, name_filter="query", name="body")
    (found,) = assert_expected(tmp_path, text, *RULES, "unused-parameter")
    assert "name_filter" in found.message


def test_one_table_for_all_that_is_sent_and_answered(tmp_path: Path) -> None:
    """Once a false positive: under such a title, rows of the body are those of the response."""
    operations = operation("GET", "/things", ("limit: limit", "name: name"))
    text = tree(operations, limit="query", name="body")
    assert_expected(tmp_path, text.replace("\nRequest\n", "\nParameters\n"), *RULES)


def _update(place: str, rows: str = "name: name", sample: str = '{"name": "a"}') -> str:
    """An operation whose request has those rows, the entry ``name`` being of that place."""
    listed = "".join(f"   - {row}\n" for row in rows.splitlines())
    mark = " <<< field-elsewhere" if place.endswith("!") else ""
    entry = "{}:\n  in: {}\n  type: string\n  required: false\n  description: It.\n"
    return (
        f"{INDEX}=== api-ref/source/things.inc\nUpdate thing\n============\n\n"
        ".. rest_method:: PUT /things\n\nRequest\n-------\n\n"
        f".. rest_parameters:: parameters.yaml\n\n{listed}\n"
        ".. literalinclude:: thing.json\n   :language: json\n\n"
        f"=== api-ref/source/thing.json\n{sample}\n"
        "=== api-ref/source/parameters.yaml\n"
        + entry.format("name", place.rstrip("!") + mark)
        + entry.format("size", "body")
    )


@pytest.mark.parametrize("place", ["query!", "header!", "body"])
def test_a_field_of_the_body_that_is_documented_elsewhere(tmp_path: Path, place: str) -> None:
    found = assert_expected(tmp_path, _update(place), "field-elsewhere", "parameter-order")
    assert not found or "the samples have it in the body" in found[0].message


def test_a_placeholder_that_the_body_also_has(tmp_path: Path) -> None:
    """Another rule tells where it belongs."""
    text = _update("query").replace("PUT /things", "PUT /things/{name}")
    assert_expected(tmp_path, text, "field-elsewhere")


@pytest.mark.parametrize(
    ("rows", "sample"),
    [
        ("name: name", '{"size": "1"}'),
        ("name: name\nname: size", '{"name": "1"}'),
        ("name: name\nsize: size", '{"size": "1"}'),
    ],
)
def test_a_query_of_a_request_with_a_body(tmp_path: Path, rows: str, sample: str) -> None:
    assert_expected(tmp_path, _update("query", rows, sample), "field-elsewhere")


def test_a_query_in_all_responses_and_in_the_body_of_a_request(tmp_path: Path) -> None:
    """The entry is wrong, and one finding is enough."""
    tree = _update("query").replace("in: query", "in: query <<< not-in-response")
    response = "Response\n--------\n\n.. rest_parameters:: parameters.yaml\n\n   - name: name\n\n"
    tree = tree.replace("=== api-ref/source/thing.json", f"{response}=== api-ref/source/thing.json")
    assert_expected(tmp_path, tree, "field-elsewhere", "not-in-response", "parameter-order")


def test_rows_and_entries_in_wrong_places_behind_others(tmp_path: Path) -> None:
    operations = operation("GET", "/a", ("a: a",))
    operations += operation("GET", "/b", ("b: b <<< body-on-get",))
    operations += operation("POST", "/b", ("b: b",))
    operations += operation("POST", "/c?c={c}", ("c: c",))
    operations += operation("POST", "/d?d={d}", ("d: d <<< query-elsewhere",))
    operations += operation("PUT", "/d", ("d: d",))
    operations += operation("PUT", "/e", (), ("e: e",))
    operations += operation("PUT", "/f/{f}", ("f: f",), ("f: f <<< not-in-response",))
    places = {"a": "body <<< body-on-get", "c": "body <<< query-elsewhere"}
    places |= {"b": "body", "d": "body", "e": "query <<< not-in-response", "f": "path"}
    assert_expected(tmp_path, tree(operations, **places), *RULES)


@pytest.mark.parametrize(
    ("names", "listed", "advice"),
    [
        ("abc", "'a', 'b', 'c'", "the entries 'a_query' and 'b_query' and 'c_query', which no"),
        ("abcd", "'a', 'b', 'c' and 1 more", "refer to entries with 'in: query', or"),
    ],
)
def test_how_many_entries_are_named(tmp_path: Path, names: str, listed: str, advice: str) -> None:
    rows = [f"{name}: {name}" for name in names]
    rows[0] += " <<< body-on-get"
    entries = dict.fromkeys(names, "body") | {f"{name}_query": "query" for name in names}
    text = tree(operation("GET", "/things", tuple(rows)), **entries)
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert f"the request documents {listed} as body parameters, but" in found.message
    assert advice in found.message


def test_a_place_that_an_entry_takes_from_another(tmp_path: Path) -> None:
    operations = operation("GET", "/a", ("a: a",)) + operation("POST", "/b", ("b: b",))
    text = tree(operations, b="body").replace("b:\n", "b: &b\n", 1)
    text += "a: <<< body-on-get\n  <<: *b\n  description: It.\n"
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("sample", "advice"),
    [
        ('{"a": 1}', "as a sample shows one, correct the method, or remove the row and the sample"),
        ('{"b": 1}', "remove the row, or refer to an entry with 'in: query'"),
    ],
)
def test_a_body_on_get_that_a_sample_shows(tmp_path: Path, sample: str, advice: str) -> None:
    """Once told to refer to an entry for queries."""
    operations = operation("GET", "/things", ("a: a <<< body-on-get",))
    operations += "\n.. literalinclude:: thing-request.json\n\n"
    operations += operation("POST", "/things", ("a: a",))
    text = f"{tree(operations, a='body')}=== api-ref/source/thing-request.json\n{sample}\n"
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert found.message.endswith(advice)


@pytest.mark.parametrize(
    ("key", "place", "text", "is_meant"),
    [
        ("q_colour", "query", "It.", True),
        ("colour_9", "body", "Lists only things of that colour.", True),
        ("colour_9", "body", "Filters things.", True),
        ("colour_9", "body", "It.", False),
    ],
)
def test_an_unused_entry_of_a_filter(
    tmp_path: Path, key: str, place: str, text: str, is_meant: bool
) -> None:
    """Once two findings, as its key has another start or the entry another ``in``."""
    operations = operation("GET", "/things", ("colour: colour <<< body-on-get",))
    operations += operation("POST", "/things", ("colour: colour",))
    whole = tree(operations, colour="body", **{key: place})
    whole = whole.replace(f"{key}:\n", f"{key}:{'' if is_meant else ' <<< unused-parameter'}\n")
    first, mark, last = whole.rpartition("It.")
    (found, *_) = assert_expected(
        tmp_path, f"{first}{mark and text}{last}", "body-on-get", "unused-parameter"
    )
    assert ("refer to the entry" in found.message) is is_meant
