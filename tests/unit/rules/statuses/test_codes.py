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
    ("listed", "mark"),
    [
        ("userNotFound(404), projectNotFound(404)", ""),
        ("409 (in use), 409 (locked)", ""),
        ("userNotFound(404), userNotFound(404)", " <<< status-code-twice"),
        ("409 (locked), 409 (locked)", " <<< status-code-twice"),
        ("404, userNotFound(404)", " <<< status-code-twice"),
        ("404 (no user), 404", " <<< status-code-twice"),
    ],
)
def test_a_code_twice_in_words_that_differ(tmp_path: Path, listed: str, mark: str) -> None:
    """Once a false positive: each has a name or a text of its own."""
    body = f"Normal response codes: 200\n\nError response codes: {listed}{mark}\n"
    assert_expected(tmp_path, page(body), "status-code-twice")


def test_a_code_twice_for_one_fault(tmp_path: Path) -> None:
    body = (
        "Normal response codes: 200\n\n"
        "Error response codes: computeFault(400, 500, 400), 401 <<< status-code-twice\n"
    )
    assert_expected(tmp_path, page(body), *RULES)


def test_an_error_among_the_successes(tmp_path: Path) -> None:
    body = "Normal response codes: 200, 400, 401 <<< status-code-kind\n"
    found = assert_expected(tmp_path, page(body), *RULES)
    assert found[0].location.column == 29
    assert "400, 401 are listed among the success codes; move them" in found[0].message


def test_a_success_among_the_errors_is_not_also_a_repetition(tmp_path: Path) -> None:
    body = "Normal response codes: 200\n\nError response codes: 200, 404 <<< status-code-kind\n"
    assert_expected(tmp_path, page(body), *RULES)


def test_a_success_among_the_errors(tmp_path: Path) -> None:
    body = SUCCESS + codes("error", "204 <<< status-code-kind", "404")
    assert_expected(tmp_path, page(body), *RULES)


def test_each_kind_of_code(tmp_path: Path) -> None:
    codes_of = ("200", "302", "404 <<< status-code-kind", "503")
    found = assert_expected(tmp_path, page(codes("success", "102", *codes_of) + ERROR), *RULES)
    assert "404, 503 are listed among the success codes" in found[0].message
    body = SUCCESS + codes("error", "102 <<< status-code-kind", "302", "404", "503")
    found = assert_expected(tmp_path / "error", page(body), "status-code-kind")
    assert "102 is listed among the error codes" in found[0].message


def test_a_list_of_the_wrong_kind(tmp_path: Path) -> None:
    body = SUCCESS + codes("success", "400", "404").replace(
        "status.yaml", "status.yaml <<< status-code-kind"
    )
    found = assert_expected(tmp_path, page(body), *RULES)
    assert "write 'error' instead of 'success'" in found[0].message


def test_codes_in_a_sentence_may_mean_anything(tmp_path: Path) -> None:
    """Once a false positive."""
    body = (
        "Normal response codes: 200\n\nError response codes: itemNotFound(404) if there is none."
        " (If it is empty, the result is 200.)\n"
    )
    assert_expected(tmp_path, page(body), *RULES)


def test_an_unknown_kind(tmp_path: Path) -> None:
    body = SUCCESS + codes("eror", "404").replace(
        "status.yaml", "status.yaml <<< unknown-status-kind"
    )
    found = assert_expected(tmp_path, page(body), *RULES)
    assert "did you mean 'error'?" in found[0].message


def test_an_empty_list(tmp_path: Path) -> None:
    body = SUCCESS + ".. rest_status_code:: error status.yaml <<< status-list-empty\n"
    assert_expected(tmp_path, page(body), *RULES)


def test_a_code_out_of_order_is_reported_at_its_place(tmp_path: Path) -> None:
    body = SUCCESS + codes("error", "404 <<< status-code-order", "400", "401", "409")
    found = assert_expected(tmp_path, page(body), *RULES)
    assert "the order is 400, 401, 404, 409" in found[0].message
    assert found[0].subject == "404"


