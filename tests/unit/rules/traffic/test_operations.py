"""Rules of ``apiref.rules.traffic.operations``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.traffic.exchanges import match
from apiref.engine.verify import traffic_rules, verify
from apiref.read.recordings import read_recording
from tests.traffic import assert_verified, entry, write_har
from tests.trees import load, write_tree
from tests.unit.rules.observed import TREE, observed


def test_traffic_as_described_is_silent(tmp_path: Path) -> None:
    assert_verified(tmp_path, observed())


def test_recording_entry_that_is_not_an_exchange(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    entries = (entry(url="http://h/v2/things", answered={"things": []}), {"request": {}}, 7)
    recording = read_recording(write_har(tmp_path / "a.har", *entries))
    (traffic,) = match([load(tmp_path)], recording)
    found = verify(traffic, traffic_rules(require_coverage=False).values())
    assert [finding.rule for finding in found] == ["recording-entry"] * 2
    assert [finding.subject for finding in found] == ["entry 2", "entry 3"]
    assert "has no response" in found[0].message
    assert found[0].location.path == str(tmp_path / "a.har")


@pytest.mark.parametrize("status", [200, 299, 409, 412, 422])
def test_observed_operation_that_no_page_has(tmp_path: Path, status: int) -> None:
    more = (
        f"> PATCH /v2/things/0b9d5a52-7f09-4c8e-8b0e-0a9f4b0f6d11\n< {status}\n"
        f"> PATCH /v2/things/1b9d5a52-7f09-4c8e-8b0e-0a9f4b0f6d11\n< {status}\n"
    )
    text = observed(change=("GET /v2/things\n", "GET /v2/things <<< observed-operation\n")) + more
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "PATCH /v2/things/{...}"
    assert "entry 3: PATCH /v2/things/{...}, and 1 more" in found.message
    (found,) = assert_verified(tmp_path, text, show_values=True)
    assert found.subject == "PATCH /v2/things/0b9d5a52-7f09-4c8e-8b0e-0a9f4b0f6d11"
    assert "entry 3: PATCH /v2/things/0b9d5a52" in found.message


REFUSALS = (300, 303, 305, 400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502)


@pytest.mark.parametrize("status", REFUSALS)
def test_observed_operation_that_the_service_need_not_have(tmp_path: Path, status: int) -> None:
    assert_verified(tmp_path, observed() + f"> PATCH /v2/things/7\n< {status}\n")


def test_what_glance_answered_to_wrong_requests(tmp_path: Path) -> None:
    """The slashes, methods, versions and tokens of some 350 requests to a real Glance."""
    versions = '{"versions": [{"id": "v2.15", "status": "CURRENT"}]}'
    answers = (
        ("HEAD /v2/things", 405),
        ("HEAD /v2/things", 401),
        ("HEAD /versions", 200),
        ("HEAD /", 300),
        ("PUT /v2/things", 401),
        ("PUT /v2/things", 405),
        ("DELETE /v2/things", 401),
        ("DELETE /v2/things/7", 403),
        ("DELETE /v2/things/7", 405),
        ("OPTIONS /v2/things", 501),
        ("OPTIONS /v2/things", 300),
        ("TRACE /v2/things", 405),
        ("get /v2/things", 405),
        ("GET /v2/things/", 404),
        ("POST /v2/things/", 401),
        ("POST //v2/things", 404),
        ("GET /v1/things", 300),
        ("GET /v3/things", 300),
        ("GET /things", 300),
        ("GET /v2.99/things", 300),
        ("GET /v2.98/things", 404),
        ("GET /v2/things", 300),
        ("GET /image/v2/things", 300),
        ("POST /image/v2/things", 403),
        ("GET http://proxy/v2/things", 504),
        ("GET http://proxy/v2/things", 404),
        ("GET http://proxy/v2/login", 200),
        ("GET /", 300),
        ("GET /v2", 302),
        ("GET /v2/", 404),
    )
    more = "".join(
        f"> {request}\n< {status}\n" + f"< {versions}\n" * (status == 300)
        for request, status in answers
    )
    assert_verified(tmp_path, observed() + more)


def test_what_the_same_answers_mean_for_the_documented_url(tmp_path: Path) -> None:
    more = "".join(f"> POST /v2/things\n< {status}\n" for status in (302, 401, 404, 405))
    text = observed(
        change=("error status.yaml", "error status.yaml <<< " + ", ".join(["observed-status"] * 3))
    )
    text = text.replace("success status.yaml", "success status.yaml <<< observed-status")
    assert_verified(tmp_path, text + more)


def test_the_list_of_versions_is_documented_where_it_belongs(tmp_path: Path) -> None:
    page = observed().partition("Create thing")[0].replace("GET /v2/things", "GET /")
    tree = page.replace("codes: 200", "codes: 200 <<< observed-status")
    tree = tree.partition("Request\n---")[0]
    assert_verified(tmp_path, f"{tree}\n=== traffic\n> GET /\n< 300\n", "observed-status")


def test_another_version_in_the_path_that_the_service_takes(tmp_path: Path) -> None:
    text = observed(change=("things: things\n", "things: things <<< observed-type\n"))
    text = text.replace("\n  type: array\n", "\n  type: array <<< observed-type\n").replace(
        "things: things <<< observed-type\n", "things: things\n"
    )
    assert_verified(tmp_path, text + '> GET /v2.9/things/\n< 200\n< {"things": {}}\n')


def test_refusals_count_where_nothing_succeeded(tmp_path: Path) -> None:
    text = observed(change=("error status.yaml", "error status.yaml <<< observed-status"))
    text = text.partition("=== traffic\n")[0] + "=== traffic\n"
    assert_verified(tmp_path, f"{text}> POST /v2/things\n< 409\n> GET http://a/v2/b\n< 200\n")


def test_observed_status_is_reported_at_the_list_of_its_kind(tmp_path: Path) -> None:
    mark = "error status.yaml <<< observed-status"
    more = "> POST /v2/things\n< 409\n> POST /v2/things\n< 409\n> POST /v2/things\n< 400\n"
    (found,) = assert_verified(tmp_path, observed(change=("error status.yaml", mark)) + more)
    assert found.subject == "code 409"
    assert "add it to the error codes" in found.message
    assert "entry 3: POST /v2/things, and 1 more" in found.message


def test_observed_status_of_success_where_only_errors_are_listed(tmp_path: Path) -> None:
    listed = "Error response codes: 404 <<< observed-status"
    text = observed(change=("Normal response codes: 200", listed))
    (found,) = assert_verified(tmp_path, text)
    assert "add it to the success codes" in found.message


def test_observed_status_of_a_failing_service_and_of_no_lists_are_silent(tmp_path: Path) -> None:
    text = observed(change=("Normal response codes: 200\n", ""))
    assert_verified(tmp_path, text + "> GET /v2/things\n< 404\n> POST /v2/things\n< 503\n")


def test_observed_parameter_that_no_row_has(tmp_path: Path) -> None:
    text = observed(change=("parameters.yaml\n\n   - state:", "parameters.yaml\n\n   - state:"))
    text = text.replace(
        ".. rest_parameters:: parameters.yaml\n",
        ".. rest_parameters:: parameters.yaml <<< observed-parameter\n",
        1,
    )
    more = '> GET /v2/things?size=7\n< 200\n< {"things": []}\n> GET /v2/things?odd=7\n< 400\n'
    (found,) = assert_verified(tmp_path, text + more, "observed-parameter")
    assert found.subject == "size"
    assert "entry 3: GET /v2/things?size)" in found.message
    text = (text + more).replace("?size=7", "?c2l6ZQ%3D%3D=7&b2Rk%3D=7")
    (found,) = assert_verified(tmp_path, text, "observed-parameter")
    assert found.subject == "{...}"
    assert "entry 3: GET /v2/things?{...})" in found.message


def test_observed_parameter_that_the_url_has(tmp_path: Path) -> None:
    text = observed(change=("GET /v2/things\n", "GET /v2/things?size={size}\n"))
    assert_verified(tmp_path, text + '> GET /v2/things?size=7\n< 200\n< {"things": []}\n')


def test_observed_header_that_no_row_has(tmp_path: Path) -> None:
    text = observed(change=("   - Location: location\n", ""))
    before, mark, behind = text.rpartition(".. rest_parameters:: parameters.yaml\n")
    text = f"{before}{mark[:-1]} <<< observed-header\n{behind}"
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "location"
    (found,) = assert_verified(tmp_path, text.replace("Location: /v2", "X-c2l6ZQ0b1: /v2"))
    assert found.subject == "{...}"


@pytest.mark.parametrize(
    "header", ["X-Openstack-Request-Id", "X-Auth-Token", "X-Frame-Options", "Server", "Date"]
)
def test_observed_header_of_infrastructure_is_silent(tmp_path: Path, header: str) -> None:
    more = f'> GET /v2/things\n> {header}: 1\n< 200\n< {header}: 1\n< {{"things": []}}\n'
    assert_verified(tmp_path, observed() + more)


def test_observed_header_of_a_refused_request_is_silent(tmp_path: Path) -> None:
    assert_verified(tmp_path, observed() + "> POST /v2/things\n> X-Odd: 1\n< 400\n< X-Odd: 1\n")


SHOW = """\
Show thing
==========

