"""Rules of ``apiref.rules.samples.files``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = (
    "sample-missing",
    "sample-unused",
    "sample-variant-unused",
    "sample-twice",
    "folder-absent",
)


def tree(*samples: str, files: tuple[str, ...] = (), title: str = "Show thing") -> str:
    """An operation that includes ``samples``; ``files`` exist below ``samples/``."""
    text = f"{INDEX}=== api-ref/source/things.inc\n{title}\n{'=' * 30}\n\n"
    text += ".. rest_method:: GET /things/{id}\n\nResponse Example\n----------------\n\n"
    for sample in samples:
        text += f".. literalinclude:: {sample}\n   :language: json\n\n"
    for name in files:
        path, _, mark = name.partition(" ")
        text += f"=== api-ref/source/samples/{path}\n{{}} {mark}".rstrip() + "\n"
    return text


def test_samples_that_are_shown(tmp_path: Path) -> None:
    text = tree("samples/a.json", "./samples/b.json", files=("a.json", "b.json"))
    assert_expected(tmp_path, text, *RULES)


def test_a_path_below_the_directive(tmp_path: Path) -> None:
    """Once a false alarm: docutils also accepts an argument on the next line."""
    text = tree(files=("a.json",)) + "=== api-ref/source/index.rst\n"
    text += "API\n===\n\n.. literalinclude::\n   samples/a.json\n   :language: json\n"
    assert_expected(tmp_path, text, "sample-missing", "sample-unused")


def test_a_missing_sample(tmp_path: Path) -> None:
    text = tree("samples/thnig-show.json <<< sample-missing", files=("thing-show.json",))
    found = assert_expected(tmp_path, text, *RULES)
    assert "did you mean 'samples/thing-show.json'?" in found[0].message
    assert found[0].location.column == 21
    assert found[0].operation == "GET /things/{id}"


def test_a_sample_beside_the_page_instead_of_above_it(tmp_path: Path) -> None:
    """Once without advice, as the folder was not read."""
    text = tree("../samples/thing.json <<< sample-missing", files=("thing.json",))
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "did you mean 'samples/thing.json'?" in found.message


def test_a_sample_outside_of_the_repository(tmp_path: Path) -> None:
    text = tree("../../../a.json <<< sample-missing", files=())
    found = assert_expected(tmp_path, text, *RULES)
    assert "outside the repository" in found[0].message
    assert found[0].subject == "../../../a.json"


def test_a_directive_without_a_file(tmp_path: Path) -> None:
    found = assert_expected(tmp_path, tree(" <<< sample-missing"), *RULES)
    assert (found[0].subject, found[0].message) == (
        "literalinclude",
        "this literalinclude names no file",
    )


def test_a_missing_sample_is_one_finding_for_all_its_places(tmp_path: Path) -> None:
    text = tree("samples/b.json <<< sample-missing", "samples/a.json", "samples/b.json")
    text += "=== api-ref/source/samples/a.json\n{}\n"
    found = assert_expected(tmp_path, text, *RULES)
    assert [place.line for place in found[0].places] == [15]


def test_a_sample_that_no_page_shows(tmp_path: Path) -> None:
    files = ("a-request.json", "thing-show-response.json <<< sample-unused")
    text = tree("samples/a-request.json", files=files)
    found = assert_expected(tmp_path / "none", text, *RULES)
    assert "include it in 'Show thing', which it is named after" in found[0].message
    text = tree("samples/a.json", files=("a.json", "thing-show-response.json <<< sample-unused"))
    found = assert_expected(tmp_path / "another", text, *RULES)
    assert found[0].message.endswith("; include it where it belongs, or remove it")
    assert found[0].location.column == 1


def test_the_unused_sample_of_a_missing_one(tmp_path: Path) -> None:
    """Once two findings, and the advice to remove it."""
    text = tree(
        "samples/quite-different.json <<< sample-missing", files=("thing-show-response.json",)
    )
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "did you mean 'samples/thing-show-response.json'?" in found.message


@pytest.mark.parametrize(
    ("title", "file", "method", "code"),
    [
        ("Show thing", "../../v1/thing-show-response.json", "GET", 200),
        ("Show thing part", "thing-show-response.json", "GET", 200),
        ("Replace list of things", "thing-list-response.json", "PUT", 200),
        ("Update thing", "thing-update-response.json", "PUT", 204),
        ("Add thing", "thing-create-response.json", "POST", 200),
    ],
)
def test_an_unused_sample_that_may_belong_elsewhere(
    tmp_path: Path, title: str, file: str, method: str, code: int
) -> None:
    """Once with the advice to include it in an operation that it does not belong to."""
    shown = f"{file.rpartition('thing')[0]}a-request.json"
    text = tree(f"samples/{shown}", files=(shown, f"{file} <<< sample-unused"), title=title)
    text = text.replace("GET /things/{id}", f"{method} /things/{{id}}")
    text = text.replace("Response Example", f"Normal response codes: {code}\n\nResponse Example")
    text = text.replace("api-ref/source/", "api-ref/source/v2/").replace("v2/samples/../../", "")
    (found,) = assert_expected(tmp_path, text, "sample-unused")
    assert found.message.endswith("; include it where it belongs, or remove it")


@pytest.mark.parametrize(
    ("file", "content", "advice"),
    [
        ("thing-list-request.json", "[]", "such a request has no body, so remove it"),
        ("thing-show-request.json", "[]", "such a request has no body, so remove it"),
        (
            "old/thing.json",
            '{"a": 1}',
            "it has the content of '{shown}', which is shown, so remove it",
        ),
        ("old/thing.json", '{"a": 2}', "include it where it belongs, or remove it"),
        ("thing-move-request.json", "[]", "include it where it belongs, or remove it"),
    ],
)
def test_an_unused_sample_that_can_only_be_removed(
    tmp_path: Path, file: str, content: str, advice: str
) -> None:
    text = tree("samples/thing.json") + '=== api-ref/source/samples/thing.json\n{"a": 1}\n'
    text += f"=== api-ref/source/samples/{file}\n{content} <<< sample-unused\n"
    (found,) = assert_expected(tmp_path, text, *RULES)
    advice = advice.format(shown="api-ref/source/samples/thing.json")
    assert found.message == f"no page shows this sample; {advice}"


def test_the_sample_of_another_version_of_the_api_is_no_copy(tmp_path: Path) -> None:
    shown = ("samples/v1/thing.json", "samples/v2/other.json")
    files = ("v1/thing.json", "v2/other.json", "v2/thing.json <<< sample-unused")
    (found,) = assert_expected(tmp_path, tree(*shown, files=files), *RULES)
    assert found.message == "no page shows this sample; include it where it belongs, or remove it"


def test_a_folder_that_no_page_shows_is_one_finding(tmp_path: Path) -> None:
    files = ("a.json", "more/1.json <<< sample-unused", *(f"more/{n}.json" for n in "2345"))
    found = assert_expected(tmp_path, tree("samples/a.json", files=files), *RULES)
    assert "no page shows any sample in this folder" in found[0].message
    assert [place.path[-6:] for place in found[0].places] == [
        "2.json",
        "3.json",
        "4.json",
        "5.json",
    ]
    assert len(found[0].places) == 4


@pytest.mark.parametrize("count", [3, 4])
def test_how_many_samples_of_a_folder_are_one_finding(tmp_path: Path, count: int) -> None:
    names = [f"more/{number}.json" for number in range(count)]
    marks = [" <<< sample-unused" if count == 3 or not at else "" for at in range(count)]
    files = ("a.json", *map("".join, zip(names, marks, strict=True)))
    found = assert_expected(tmp_path, tree("samples/a.json", files=files), *RULES)
    subjects = ["0.json", "1.json", "2.json"] if count == 3 else ["api-ref/source/samples/more"]
    assert [each.subject for each in found] == subjects


def test_samples_of_microversions_may_be_read_by_tests(tmp_path: Path) -> None:
    files = (
        "v2.9/thing.json",
        "v2.5/other.json",
        "v2.5/thing.json",
        "thing.json",
    )
    text = tree("samples/v2.9/thing.json", files=files)
    text = text.replace(
        "samples/thing.json\n{}", "samples/thing.json\n{} <<< sample-variant-unused"
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "this sample of a microversion" in found[0].message
    assert [place.path[-15:] for place in found[0].places] == ["v2.5/other.json", "v2.5/thing.json"]


def test_samples_of_functional_tests(tmp_path: Path) -> None:
    """Once a false alarm: tests read samples that no page shows."""
    text = tree("../../doc/api_samples/things/a.json", files=())
    for name, mark in (("a", ""), ("b", " <<< sample-variant-unused"), ("c", "")):
        text += f"=== doc/api_samples/things/{name}.json\n{{}}{mark}\n"
    found = assert_expected(tmp_path, text, *RULES)
    assert "this sample of functional tests" in found[0].message
    assert [place.path[-6:] for place in found[0].places] == ["c.json"]


@pytest.mark.parametrize(
    "line", [".. literalinclude: samples/b.json", ".. literalinlcude:: samples/b.json"]
)
def test_the_sample_of_a_misspelled_directive_is_not_reported(tmp_path: Path, line: str) -> None:
    """Once a cascade: the directive is the defect."""
    text = tree("samples/a.json", files=("a.json", "b.json"))
    text = text.replace("=== api-ref/source/samples/a", f"{line}\n=== api-ref/source/samples/a")
    assert_expected(tmp_path, text, *RULES)


def test_a_sample_twice_for_one_role(tmp_path: Path) -> None:
    text = tree("samples/a.json", "samples/a.json <<< sample-twice", files=("a.json",))
    found = assert_expected(tmp_path, text, *RULES)
    assert "already shows 'samples/a.json'" in found[0].message


def test_a_sample_for_both_roles(tmp_path: Path) -> None:
    text = tree("samples/a.json", files=("a.json",)).replace(
        "Response Example",
        "Request Example\n---------------\n\n.. literalinclude:: samples/a.json\n\n"
        "Response Example",
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_folder_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    text = tree(
        "../../doc/samples/a.json <<< folder-absent",
        "../../doc/samples/b.json",
        "../../doc/samples/c.json",
    )
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert found.message.startswith("pages refer to 3 files in 'doc/', which does not exist")
    assert [place.line for place in found.places] == [12, 15]
    assert found.subject == "../../doc/samples/a.json"


def test_paths_of_an_included_page_count_from_the_document_that_includes_it(
    tmp_path: Path,
) -> None:
    tree = """\