def test_no_codes_at_all(tmp_path: Path) -> None:
    tree = page("It.\n").replace("GET /things", "GET /things <<< status-codes-missing")
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize(
    ("codes_of_third", "mark"), [("", ""), (SUCCESS + ERROR, " <<< status-codes-missing")]
)
def test_a_page_without_any_codes_is_one_finding(
    tmp_path: Path, codes_of_third: str, mark: str
) -> None:
    more = f"Edit\n====\n\n.. rest_method:: PUT /things{mark}\n\nIt.\n\n"
    more += f"Drop\n====\n\n.. rest_method:: DELETE /things\n\nIt.\n\n{codes_of_third}"
    tree = page(f"It.\n\n{more}").replace("GET /things", "GET /things <<< status-codes-missing")
    first, *_ = assert_expected(tmp_path, tree, "status-codes-missing")
    assert len(first.places) == (0 if mark else 2)


def test_codes_given_in_another_way(tmp_path: Path) -> None:
    """Once a false positive."""
    assert_expected(tmp_path, page("The HTTP status code is 200.\n"), *RULES)


def test_words_that_tell_an_error_only(tmp_path: Path) -> None:
    tree = page("Otherwise the service returns the HTTP ``Forbidden (403)`` response code.\n")
    tree = tree.replace("GET /things", "GET /things <<< status-codes-missing")
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize(
    ("between", "mark"),
    [
        ("It.\n\n", ""),
        (".. literalinclude:: a.json\n\n", " <<< status-codes-missing"),
        ("It.\n\nOther\n=====\n\n", " <<< status-codes-missing"),
    ],
)
def test_two_methods_with_a_text_between(tmp_path: Path, between: str, mark: str) -> None:
    """Once a false alarm: the codes below are those of both."""
    tree = page(f"{between}.. rest_method:: PUT /things\n\nIt.\n\n{SUCCESS}{ERROR}")
    tree = tree.replace("GET /things", f"GET /things{mark}")
    assert_expected(tmp_path, tree, "status-codes-missing")


def test_no_code_of_success(tmp_path: Path) -> None:
    body = ERROR.replace("status.yaml", "status.yaml <<< status-codes-missing")
    found = assert_expected(tmp_path, page(body), *RULES)
    assert "no success codes" in found[0].message


def test_no_error_codes(tmp_path: Path) -> None:
    body = SUCCESS.replace("status.yaml", "status.yaml <<< error-codes-missing")
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize("url", ["/", "/v2/", "/{api_version}"])
def test_the_discovery_of_versions_needs_no_error_codes(tmp_path: Path, url: str) -> None:
    """Once a false positive."""
    text = page(SUCCESS)
    assert text.count("GET /things") == 1
    assert_expected(tmp_path, text.replace("GET /things", f"GET {url}"), "error-codes-missing")


def test_a_misspelt_list_is_no_missing_one(tmp_path: Path) -> None:
    """Once a cascade: ``directive-misspelt`` reports it."""
    body = SUCCESS + ERROR.replace("rest_status_code", "rest_status_codes")
    assert_expected(tmp_path, page(body), *RULES)


