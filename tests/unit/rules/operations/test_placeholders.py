"""Rules of ``apiref.rules.operations.placeholders``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.operations.url_trees import COLUMNS, RULES, entry, operation, tree

DRAWN = "======== ======\nName     Type\n======== ======\nthing_id string\n======== ======\n"


def test_documented_placeholders_are_silent(tmp_path: Path) -> None:
    rows = "thing_id: thing_id_path\npart_id: part_id_1\nname: name"
    pages = operation("/things/{thing_id}/parts/{part_id}?all={all}", rows)
    parameters = entry("thing_id_path") + entry("part_id_1") + entry("name", "query")
    assert_expected(tmp_path, tree(pages, parameters), *RULES)


def test_several_endpoints_share_the_path_parameters(tmp_path: Path) -> None:
    pages = operation("/things/{thing_id}", "thing_id: thing_id\npart_id: part_id").replace(
        "{thing_id}\n", "{thing_id}\n\n.. rest_method:: GET /things/{thing_id}/parts/{part_id}\n"
    )
    assert_expected(tmp_path, tree(pages, entry("part_id") + entry("thing_id")), *RULES)


@pytest.mark.parametrize(
    ("name", "mark"), [("thing_id", ""), ("id", " <<< url-placeholder-undocumented")]
)
def test_two_methods_with_a_text_between_them(tmp_path: Path, name: str, mark: str) -> None:
    """Once a false positive: the table behind the second one documents both."""
    first = f".. rest_method:: HEAD /things/{{{name}}}{mark}\n\nOnly headers.\n\n"
    pages = operation("/things/{thing_id}", "thing_id: thing_id")
    pages = pages.replace(".. rest_method:: GET", f"{first}.. rest_method:: GET")
    assert_expected(tmp_path, tree(pages, entry("thing_id")), *RULES)


def test_a_placeholder_that_no_row_documents(tmp_path: Path) -> None:
    pages = operation(
        "/things/{thing_id}/parts/{part_id} <<< url-placeholder-undocumented", "part_id: part_id"
    )
    found = assert_expected(tmp_path, tree(pages, entry("part_id")), *RULES)
    assert found[0].location.column == 30
    assert found[0].subject == "thing_id"
    assert "add a row 'thing_id'" in found[0].message
    assert found[0].operation == "GET /things/{thing_id}/parts/{part_id}"


def test_an_operation_without_a_table_is_one_finding(tmp_path: Path) -> None:
    pages = operation(
        "/things/{thing_id}/parts/{part_id} <<< url-placeholder-undocumented", ""
    ) + operation("/other/{name}", "name: name", title="Show other")
    found = assert_expected(tmp_path, tree(pages, entry("name")), *RULES)
    assert "'{thing_id}', '{part_id}'" in found[0].message
    assert len(found[0].places) == 1


def test_a_misspelt_placeholder_is_reported_at_the_url(tmp_path: Path) -> None:
    pages = operation("/things/{thnig_id} <<< url-placeholder-misnamed", "thing_id: thing_id")
    found = assert_expected(tmp_path, tree(pages, entry("thing_id")), *RULES)
    assert "write '{thing_id}' in the URL" in found[0].message


def test_a_misspelt_row_is_reported_at_the_row(tmp_path: Path) -> None:
    pages = operation(
        "/things/{thing_id}", "thing-id: thing_id <<< url-placeholder-misnamed"
    ) + operation("/things/{thing_id}/parts", "thing_id: thing_id", title="List parts")
    found = assert_expected(tmp_path, tree(pages, entry("thing_id")), *RULES)
    assert "rename the row to 'thing_id'" in found[0].message
    assert found[0].location.column == 6


def test_a_url_is_wrong_if_others_have_the_name_of_the_row(tmp_path: Path) -> None:
    pages = operation("/things/{thing_id} <<< url-placeholder-misnamed", "thingid: thing_id")
    pages += operation("/things/{thingid}/parts", "thingid: thing_id", title="List parts")
    found = assert_expected(tmp_path, tree(pages, entry("thing_id")), *RULES)
    assert "write '{thingid}' in the URL" in found[0].message


def test_the_key_of_a_parameter_as_placeholder(tmp_path: Path) -> None:
    pages = operation(
        "/things/{thing_id_path} <<< url-placeholder-misnamed", "thing_id: thing_id_path"
    )
    found = assert_expected(tmp_path, tree(pages, entry("thing_id_path")), *RULES)
    assert "write '{thing_id}'" in found[0].message


@pytest.mark.parametrize(
    ("placeholder", "row", "is_row_wrong"),
    [
        # The key is the placeholder, or the name of the row.
        ("thing_id", "thingid: thing_id", True),
        ("thingid", "thing_id: thing_id", False),
        # So it is with its suffix, which is for the file only.
        ("thing_id_path", "id: thing_id_path", False),
        ("thing_idd", "thing_id: thing_id_path", False),
        ("thing_id", "name: thing_id_path", True),
        ("thing_idd", "thing_iid: thing_id_path", False),
    ],
)
def test_whether_the_row_or_the_url_is_wrong(
    tmp_path: Path, placeholder: str, row: str, is_row_wrong: bool
) -> None:
    marks = ("", " <<< url-placeholder-misnamed")
    pages = operation(
        f"/things/{{{placeholder}}}{marks[not is_row_wrong]}", f"{row}{marks[is_row_wrong]}"
    )
    found = assert_expected(tmp_path, tree(pages, entry(row.split()[1])), *RULES)
    assert found[0].subject == (row.split(":")[0] if is_row_wrong else placeholder)
    assert len(found[0].places) == 1


def test_rows_that_cannot_be_resolved_cause_nothing_more(tmp_path: Path) -> None:
    """Once a false positive: the unknown key is reported by ``unknown-parameter``."""
    pages = operation("/things/{id}", "id: idd")
    assert_expected(tmp_path, tree(pages, entry("id")), *RULES)
    pages = operation("/things/{id}", "id: id").replace("parameters.yaml", "missing.yaml")
    assert_expected(tmp_path, tree(pages, entry("id")), *RULES)


def test_a_placeholder_of_wrong_syntax_still_counts(tmp_path: Path) -> None:
    """Once a cascade: the syntax is one defect, and the row is not superfluous."""
    pages = operation("/things/<id>", "id: id")
    assert_expected(tmp_path, tree(pages, entry("id")), *RULES)


def test_a_misspelt_table_is_no_missing_one(tmp_path: Path) -> None:
    """Once a cascade: ``directive-misspelt`` reports it."""
    pages = operation("/things/{id}", "id: id").replace("rest_parameters", "rest_paramters")
    assert_expected(tmp_path, tree(pages, entry("id")), *RULES)


def test_a_query_in_a_template_is_no_part_of_the_path(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
Things
======

.. rest_method:: GET /things{?limit,marker}
"""
    assert_expected(tmp_path, tree, "url-placeholder-undocumented", "url-placeholder-syntax")