.. rest_method:: GET /v2/things/{thing_id}

Shows a thing.

Request
-------

.. rest_parameters:: parameters.yaml

   - thing_id: thing_id

"""
THING_ID = "thing_id:\n  description: It.\n  in: path\n  required: true\n  type: string\nid:\n"


def showing(show: str) -> str:
    tree = TREE.replace("Create thing\n===", show + "Create thing\n===")
    tree = tree.replace("\nid:\n", f"\n{THING_ID}")
    return observed(tree=tree) + "> GET /v2/things/7\n< 204\n"


def test_observed_path_that_a_row_documents(tmp_path: Path) -> None:
    assert_verified(tmp_path, showing(SHOW))


def test_observed_path_without_a_row_is_reported_at_the_url(tmp_path: Path) -> None:
    show = SHOW.replace("{thing_id}\n", "{thing_id} <<< observed-path\n")
    show = show.partition("Request\n")[0]
    (found,) = assert_verified(tmp_path, showing(show))
    assert found.subject == "thing_id"


def test_observed_path_with_a_row_of_another_name_is_reported_there(tmp_path: Path) -> None:
    show = SHOW.replace("- thing_id: thing_id", "- thing: thing_id <<< observed-path")
    (found,) = assert_verified(tmp_path, showing(show))
    assert "entry 3: GET /v2/things/{thing_id})" in found.message


def test_unknown_operations_behind_calls_that_do_not_count(tmp_path: Path) -> None:
    more = "".join(
        f"> {request}\n< {status}\n"
        for request, status in (
            ("PATCH /v2/things/1", 404),
            ("OPTIONS /v2/things/1", 200),
            ("PATCH /v2/things/7", 202),
            ("PATCH /v2/things/8", 200),
            ("PUT /v2/things/8", 200),
        )
    )
    marks = "observed-operation, observed-operation"
    text = observed(change=("GET /v2/things\n", f"GET /v2/things <<< {marks}\n"))
    found = assert_verified(tmp_path, text + more, "observed-operation")
    assert [each.subject for each in found] == ["PATCH /v2/things/{...}", "PUT /v2/things/{...}"]
    assert "'PATCH /v2/things/{...}' responded with 202, but is not documented" in found[0].message


@pytest.mark.parametrize(
    ("status", "kind"),
    [(399, "success"), (401, "error"), (498, "error"), (500, ""), (304, ""), (407, ""), (429, "")],
)
def test_which_codes_an_operation_has_to_list(tmp_path: Path, status: int, kind: str) -> None:
    text = observed()
    if kind:
        text = observed(change=(f"{kind} status.yaml", f"{kind} status.yaml <<< observed-status"))
    found = assert_verified(tmp_path, f"{text}> POST /v2/things\n< {status}\n", "observed-status")
    assert [each.subject for each in found] == ([f"code {status}"] if kind else [])
    assert all(f"add it to the {kind} codes" in each.message for each in found)


def test_a_code_of_an_operation_behind_one_without_codes(tmp_path: Path) -> None:
    text = observed(change=("Normal response codes: 200\n", "")).replace(
        "error status.yaml", "error status.yaml <<< observed-status"
    )
    more = "> GET /v2/things\n< 409\n> POST /v2/things\n< 409\n"
    assert_verified(tmp_path, text + more, "observed-status")


UNKNOWN = "   - state: state_query\n   - lost: lost\n"


def test_observed_parameter_behind_a_table_that_is_not_complete(tmp_path: Path) -> None:
    text = observed(change=("   - state: state_query\n", UNKNOWN))
    table = ".. rest_parameters:: parameters.yaml{}\n\n   - name: name\n"
    text = text.replace(table.format(""), table.format(" <<< observed-parameter"))
    more = '> GET /v2/things?odd=1\n< 200\n< {"things": []}\n> POST /v2/things?odd=1\n< 201\n'
    (found,) = assert_verified(tmp_path, text + more, "observed-parameter")
    assert found.operation == "POST /v2/things"


def test_observed_path_behind_operations_without_exchanges_or_a_complete_table(
    tmp_path: Path,
) -> None:
    show = SHOW.partition("Request\n")[0]
    last = show.replace("{thing_id}\n", "{thing_id} <<< observed-path\n")
    idle = show.replace("GET", "DELETE").replace("Show", "Delete")
    text = showing(idle + last).replace("   - state: state_query\n", UNKNOWN)
    (found,) = assert_verified(tmp_path, text, "observed-path")
    assert found.operation == "GET /v2/things/{thing_id}"


def test_the_first_code_of_an_error(tmp_path: Path) -> None:
    text = observed(change=("   - 400\n", "   - 404\n"))
    text = text.replace("error status.yaml", "error status.yaml <<< observed-status")
    assert_verified(tmp_path, f"{text}> POST /v2/things\n< 400\n", "observed-status")


def test_the_operation_that_is_most_alike(tmp_path: Path) -> None:
    other = SHOW.replace("things/{thing_id}", "things/{thing_id}/parts <<< observed-operation")
    other = other.replace("Show", "List").partition("Request\n")[0]
    more = "> PUT /v2/things/8/parts\n< 200\n"
    assert_verified(tmp_path, showing(SHOW + other) + more, "observed-operation")