def test_two_lists_in_one_paragraph_were_once_a_false_alarm(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
Things
======

.. rest_method:: GET /things

Normal response codes: 200
Error response codes: 400, 401
"""
    assert_expected(tmp_path, tree, "status-code-kind", "status-codes-missing")


@pytest.mark.parametrize(
    "body",
    [
        "Normal response codes: 200\nError response codes:\n",
        "Normal response codes: 200, 202. Error response codes: 400, 401.\n",
        "Normal and error response codes: 200, 404\n",
        ":Normal response codes: 200\n:Error response codes: 404\n",
    ],
)
def test_both_lists_in_one_paragraph(tmp_path: Path, body: str) -> None:
    """Once a false positive: all codes counted as those of the first list."""
    assert_expected(tmp_path, page(body), "status-code-kind", "status-codes-missing")


def test_the_second_list_of_a_paragraph(tmp_path: Path) -> None:
    body = "Normal response codes: 200, Error response codes: 204, 404 <<< status-code-kind\n"
    found = assert_expected(tmp_path, page(body), *RULES)
    assert found[0].location.column == 51
    assert "204 is listed among the error codes" in found[0].message


@pytest.mark.parametrize(
    "body",
    [
        "====== ========\nNormal 200, 203\nError  400, 404\n====== ========\n",
        "======== ========\n200 (OK) Done\n404 (No) Not done\n======== ========\n",
        "If it succeeds, it returns 204 (No Content). Otherwise 404 is the answer of the service.",
        "The service that was asked for the thing by its name answers with a 202 at once.",
        f"{'The others are 200':.<39}",
    ],
)
def test_codes_in_a_table_or_a_sentence(tmp_path: Path, body: str) -> None:
    """Once a false positive."""
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize(
    "body",
    [
        "====== ========\nlimit  100\nsize   4096\n====== ========\n",
        "====== =========\nasking in 200 ms\n====== =========\n",
        "It returns the things, of which there may be 200 on a page or as many as a limit says.",
        f"{'The others are 200':.<40}",
    ],
)
def test_numbers_that_are_no_codes(tmp_path: Path, body: str) -> None:
    marked = page(body).replace("GET /things", "GET /things <<< status-codes-missing")
    assert_expected(tmp_path, marked, *RULES)


def test_a_success_in_both_lists(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    body = SUCCESS + codes("error", "200 <<< status-code-kind", "404")
    assert_expected(tmp_path, page(body), *RULES)


def exchange(mark: str = "", between: str = "") -> str:
    """Two lists of errors, with what stands between them."""
    second = codes("error", f"404{mark}")
    return f"{SUCCESS}{codes('error', '404')}{between}{second}"


TABLE = ".. rest_parameters:: parameters.yaml\n\n   - id: id\n\n"


@pytest.mark.parametrize(
    ("mark", "between"),
    [
        ("", TABLE),
        ("", ".. literalinclude:: thing.json\n   :language: json\n\n"),
        (" <<< status-code-twice", "It says it again.\n\n"),
        (" <<< status-code-twice", ""),
    ],
)
def test_the_codes_of_two_exchanges(tmp_path: Path, mark: str, between: str) -> None:
    """Once a false alarm: each request of a login has its own errors."""
    assert_expected(tmp_path, page(exchange(mark, between)), "status-code-twice")


def test_a_code_twice_in_the_list_of_the_second_exchange(tmp_path: Path) -> None:
    body = SUCCESS + ERROR + TABLE + codes("error", "401", "404", "404 <<< status-code-twice")
    assert_expected(tmp_path, page(body), "status-code-twice")


@pytest.mark.parametrize(
    ("explained", "mark"),
    [("400, 404", ""), ("404, 404", " <<< status-code-twice")],
)
def test_codes_that_are_explained_and_summed_up(tmp_path: Path, explained: str, mark: str) -> None:
    """Once a false alarm: a list that explains codes, and one that sums them up."""
    body = (
        f"Normal response codes: 200\n\nError response codes: {explained}{mark}\n\n"
        "If there is no such thing, it fails.\n\nError response codes: 400, 404, 409\n"
    )
    assert_expected(tmp_path, page(body), "status-code-twice")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("See `Show`_, of which this is another name.", ""),
        ("For parameters and codes, refer to `Show`_.", ""),
        # A mere link, or words without one.
        ("It is faster than `Show`_.", " <<< status-codes-missing"),
        ("See the other one.", " <<< status-codes-missing"),
    ],
)
def test_an_operation_that_refers_to_another_one(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false alarm: its codes are those of the other operation."""
    tree = page(f"{SUCCESS}{ERROR}Alias\n=====\n\n.. rest_method:: GET /tools{mark}\n\n{text}\n")
    assert_expected(tmp_path, tree, *RULES)


def test_an_alias_with_a_list_of_its_own_lacks_the_successes(tmp_path: Path) -> None:
    errors = ERROR.replace("status.yaml", "status.yaml <<< status-codes-missing")
    tree = page(
        f"{SUCCESS}{ERROR}Alias\n=====\n\n.. rest_method:: GET /tools\n\nSee `Show`_.\n\n{errors}"
    )
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize("body", ["", SUCCESS])
def test_the_codes_of_a_deprecated_operation(tmp_path: Path, body: str) -> None:
    """Nobody completes them."""
    text = page(f"This API is deprecated.\n\n{body}")
    assert_expected(tmp_path, text, "status-codes-missing", "error-codes-missing")


def pages(*bodies: str) -> str:
    """A page of operations, each with one of the bodies; a mark may be that of its method."""
    text = f"{INDEX}=== api-ref/source/things.inc\n"
    for number, body in enumerate(bodies):
        mark, _, body = body.partition("|") if body.startswith("<<<") else ("", "", body)
        text += f"Show {number}\n======\n\n.. rest_method:: GET /things/{number} {mark}".rstrip()
        text += f"\n\n{body}\n\n"
    return text + FILE


def test_faults_behind_operations_without_any(tmp_path: Path) -> None:
    def marked(text: str, rule: str) -> str:
        return text.replace("status.yaml", f"status.yaml <<< {rule}")

    text = pages(
        SUCCESS + ERROR,
        "Normal response codes: 200\n\nError response codes: busy(409, 500, ...), lost(400)\n",
        "Normal response codes: 300\n\nError response codes: 404 if there is none, or 200\n",
        "The HTTP status code is 200.",
        codes("success", "200", "600 <<< unknown-status-code") + ERROR,
        SUCCESS + codes("error", "404", "404 <<< status-code-twice"),
        SUCCESS + marked(codes("eror", "404"), "unknown-status-kind"),
        SUCCESS + marked(codes("", "404").replace("  ", " "), "unknown-status-kind"),
        SUCCESS + codes("error", "204 <<< status-code-kind", "404"),
        SUCCESS + marked(codes("success", "400"), "status-code-kind"),
        SUCCESS + marked(codes("error"), "status-list-empty"),
        SUCCESS + codes("error", "409", "400 <<< status-code-order", "404"),
        marked(ERROR, "status-codes-missing"),
        "<<< status-codes-missing|It.",
        marked(SUCCESS, "error-codes-missing"),
    )
    text = text.replace(
        "409\n   - 400 <<< status-code-order", "409 <<< status-code-order\n   - 400"
    )
    found = assert_expected(tmp_path, text, *RULES)
    told = {each.rule: each.message for each in found}
    assert told["unknown-status-code"] == "HTTP has no response code 600; correct it"
    assert "the codes 400 of this list are error codes" in told["status-code-kind"]
    assert "204 is listed among the error codes; move it to the success codes, or remove it" in {
        each.message for each in found
    }
    assert "this list of error codes is empty" in told["status-list-empty"]


@pytest.mark.parametrize(
    ("listed", "moved"),
    [
        (("400", "404", "401", "409"), 2),
        (("404", "400", "401", "409"), 0),
        (("409", "404", "401"), 1),
        (("400", "401", "409", "404"), 3),
    ],
)
def test_which_code_is_out_of_order(tmp_path: Path, listed: tuple[str, ...], moved: int) -> None:
    marked = [
        f"{code} <<< status-code-order" if at == moved else code for at, code in enumerate(listed)
    ]
    (found,) = assert_expected(tmp_path, page(SUCCESS + codes("error", *marked)), *RULES)
    assert found.fix is not None
    assert f"the order is {', '.join(sorted(listed))}" in found.message


def texts(*lists: str) -> str:
    """An operation for each list of error codes."""
    text = f"{INDEX}=== api-ref/source/things.inc\n"
    for number, listed in enumerate(lists):
        text += f"Show {number}\n=======\n\n.. rest_method:: GET /things/{number}\n\n"
        text += f"Error response codes: {listed}\n\n"
    return text


@pytest.mark.parametrize(
    ("usual", "odd", "subject"),
    [
        ("noEntry(401), tooBig(413)", "noEntry(413)", "noentry 413"),
        ("No Entry (401), Too Big (413)", "Too Big (401) and gone", "toobig 401"),
        ("401 (No entry), 413 (Too big)", "401 (Too Big)", "toobig 401"),
        ("noEntry(401) and tooBig(413)", "x(400) and tooBig(401)", "toobig 401"),
    ],
)
def test_a_code_with_the_name_of_another(
    tmp_path: Path, usual: str, odd: str, subject: str
) -> None:
    text = texts(*[usual] * 3, f"{odd} <<< status-code-misnamed")
    (found,) = assert_expected(tmp_path, text, "status-code-misnamed")
    assert found.subject == subject


@pytest.mark.parametrize(
    ("listed", "mark"),
    [
        ("notFound(404), conflict(404)", " <<< status-code-misnamed"),
        ("Not Found (404), Conflict (404)", " <<< status-code-misnamed"),
        ("notFound(404), conflict(409)", ""),
        ("itemNotFound(404), conflictingRequest(404)", ""),
    ],
)
def test_a_code_with_the_name_that_http_gives_to_another(
    tmp_path: Path, listed: str, mark: str
) -> None:
    """Once only told if several other texts had the name of the code."""
    assert_expected(tmp_path, texts(f"{listed}{mark}"), "status-code-misnamed")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("itemNotFuond", " <<< status-code-misnamed"),
        ("itmNotFound", " <<< status-code-misnamed"),
        ("item Not Found", ""),
        ("noSuchItem", ""),
    ],
)
def test_a_name_with_a_typo(tmp_path: Path, name: str, mark: str) -> None:
    """Once not reported."""
    lists = ["itemNotFound(404)"] * 3
    assert_expected(tmp_path, texts(*lists, f"{name}(404){mark}"), "status-code-misnamed")
    assert_expected(tmp_path / "two", texts(*lists[:2], f"{name}(404)"), "status-code-misnamed")