@pytest.mark.parametrize("placeholder", ["{+path}", "{path*}", "{path:.+}"])
def test_placeholders_of_templates_and_routers(tmp_path: Path, placeholder: str) -> None:
    """Once a false positive."""
    tree = (
        "=== api-ref/source/index.rst\nFiles\n=====\n\n"
        f".. rest_method:: GET /files/{placeholder}\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - path: path\n"
        "=== api-ref/source/parameters.yaml\npath:\n  in: path\n"
    )
    assert_expected(tmp_path, tree, "url-placeholder-undocumented", "path-parameter-not-in-url")


@pytest.mark.parametrize(
    "words",
    [
        DRAWN,
        "The ``thing_id`` is that of the list.",
        "The ``{thing_id}`` is that of the list.",
        "* thing_id: the ID of the thing",
        "* {thing_id} (string) - the ID of the thing",
    ],
)
def test_a_placeholder_that_the_text_tells(tmp_path: Path, words: str) -> None:
    """Once a false positive: a reference without parameter tables."""
    pages = operation("/things/{thing_id}", "") + words + "\n"
    assert_expected(tmp_path, tree(pages, ""), *RULES)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("", "Shows the thing of a ``part_id``, for thing_id."),
        ("name: name", "The ``thing_id`` is lacking in the table."),
    ],
)
def test_a_placeholder_that_the_text_only_names(tmp_path: Path, rows: str, words: str) -> None:
    pages = operation("/things/{thing_id} <<< url-placeholder-undocumented", rows) + words + "\n"
    assert_expected(tmp_path, tree(pages, entry("name", "query")), *RULES)


def test_a_choice_of_two_names(tmp_path: Path) -> None:
    """Once a false positive and two findings: a slash within braces."""
    choice = "part_id/thing_id"
    pages = operation(f"/things/{{{choice}}}", f"{choice}: thing_id_path")
    assert_expected(tmp_path, tree(pages, entry("thing_id_path")), *RULES, "url-placeholder-syntax")