=== api-ref/source/v1/index.rst
.. include:: parts/things.inc
=== api-ref/source/v1/parts/things.inc
Things
======

.. rest_method:: GET /things

.. literalinclude:: samples/thing.json
   :language: json
=== api-ref/source/v1/samples/thing.json
{"id": 1}
"""
    assert_expected(tmp_path, tree, "sample-missing", "sample-unused")


def test_the_request_that_a_response_is_shown_instead_of(tmp_path: Path) -> None:
    """Once two findings for one defect: ``sample-under-wrong-heading`` reports it."""
    files = ("thing-request.json", "thing-response.json")
    text = tree("samples/thing-request.json", files=files)
    assert_expected(tmp_path, text, *RULES)


def test_a_page_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    text = tree().replace(
        "=== api-ref/source/things.inc\n",
        "=== api-ref/source/things.inc\n.. include:: ../../doc/a.inc <<< folder-absent\n\n",
    )
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert found.message.startswith("pages refer to a file in 'doc/', which does not exist")


@pytest.mark.parametrize(("option", "mark"), [("lines: 1-2", ""), ("language: json", "M")])
def test_parts_of_a_sample(tmp_path: Path, option: str, mark: str) -> None:
    """Behind a file that is missing, and one that is outside of the repository."""
    mark = mark and " <<< sample-twice"
    samples = ("../../../a.json", "none.json", "samples/a.json")
    text = tree(*samples, f"samples/a.json{mark}", files=("a.json",))
    text = text.replace("   :language: json", f"   :{option}")
    assert_expected(tmp_path, text, "sample-twice")


def test_a_sample_twice_behind_others_that_are_twice(tmp_path: Path) -> None:
    """Parts of one, a missing one, and one that is outside of the repository."""
    samples = ("samples/b.json", "../../../a.json", "none.json") * 2
    text = tree(*samples, "samples/a.json", "samples/a.json <<< sample-twice", files=("a.json",))
    text = text.replace("b.json\n   :language: json", "b.json\n   :lines: 1-2")
    text += "=== api-ref/source/samples/b.json\n{}\n"
    assert_expected(tmp_path, text, "sample-twice")


def test_a_missing_request_is_no_response(tmp_path: Path) -> None:
    """Once with the advice to show the response, or what stands beside it, in its place."""
    for file in ("thing-show-response.json", "thing-show-request.json"):
        text = tree("samples/thing-shwo-request.json <<< sample-missing", files=(file,))
        (found,) = assert_expected(tmp_path / file, text, "sample-missing")
        assert ("did you mean" in found.message) == ("request" in file)
    shown = ("samples/thing-shwo.json <<< sample-missing", "samples/thing-show.json")
    text = tree(*shown, files=("thing-show.json",))
    (found,) = assert_expected(tmp_path / "shown", text, "sample-missing")
    assert found.message == "file 'samples/thing-shwo.json' does not exist; add it"