@pytest.mark.parametrize(
    "lists",
    [
        # Two of the others may be wrong as well.
        ("noEntry(401), tooBig(413)", "noEntry(401), tooBig(413)", "noEntry(413)"),
        # A name of several codes, a code of several names.
        (*["tooBig(413)"] * 4, "tooBig(429)"),
        (*["tooBig(413), limit(429)"] * 4, *["tooBig(429)"] * 2),
        (*["tooBig(413)"] * 4, "tooMany(413)"),
        (*["tooBig(413), limit(429)"] * 4, "413, 429"),
    ],
)
def test_codes_that_may_have_their_names(tmp_path: Path, lists: tuple[str, ...]) -> None:
    assert_expected(tmp_path, texts(*lists), "status-code-misnamed")


OF_CODES = "=====  ====\nCode   When\n=====  ====\n204    Done\n=====  ===="


@pytest.mark.parametrize(
    ("others", "listed", "text", "mark"),
    [
        (3, "Normal response codes: 200", "It returns 204, without a body.", True),
        # Too few others, or not all of them list their codes.
        (2, "Normal response codes: 200", "It returns 204, without a body.", False),
        (3, "It returns 200.", "It returns 204, without a body.", False),
        # In a table of its own.
        (3, "Normal response codes: 200", OF_CODES, False),
    ],
)
def test_codes_in_prose_only(
    tmp_path: Path, others: int, listed: str, text: str, mark: bool
) -> None:
    tree = f"{INDEX}=== api-ref/source/things.inc\n"
    told = " <<< status-codes-missing" if mark else ""
    for number, (said, place) in enumerate([*[(listed, "")] * others, (text, told)]):
        tree += f"Show {number}\n=======\n\n.. rest_method:: GET /things/{number}{place}\n\n"
        tree += f"{said}\n\n"
    assert_expected(tmp_path, tree, "status-codes-missing")


