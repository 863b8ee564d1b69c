"""Rules of ``apiref.rules.statuses.files``."""

from pathlib import Path

from apiref.model.cause import Cause, at
from apiref.model.finding import Severity
from apiref.model.location import Location
from tests.trees import INDEX, assert_expected

RULES = (
    "status-file-missing",
    "status-reason-missing",
    "status-reason-unused",
    "status-key-twice",
    "status-key",
    "status-text-missing",
    "status-file-order",
)


def tree(items: tuple[str, ...], file: str, *, name: str = "status.yaml") -> str:
    listed = "".join(f"   - {item}\n" for item in items)
    return (
        f"{INDEX}=== api-ref/source/things.inc\nShow\n====\n\n.. rest_method:: GET /things\n\n"
        f".. rest_status_code:: error {name}\n\n{listed}\n"
        f"=== api-ref/source/status.yaml\n{file}"
    )


CATALOGUE = "400:\n  default: Bad.\n404:\n  default: None.\n  in-use: Used.\n409:\n  default: No.\n"


def test_a_catalogue_may_have_more_than_is_used(tmp_path: Path) -> None:
    assert_expected(tmp_path, tree(("404", "404: in-use"), CATALOGUE), *RULES)


def test_a_missing_file(tmp_path: Path) -> None:
    text = tree(("404",), CATALOGUE, name="statuses.yaml <<< status-file-missing")
    text = text.replace("   - 404\n", "   - 404\n\n.. rest_status_code:: success status.yaml\n")
    found = assert_expected(tmp_path, text, "status-file-missing")
    assert "did you mean 'status.yaml'?" in found[0].message
    assert found[0].location.column == 29


def test_a_file_outside_the_repository(tmp_path: Path) -> None:
    text = tree(("404",), CATALOGUE, name="../../../status.yaml <<< status-file-missing")
    found = assert_expected(tmp_path, text, "status-file-missing")
    assert "outside the repository" in found[0].message


def test_a_file_of_parameters(tmp_path: Path) -> None:
    """Once a finding for each of its keys, as if they were codes."""
    text = tree(("404",), CATALOGUE, name="parameters.yaml <<< status-file-missing")
    text += "=== api-ref/source/parameters.yaml\nid:\n  in: body\n  type: string\n"
    text += "size:\n  type: integer\n"
    found = assert_expected(tmp_path, text, *RULES)
    assert (
        found[0].message
        == "'parameters.yaml' contains parameters; refer to a file of response codes"
    )


def test_the_reasons_of_a_list_that_names_no_file_are_used(tmp_path: Path) -> None:
    text = tree(("404: in-use",), CATALOGUE)
    text = text.replace("error status.yaml\n", "error <<< unknown-status-kind\n", 1)
    text += "\n=== api-ref/source/more.rst\n.. rest_status_code:: error status.yaml\n\n   - 400\n"
    assert_expected(tmp_path, text, "status-reason-unused", "unknown-status-kind")


def test_a_reason_that_the_file_lacks(tmp_path: Path) -> None:
    text = tree(("404: in_use <<< status-reason-missing",), CATALOGUE)
    found = assert_expected(tmp_path, text, *RULES)
    assert "did you mean 'in-use'?" in found[0].message
    assert found[0].location.column == 11
    assert found[0].places == (Location("api-ref/source/status.yaml", 3),)


def test_a_code_that_the_file_lacks(tmp_path: Path) -> None:
    text = tree(("404: in-use", "410 <<< status-reason-missing"), CATALOGUE)
    found = assert_expected(tmp_path, text, *RULES)
    assert "response code 410 is not defined in api-ref/source/status.yaml" in found[0].message
    # The code after which it belongs.
    assert found[0].places == (Location("api-ref/source/status.yaml", 6),)


def test_a_code_without_a_default_text(tmp_path: Path) -> None:
    text = tree(("404 <<< status-reason-missing",), "404:\n  in-use: Used.\n")
    found = assert_expected(tmp_path, text, *RULES)
    assert "has no 'default' text" in found[0].message


def test_the_reasons_of_a_code_without_a_default_text(tmp_path: Path) -> None:
    items = ("404: a", "404: b", "404 <<< status-reason-missing", "409: c")
    (found,) = assert_expected(
        tmp_path, tree(items, "404:\n  a: A.\n  b: B.\n409:\n  c: C.\n"), *RULES
    )
    assert found.message.endswith("; refer to one of its reasons: a, b")