def test_a_choice_of_two_names_that_no_row_has(tmp_path: Path) -> None:
    """The rows of its parts are not superfluous; once advice to add a row with a slash."""
    pages = operation("/things/{a/b} <<< url-placeholder-undocumented", "a: a\nb: b")
    rules = (*RULES, "url-placeholder-syntax")
    (found,) = assert_expected(tmp_path, tree(pages, entry("a") + entry("b", "query")), *rules)
    assert "; write one name, such as '{a}', and add a row 'a' that" in found.message


def test_a_url_that_was_copied_is_reported_once_and_where_it_is_wrong(tmp_path: Path) -> None:
    pages = operation("/things", "thing_id: thing_id").replace(
        "GET /things", "GET /things <<< operation-same-url"
    )
    pages += operation("/things", "limit: limit", title="List things")
    found = assert_expected(
        tmp_path,
        tree(pages, entry("thing_id") + entry("limit", "query")),
        *RULES,
        "operation-same-url",
    )
    assert "'Show thing' has the same method and URL as 'List things'" in found[0].message


def test_a_copied_url_with_another_placeholder(tmp_path: Path) -> None:
    pages = operation("/things/{thing_id}", "thing_id: thing_id")
    pages += operation("/things/{thing_id}", "part_id: part_id", title="Show part").replace(
        "{thing_id}\n", "{thing_id} <<< operation-same-url\n"
    )
    parameters = entry("part_id") + entry("thing_id")
    assert_expected(tmp_path, tree(pages, parameters), *RULES, "operation-same-url")


def test_a_wrong_method_is_no_copied_url(tmp_path: Path) -> None:
    pages = operation("/things/{thing_id}", "thing_id: thing_id", title="Delete thing").replace(
        "{thing_id}\n", "{thing_id} <<< method-unlike-title\n"
    )
    pages += operation("/things/{thing_id}", "thing_id: thing_id")
    assert_expected(
        tmp_path, tree(pages, entry("thing_id")), "operation-same-url", "method-unlike-title"
    )


def test_a_placeholder_in_the_place_of_another_is_reported_once(tmp_path: Path) -> None:
    rows = "part_id: part_id <<< path-parameter-not-in-url\nthing_id: thing_id"
    pages = operation("/things/{thing_id}/parts/{thing_id}", rows)
    parameters = entry("part_id") + entry("thing_id")
    assert_expected(tmp_path, tree(pages, parameters), *RULES)


def test_a_project_that_is_missing_from_one_url_is_reported_once(tmp_path: Path) -> None:
    urls = [f"/v2/{{project_id}}/things{number}" for number in range(6)]
    pages = "".join(operation(url, "project_id: project_id", title=url) for url in urls)
    pages += operation("/v2/things1/first", "project_id: project_id").replace(
        "/first", "/first <<< url-unlike-siblings"
    )
    assert_expected(tmp_path, tree(pages, entry("project_id")), *RULES, "url-unlike-siblings")


def test_an_empty_table_documents_no_placeholder_but_is_reported_itself(tmp_path: Path) -> None:
    pages = operation("/things/{thing_id}", "thing_id: thing_id")
    pages = pages.replace("   - thing_id: thing_id\n", "").replace(
        "parameters.yaml", "parameters.yaml <<< empty-table"
    )
    assert_expected(tmp_path, tree(pages, entry("thing_id")), *RULES, "empty-table")


def test_the_key_of_an_entry_in_urls_is_wrong_there(tmp_path: Path) -> None:
    """Once "name the row thing_id-path", as several URLs have the key."""
    url = "/things/{my_thing_id-path} <<< url-placeholder-misnamed"
    pages = operation(url, "thing_id: my_thing_id-path")
    pages += operation(f"/x{url}", "thing_id: my_thing_id-path", title="Read thing")
    found = assert_expected(tmp_path, tree(pages, entry("my_thing_id-path")), *RULES)
    assert ["write '{thing_id}' in the URL" in item.message for item in found] == [True, True]


def test_a_row_that_was_copied_from_another_collection(tmp_path: Path) -> None:
    """Once "write {hub_part_id} in the URL"."""
    row = "hub_part_id: hub_part_id_path"
    pages = operation("/hub_parts/{hub_part_id}", row, title="Show part")
    pages += operation("/hub_ports/{hub_port_id}", f"{row} <<< url-placeholder-misnamed")
    pages += operation("/hub_ports/{hub_port_id}/x", "hub_port_id: port_id", title="Show x")
    parameters = entry("hub_part_id_path") + entry("port_id")
    (found,) = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert "rename the row to 'hub_port_id', and refer to its own entry" in found.message