@pytest.mark.parametrize(
    ("code", "response", "mark"),
    [
        ("204", "   - id: id\n", " <<< body-without-code"),
        ("204 205", "   - id: id\n", " <<< body-without-code"),
        ("204", "   - X-Id: header\n", ""),
        ("204", "**Error response**\n\nTABLE   - id: id\n", ""),
        ("204", "", ""),
        ("204 202", "   - id: id\n", ""),
        ("202", "   - id: id\n", ""),
        ("204", ".. literalinclude:: thing.json\n", " <<< body-without-code"),
        ("204", ".. literalinclude:: thing.sh\n", ""),
        ("204", "Response of an error\n\n.. literalinclude:: error-409.json\n", ""),
    ],
)
def test_a_body_beside_a_code_that_says_there_is_none(
    tmp_path: Path, code: str, response: str, mark: str
) -> None:
    first, *others = code.split()
    table = ".. rest_parameters:: parameters.yaml\n\n"
    if "TABLE" not in response:
        response = f"TABLE{response}" if "   -" in response else response
    text = codes("success", f"{first}{mark}", *others) + ERROR
    text += f"Response\n--------\n\n{response.replace('TABLE', table)}\n"
    tree = page(text) + "=== api-ref/source/parameters.yaml\n"
    for key, place in (("id", "body"), ("header", "header")):
        tree += f"{key}: {{in: {place}, type: string, required: true, description: It.}}\n"
    for name in ("thing.json", "error-409.json", "thing.sh"):
        tree += f'=== api-ref/source/{name}\n{{"id": "a"}}\n'
    assert_expected(tmp_path, tree, "body-without-code")