def test_a_code_renamed_in_the_file_is_reported_there(tmp_path: Path) -> None:
    text = tree(
        ("404: in-use", "404: locked"),
        "409: <<< status-reason-missing\n  in-use: Used.\n  locked: Locked.\n",
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "rename it to 404" in found[0].message


def test_a_reason_renamed_in_the_file_is_reported_there(tmp_path: Path) -> None:
    text = tree(
        ("404: in-use", "409: in-use"),
        "404:\n  in-us: Used. <<< status-reason-missing\n409:\n  in-use: Used.\n",
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "rename it to 'in-use'" in found[0].message


def test_an_unused_reason_is_one_finding_for_all_its_codes(tmp_path: Path) -> None:
    text = tree(
        ("404",),
        "404:\n  default: None.\n  gone: Gone. <<< status-reason-unused\n409:\n  gone: Gone.\n",
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "of response code 404, 409" in found[0].message
    assert len(found[0].places) == 1


def test_an_unused_reason_names_the_operation_that_has_it_for_other_codes(
    tmp_path: Path,
) -> None:
    text = tree(
        ("404: show",), "400:\n  show: Bad. <<< status-reason-unused\n404:\n  show: None.\n"
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert found[0].operation == "GET /things"


def test_reasons_of_a_broken_list_are_not_unused(tmp_path: Path) -> None:
    """Once a cascade: the file's name, or the directive's, is the defect."""
    text = tree(("404: in-use",), CATALOGUE)
    for broken in (
        text.replace("rest_status_code::", "rest_sttaus_code::"),
        text.replace("rest_status_code::", "rest_status_code:"),
        text.replace("error status.yaml", "error statsu.yaml").replace(
            "It.", "It.\n\n.. rest_status_code:: success status.yaml\n\n   - 400\n"
        ),
    ):
        assert_expected(tmp_path, broken, "status-reason-unused")


def test_a_code_twice_in_the_file(tmp_path: Path) -> None:
    file = "404:\n  default: None.\n404: <<< status-key-twice\n  default: Gone.\n"
    assert_expected(tmp_path, tree(("404",), file), *RULES)


def test_a_reason_twice_in_the_file(tmp_path: Path) -> None:
    file = "404:\n  default: None.\n  default: Gone. <<< status-key-twice\n"
    found = assert_expected(tmp_path, tree(("404",), file), *RULES)
    assert found[0].location.column == 3


def test_a_code_in_quotes_is_never_found(tmp_path: Path) -> None:
    file = "'404': <<< status-key\n  default: None.\n"
    found = assert_expected(tmp_path, tree(("404",), file), "status-key")
    assert "without quotes" in found[0].message


def test_a_key_that_is_no_response_code(tmp_path: Path) -> None:
    file = "404:\n  default: None.\n440: <<< status-key\n  default: No.\n"
    assert_expected(tmp_path, tree(("404",), file), *RULES)


def test_a_reason_without_a_text(tmp_path: Path) -> None:
    file = "404:\n  default: <<< status-text-missing\n"
    assert_expected(tmp_path, tree(("404",), file), *RULES)


def test_codes_out_of_order(tmp_path: Path) -> None:
    file = "404:\n  default: None.\n400: <<< status-file-order\n  default: Bad.\n"
    found = assert_expected(tmp_path, tree(("404",), file), *RULES)
    assert "comes after 404" in found[0].message
    assert [place.line for place in found[0].places] == [1]


def lists(*items: str, name: str = "status.yaml") -> str:
    """Another operation for each item, with a list of this item only."""
    return "".join(
        f"Show {number}\n======\n\n.. rest_method:: GET /things/{number}\n\n"
        f".. rest_status_code:: error {name}\n\n   - {item}\n\n"
        for number, item in enumerate(items)
    )


def test_a_missing_file_of_several_lists(tmp_path: Path) -> None:
    """Behind a list that names no file, and one whose file exists."""
    text = tree(("404",), CATALOGUE)
    more = ".. rest_status_code:: error\n\n   - 404\n\n"
    more += lists("404", name="gone.txt <<< status-file-missing")
    more += lists("404", "400", name="gone.txt")
    (found,) = assert_expected(
        tmp_path,
        text.replace("=== api-ref/source/status", f"{more}=== api-ref/source/status"),
        "status-file-missing",
    )
    assert found.message == "the file of response codes 'gone.txt' does not exist"
    assert [place.line for place in found.places] == [28, 37]
    assert (found.subject, found.operation) == ("gone.txt", "GET /things/0")


def test_a_code_that_the_file_lacks_in_several_lists(tmp_path: Path) -> None:
    text = tree(("404: in-use",), CATALOGUE)
    more = lists("410 <<< status-reason-missing", "410")
    (found,) = assert_expected(
        tmp_path,
        text.replace("=== api-ref/source/status", f"{more}=== api-ref/source/status"),
        *RULES,
    )
    assert found.operation == "GET /things/0"
    assert [place.path.rpartition("/")[2] for place in found.places] == [
        "status.yaml",
        "things.inc",
    ]


def test_reasons_twice_in_the_file(tmp_path: Path) -> None:
    """And a reason of several codes that no page refers to."""
    file = (
        "400:\n  gone: Gone. <<< status-reason-unused\n  default: Bad.\n"
        "404:\n  default: None.\n  gone: Gone.\n"
        "  default: No. <<< status-key-twice\n  gone: Gone.\n  default: Never.\n"
        "409:\n  default: No.\n  gone: Gone.\n"
    )
    found = {each.rule: each for each in assert_expected(tmp_path, tree(("404",), file), *RULES)}
    twice, unused = found["status-key-twice"], found["status-reason-unused"]
    assert "404 has 'default', 'gone', 'default' twice" in twice.message
    assert (twice.subject, [place.line for place in twice.places]) == ("default", [8, 9])
    assert "'gone' of response code 400, 404, 404, 409;" in unused.message
    assert [place.line for place in unused.places] == [6, 8, 12]


def test_a_code_that_belongs_at_the_start(tmp_path: Path) -> None:
    file = "404:\n  default: None.\n409:\n  default: No.\n"
    file += "400: <<< status-file-order\n  default: Bad.\n"
    (found,) = assert_expected(tmp_path, tree(("404",), file), *RULES)
    assert found.fix is not None
    assert found.fix.title == "Move 400"
    assert [(edit.start.line, edit.old) for edit in found.fix.edits] == [
        (1, ""),
        (4, "\n400:\n  default: Bad."),
    ]


def test_codes_out_of_order_behind_others(tmp_path: Path) -> None:
    file = (
        "200:\n  default: OK.\n"
        "'300': <<< status-key\n  default: Other.\n"
        "440: <<< status-key\n  default: What.\n"
        "404:\n  default: None.\n"
        "400: <<< status-file-order\n  default: Bad.\n"
        "409:\n  default: <<< status-text-missing\n"
        "401:\n  default: Who.\n"
    )
    found = {each.rule: each for each in assert_expected(tmp_path, tree(("404",), file), *RULES)}
    order = found["status-file-order"]
    assert order.message == ("response code 400 comes after 404; keep the codes in ascending order")
    assert order.subject == "400"
    assert order.fix is not None
    assert order.fix.title == "Move 404"


def test_the_reasons_that_the_lists_of_a_missing_file_expect(tmp_path: Path) -> None:
    text = tree(("404: in-use", "409"), CATALOGUE, name="gone.txt <<< status-file-missing")
    text = text.replace("=== api-ref/source/status", lists("404") + "=== api-ref/source/status")
    (found,) = assert_expected(tmp_path, text, "status-file-missing")
    assert {*found.related} == {
        Cause("reason", "api-ref/source/status.yaml", name) for name in ("in-use", "")
    }


STATUS = "api-ref/source/status.yaml"
CODES = "400:\n  default: Bad.\n404:\n  default: None.\n  gone: Gone.\n409:\n  default: No.\n"


def test_the_code_that_has_the_reason_of_a_missing_one(tmp_path: Path) -> None:
    text = tree(("404", "410: gone <<< status-reason-missing"), CODES)
    (found,) = assert_expected(tmp_path, text, "status-reason-missing", "status-reason-unused")
    assert found.message == f"response code 410 is not defined in {STATUS}; did you mean 404?"
    assert (found.subject, found.operation) == ("410", "GET /things")
    assert found.places == (Location(STATUS, 3),)
    assert {*found.related} == {
        at("code", found.location),
        at("code", Location(STATUS, 3)),
        Cause("reason", STATUS, "gone"),
    }


def test_a_code_that_is_like_none_of_the_file(tmp_path: Path) -> None:
    text = tree(("404: gone", "403 <<< status-reason-missing"), CODES)
    (found,) = assert_expected(tmp_path, text, "status-reason-missing")
    assert found.message == f"response code 403 is not defined in {STATUS}; add it there"
    assert found.places == (Location(STATUS, 3),)
    assert {*found.related} == {at("code", found.location), Cause("reason", STATUS, "default")}


def test_a_reason_that_is_like_one_or_none_of_the_file(tmp_path: Path) -> None:
    items = ("404: gon <<< status-reason-missing", "404: other <<< status-reason-missing")
    near, far = assert_expected(tmp_path, tree(items, CODES), "status-reason-missing")
    assert near.message.endswith(f"has no reason 'gon' in {STATUS}; did you mean 'gone'?")
    assert far.message.endswith(f"has no reason 'other' in {STATUS}; add it there")
    assert [Cause("reason", STATUS, "gone") in each.related for each in (near, far)] == [
        True,
        False,
    ]
    assert [each.subject for each in (near, far)] == ["gon", "other"]


def test_a_code_without_reasons_has_no_default_text(tmp_path: Path) -> None:
    text = tree(("404 <<< status-reason-missing",), "404: {}\n")
    (found,) = assert_expected(tmp_path, text, "status-reason-missing")
    assert found.message == f"response code 404 has no 'default' text in {STATUS}; add it there"


def test_a_reason_of_several_codes_is_an_alternative(tmp_path: Path) -> None:
    file = "404:\n  default: None.\n  plain: None. <<< status-reason-unused\n"
    file += "409:\n  default: No.\n  plain: No.\n"
    (found,) = assert_expected(tmp_path, tree(("404",), file), *RULES)
    assert found.severity == Severity.INFO


def test_a_code_of_the_service_itself(tmp_path: Path) -> None:
    text = tree(("799: cold",), "799: <<< status-key\n  cold: Too cold.\n")
    assert_expected(tmp_path, text, "status-key")
    again = "\n.. rest_status_code:: error status.yaml\n\n   - 799: cold\n"
    text = text.replace(" <<< status-key", "").replace(
        "   - 799: cold\n", "   - 799: cold\n" + again * 2
    )
    assert_expected(tmp_path, text, "status-key")