def test_a_placeholder_that_other_operations_of_the_page_have(tmp_path: Path) -> None:
    pages = operation("/x/{hub_port_id}", "hub_part_id: hub_part_id <<< url-placeholder-misnamed")
    pages += operation("/x/{hub_port_id}/y", "hub_port_id: port_id", title="Show y")
    other = operation("/z/{hub_part_id}", "hub_part_id: hub_part_id", title="Show z")
    text = tree(pages, entry("hub_part_id") + entry("port_id"))
    text = text.replace("things.inc\n===", "things.inc\n.. include:: others.inc\n===", 1)
    assert_expected(tmp_path, f"{text}=== api-ref/source/others.inc\n{other}", *RULES)


@pytest.mark.parametrize(
    ("others", "url", "row", "advice"),
    [
        ("{a_b}/{c_d}", " <<< url-placeholder-misnamed", "", "write '{thing_id}' in the URL"),
        ("{a-b}/{c-d}", "", " <<< url-placeholder-misnamed", "rename the row to 'thing-id'"),
        ("{a_b}/{c-d}", " <<< url-placeholder-misnamed", "", "use one name for both"),
    ],
)
def test_the_separators_of_most_placeholders_are_right(
    tmp_path: Path, others: str, url: str, row: str, advice: str
) -> None:
    """Once the URL of the one operation and the row of the other were said to be wrong."""
    pages = operation(f"/things/{{thing-id}}{url}", f"thing_id: thing{row}")
    pages += operation(f"/others/{others}", "a: unknown", title="Show others")
    (found,) = assert_expected(tmp_path, tree(pages, entry("thing")), "url-placeholder-misnamed")
    assert advice in found.message


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("See `Show part`_ for parameters.", ""),
        ("The fields are those of `Show part`_.", ""),
        # A mere link, or words without one.
        ("It is quicker than `Show part`_.", " <<< url-placeholder-undocumented"),
        ("See the parts.", " <<< url-placeholder-undocumented"),
    ],
)
def test_an_operation_that_refers_to_another_one(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false alarm: the table is that of the other operation."""
    pages = operation("/parts/{part_id}", "part_id: part_id", title="Show part")
    pages += operation(f"/bits/{{bit_id}}{mark}", "", title="Show bit") + f"{text}\n"
    assert_expected(tmp_path, tree(pages, entry("part_id")), *RULES)


def test_a_table_of_an_operation_that_refers_to_another_one(tmp_path: Path) -> None:
    pages = operation("/parts/{part_id}", "part_id: part_id", title="Show part")
    pages += operation("/bits/{bit_id} <<< url-placeholder-undocumented", "name: name")
    pages += "See `Show part`_ for parameters.\n"
    parameters = entry("name", "query") + entry("part_id")
    assert_expected(tmp_path, tree(pages, parameters), *RULES)


@pytest.mark.parametrize(
    ("name", "mark", "elsewhere"),
    [
        ("thing_id", "", ""),
        ("tool_id", " <<< url-placeholder-undocumented", " <<< path-parameter-not-in-url"),
    ],
)
def test_a_csv_table_with_a_column_of_names(
    tmp_path: Path, name: str, mark: str, elsewhere: str
) -> None:
    """Once a false alarm: its rows were not read."""
    pages = operation(f"/parts/{{part_id}}/things/{{thing_id}}{mark}", "")
    pages += COLUMNS.format(name=name, elsewhere=elsewhere)
    found = assert_expected(tmp_path, tree(pages, ""), *RULES)
    assert ["'{part_id}'" in finding.message for finding in found] == [False] * len(found)


def test_a_csv_table_with_another_name(tmp_path: Path) -> None:
    table = COLUMNS.format(name="thing_idd", elsewhere="  <<< url-placeholder-misnamed")
    pages = operation("/parts/{part_id}/things/{thing_id}", "") + table
    pages += operation("/things/{thing_id}", "", title="Open thing")
    (found,) = assert_expected(tmp_path, tree(pages, ""), "url-placeholder-misnamed")
    assert found.message.endswith("rename the row to 'thing_id'")


def test_a_row_with_the_name_that_other_urls_have_there(tmp_path: Path) -> None:
    """Once two findings: a placeholder without a row, and a row without a placeholder."""
    pages = operation("/things/{ident}", "ident: ident")
    pages += operation("/things/{uuid}/x <<< url-placeholder-misnamed", "ident: ident")
    (found,) = assert_expected(tmp_path, tree(pages, entry("ident")), *RULES)
    assert "write '{ident}' in the URL" in found.message


def test_a_row_with_the_end_of_a_placeholder_is_one_finding(tmp_path: Path) -> None:
    """Once ``body-on-get`` as well, which asked for an entry for queries."""
    pages = operation("/things/{thing_id} <<< url-placeholder-undocumented", "id: id")
    pages += operation("/things", "id: id", title="List things", heading="Response")
    text = tree(pages, entry("id", "body"))
    (found,) = assert_expected(tmp_path, text, *RULES, "body-on-get")
    assert "documents 'id'; rename that row to 'thing_id', and refer to" in found.message


@pytest.mark.parametrize(
    ("url", "row", "place", "advice"),
    [
        (
            "/things/{thing_ident}",
            "things_uuid: a",
            "body",
            "rename that row to 'thing_ident', and",
        ),
        ("/things/{thing_id/box_id}", "thing_id: a", "body", "use one name for both, and refer"),
        ("/things/{thing_id}", "thing_uuid: b", "query", "rename that row to 'thing_id', and"),
    ],
)
def test_a_row_that_stands_for_the_only_placeholder_is_one_finding(
    tmp_path: Path, url: str, row: str, place: str, advice: str
) -> None:
    """Once two findings: to add a row, and that the present one is in the wrong place."""
    pages = operation(f"{url} <<< url-placeholder-undocumented", row)
    pages += operation("/things", "a: a", title="List things", heading="Response")
    text = tree(pages, entry("a", place))
    (found,) = assert_expected(tmp_path, text, *RULES, "body-on-get")
    assert advice in found.message


def test_a_path_row_of_another_name_stands_for_the_only_placeholder(tmp_path: Path) -> None:
    """Once two findings."""
    pages = operation("/things/{thing_ident}", "uuid: uuid <<< url-placeholder-misnamed")
    (found,) = assert_expected(tmp_path, tree(pages, entry("uuid")), *RULES)
    assert "rename the row to 'thing_ident'" in found.message


def test_a_row_that_identifies_something_else_stands_for_no_placeholder(tmp_path: Path) -> None:
    pages = operation(
        "/things/{thing_id} <<< url-placeholder-undocumented", "box_id: box_id <<< body-on-get"
    )
    pages += operation("/things", "box_id: box_id", title="List things", heading="Response")
    found = assert_expected(tmp_path, tree(pages, entry("box_id", "body")), *RULES, "body-on-get")
    assert "add a row 'thing_id'" in found[0].message


@pytest.mark.parametrize(
    ("sample", "row", "advice"),
    [
        ("", "id: crate_id", "documents 'id'; rename that row to 'crate_id', and refer"),
        ('{"lid": 1}', "id: crate_id", "documents 'id'; rename that row to 'crate_id', and refer"),
        ('{"id": 1}', "id: crate_id", "add a row 'crate_id' that refers"),
        ("", "id: other", "add a row 'crate_id' that refers"),
    ],
)
def test_a_row_with_the_key_of_a_placeholder(
    tmp_path: Path, sample: str, row: str, advice: str
) -> None:
    """Once told to add a row for requests with a body."""
    pages = operation("/crates/{crate_id} <<< url-placeholder-undocumented", f"{row}\nlid: lid")
    pages = pages.replace("GET", "PUT")
    known = entry("lid", "body") + entry(row.partition(": ")[2], "body")
    if sample:
        pages += ".. literalinclude:: crate-request.json\n\n"
        known += f"=== api-ref/source/crate-request.json\n{sample}\n"
    (found,) = assert_expected(tmp_path, tree(pages, known), *RULES)
    assert advice in found.message


@pytest.mark.parametrize(
    ("name", "advice"), [("crate_od", "did you mean '{crate_id}'"), ("crate_key", "add a rest_par")]
)
def test_a_placeholder_with_a_slip(tmp_path: Path, name: str, advice: str) -> None:
    """Once told to document it, although other URLs have the right one."""
    pages = operation("/crates/{crate_id}", "crate_id: crate_id")
    pages += operation(f"/crates/{{{name}}}/lid <<< url-placeholder-undocumented", "", title="Lid")
    (found,) = assert_expected(tmp_path, tree(pages, entry("crate_id")), *RULES)
    assert advice in found.message