def test_an_operation_behind_others(tmp_path: Path) -> None:
    """Each of the others lacks one condition of the rules."""
    others = (
        ("Old (DEPRECATED)", "GET /old", ""),
        ("Old success (DEPRECATED)", "GET /older", SUCCESS),
        ("Versions", "GET /", SUCCESS),
        ("Text", "GET /text", "Success: 200; errors: computeFault(400, 500), lost(401)\n"),
        ("Listed", "GET /listed", SUCCESS + ERROR),
    )
    wrong = (
        ("None", "GET /none <<< status-codes-missing", ""),
        (
            "Half",
            "GET /half",
            ".. rest_status_code:: success status.yaml <<< error-codes-missing\n\n   - 200\n",
        ),
        ("Order", "GET /order", SUCCESS + codes("error", "404", "400 <<< status-code-order")),
        ("Kind", "GET /kind", SUCCESS + codes("error", "201 <<< status-code-kind", "404")),
        ("Twice", "GET /twice", SUCCESS + codes("error", "404", "404 <<< status-code-twice")),
        (
            "Empty",
            "GET /empty",
            f"{SUCCESS}.. rest_status_code:: error status.yaml <<< status-list-empty\n",
        ),
        (
            "Other",
            "GET /other",
            SUCCESS + ERROR + codes("fault", "409").replace("yaml", "yaml <<< unknown-status-kind"),
        ),
        ("Odd", "GET /odd", SUCCESS + codes("error", "404", "444 <<< unknown-status-code")),
    )
    text = "".join(
        f"{title}\n{'=' * 30}\n\n.. rest_method:: {method}\n\n{body}\n"
        for title, method, body in (*others, *wrong)
    )
    assert_expected(tmp_path, f"{INDEX}=== api-ref/source/things.inc\n{text}{FILE}", *RULES)


def test_the_order_of_codes_in_words(tmp_path: Path) -> None:
    body = "Normal response codes: 200\n\nError response codes: 404, 400 <<< status-code-order\n"
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize(
    ("items", "order"),
    [
        (("444", "400", "404"), ""),
        (("444", "404", "400 <<< status-code-order"), "; the order is 400, 404"),
        (("404", "444", "400 <<< status-code-order"), "; the order is 400, 404"),
    ],
)
def test_codes_that_http_does_not_have_have_no_order(
    tmp_path: Path, items: tuple[str, ...], order: str
) -> None:
    found = assert_expected(tmp_path, page(SUCCESS + codes("error", *items)), "status-code-order")
    assert [each.message.endswith(order) for each in found] == [True] * bool(order)


@pytest.mark.parametrize(
    ("arguments", "subject", "message"),
    [
        ("error", "error", "rest_status_code needs 'success' or 'error', and a file"),
        ("status.yaml", "status.yaml", "rest_status_code needs 'success' or 'error', and a file"),
        ("", "rest_status_code", "rest_status_code needs 'success' or 'error', and a file"),
        ("fault status.yaml", "fault", "the kind is 'fault', not 'success' or 'error'"),
    ],
)
def test_the_arguments_of_a_list(
    tmp_path: Path, arguments: str, subject: str, message: str
) -> None:
    body = f"{SUCCESS}.. rest_status_code:: {arguments} <<< unknown-status-kind\n\n   - 404\n"
    (found,) = assert_expected(tmp_path, page(body), "unknown-status-kind")
    assert found.subject == subject
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("444", "HTTP has no response code 444; correct it"),
        ("whatever", "'whatever' is not a response code; write one such as 404"),
    ],
)
def test_what_to_do_about_an_unknown_code(tmp_path: Path, code: str, message: str) -> None:
    body = SUCCESS + codes("error", f"{code} <<< unknown-status-code")
    (found,) = assert_expected(tmp_path, page(body), "unknown-status-code")
    assert found.message == message


