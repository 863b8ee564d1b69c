"""Rules of ``apiref.rules.statuses.codes``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected, findings, write_tree

RULES = (
    "unknown-status-code",
    "status-code-twice",
    "status-code-kind",
    "unknown-status-kind",
    "status-list-empty",
    "status-code-order",
    "status-codes-missing",
    "error-codes-missing",
)
FILE = "=== api-ref/source/status.yaml\n" + "".join(
    f"{code}:\n  default: It.\n  in-use: In use.\n  locked: Locked.\n"
    for code in (200, 201, 204, 300, 400, 401, 404, 409)
)


def page(body: str) -> str:
    return (
        f"{INDEX}=== api-ref/source/things.inc\nShow\n====\n\n.. rest_method:: GET /things\n\n"
        f"{body}\n{FILE}"
    )


def codes(kind: str, *items: str) -> str:
    listed = "".join(f"   - {item}\n" for item in items)
    return f".. rest_status_code:: {kind} status.yaml\n\n{listed}\n"


SUCCESS = codes("success", "200")
ERROR = codes("error", "404")


@pytest.mark.parametrize(
    "body",
    [
        codes("success", "200", "201") + codes("error", "400", "409: in-use", "409: locked"),
        "Normal response codes: 200, 204\n\nError response codes: unauthorized(401), 404\n",
        "Normal response codes: 300\n\nError response codes: 400\n",
        codes("success", "200", "300") + ERROR,
        # Once false positives.
        "Normal response codes: 200\n\nError response codes: computeFault(400, 500, ...),\n"
        "badRequest(400), unauthorized(401)\n",
        "Success: 200 OK; errors: 401 Unauthorized, 404 when the thing is not there\n",
    ],
)
def test_valid_codes_are_silent(tmp_path: Path, body: str) -> None:
    assert_expected(tmp_path, page(body), *RULES)


def test_a_code_that_http_does_not_have(tmp_path: Path) -> None:
    body = SUCCESS + codes("error", "400", "444 <<< unknown-status-code")
    found = assert_expected(tmp_path, page(body), *RULES)
    assert found[0].location.column == 6
    assert "HTTP has no response code 444" in found[0].message


def test_a_code_that_is_no_number(tmp_path: Path) -> None:
    body = SUCCESS + codes("error", "400", "4O4 <<< unknown-status-code")
    assert_expected(tmp_path, page(body), *RULES)


def test_a_code_twice(tmp_path: Path) -> None:
    body = SUCCESS + codes("error", "404", "404 <<< status-code-twice")
    assert_expected(tmp_path, page(body), *RULES)


def test_a_code_twice_in_words(tmp_path: Path) -> None:
    body = "Normal response codes: 200\n\nError response codes: 400, 400 <<< status-code-twice\n"
    found = assert_expected(tmp_path, page(body), *RULES)
    assert found[0].location.column == 28


@pytest.mark.parametrize(
    ("expected", "listed", "severity"),
    [
        ("404: in-use", "404: locked", "info"),
        ("404: in-use", "404: in-use", "error"),
        ("404: in-use", "404", "error"),
        ("404: in-use", "409: locked", "error"),
        ("200|404: in-use", "404: locked", "info"),
        # Not every wrong code has two meanings.
        ("404: in-use|409", "404: locked", "error"),
    ],
)
def test_a_code_that_has_two_meanings(
    tmp_path: Path, expected: str, listed: str, severity: str
) -> None:
    """Once certainly wrong: what is an error elsewhere is expected here."""
    body = codes("success", *expected.split("|")) + codes("error", "400", listed)
    write_tree(tmp_path, page(body))
    (found,) = [each for each in findings(tmp_path) if each.rule == "status-code-kind"]
    assert found.severity.label == severity


def test_a_get_that_creates_nothing(tmp_path: Path) -> None:
    """Once with the advice to call 201 a success, which only moves the mistake."""
    text = page("Error response codes: 201 <<< status-code-kind\n")
    (found,) = assert_expected(tmp_path, text, "status-code-kind")
    assert "a GET answers 200, not 201" in found.message
    text = text.replace("GET", "POST")
    (found,) = assert_expected(tmp_path, text, "status-code-kind")
    assert found.message == "201 is listed among the error codes; move it to the success codes"


def test_a_code_beside_a_list_of_the_right_kind(tmp_path: Path) -> None:
    """Once only "move it", although the list it belongs to may be complete."""
    body = SUCCESS + codes("error", "404", "204 <<< status-code-kind")
    (found,) = assert_expected(tmp_path, page(body), "status-code-kind")
    assert found.message.endswith("move it to the success codes, or remove it")