def test_a_list_in_words_of_the_wrong_kind(tmp_path: Path) -> None:
    body = "Normal response codes: 400, 404 <<< status-code-kind\n"
    (found,) = assert_expected(tmp_path, page(body), "status-code-kind")
    assert found.location.column == 24
    assert (
        found.message == "400, 404 are listed among the success codes; move them to the error codes"
    )


@pytest.mark.parametrize(
    "body",
    [
        codes("eror", "404").replace("status.yaml", "status.yaml <<< unknown-status-kind"),
        codes("error", "200 <<< status-code-kind", "404"),
        codes("error", "302", "404"),
    ],
)
def test_lists_that_may_have_codes_of_success(tmp_path: Path, body: str) -> None:
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize("items", ["409 404* 400", "400* 200 300", "200 409* 400 404", "300 200*"])
def test_the_code_that_has_to_move(tmp_path: Path, items: str) -> None:
    text = page(codes("success", *items.replace("*", "@").split()))
    text = text.replace("@", " <<< status-code-order")
    assert_expected(tmp_path, text, "status-code-order")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("440", "HTTP has no response code 440; did you mean 404?"),
        ("4O4", "'4O4' is not a response code; did you mean 404?"),
    ],
)
def test_an_unknown_code_with_a_reason_of_another(tmp_path: Path, code: str, message: str) -> None:
    text = page(SUCCESS + codes("error", f"{code}: gone <<< unknown-status-code"))
    text = text.replace(FILE, "=== api-ref/source/status.yaml\n200:\n  default: It.\n")
    (found,) = assert_expected(tmp_path, f"{text}404:\n  gone: Gone.\n", "unknown-status-code")
    assert found.message == message


def test_an_operation_without_codes_behind_others_that_need_none(tmp_path: Path) -> None:
    """One that shares those below it, and one that refers to another operation."""
    mark = "<<< status-codes-missing"
    text = page(
        f"It.\n\n.. rest_method:: PUT /things\n\nIt.\n\n{SUCCESS}{ERROR}"
        "Alias\n=====\n\n.. rest_method:: GET /tools\n\nSee `Show`_.\n\n"
        f"None\n====\n\n.. rest_method:: GET /none {mark}\n\nIt.\n"
    )
    assert_expected(tmp_path, text, "status-codes-missing")


def test_lists_of_the_wrong_kind_in_several_operations(tmp_path: Path) -> None:
    wrong = codes("success", "400").replace("status.yaml", "status.yaml <<< status-code-kind")
    assert_expected(tmp_path, pages(wrong, wrong), "status-code-kind")


def test_a_body_behind_operations_that_may_have_one(tmp_path: Path) -> None:
    response = f"Response\n--------\n\n{TABLE}"
    text = pages(
        SUCCESS + response,
        response,
        codes("success", "204 <<< body-without-code") + response,
    )
    text += "=== api-ref/source/parameters.yaml\n"
    text += "id: {in: body, type: string, required: true, description: It.}\n"
    assert_expected(tmp_path, text, "body-without-code")


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (("Too cold (799)",) * 3, ""),
        (("Too cold (799)",) * 2, " <<< unknown-status-code"),
        (("Too cold (799)", "Too cold (799)", "Too hot (799)"), " <<< unknown-status-code"),
        (("Locked (799), locked (423)",) * 3, " <<< unknown-status-code"),
    ],
)
def test_a_code_of_the_service_itself(tmp_path: Path, texts: tuple[str, ...], mark: str) -> None:
    """Once false positives: a code with one name throughout."""
    bodies = [f"Normal response codes: 200\n\nError response codes: {it}{mark}\n" for it in texts]
    assert_expected(tmp_path, pages(*bodies), "unknown-status-code")


def test_a_reason_makes_a_code_one_of_the_service(tmp_path: Path) -> None:
    text = pages(*[SUCCESS + codes("error", "799: cold")] * 3)
    assert_expected(tmp_path, text, "unknown-status-code")


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
