"""Rules of ``apiref.rules.pages.navigation``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected

RULES = (
    "include-missing",
    "include-loop",
    "page-not-shown",
    "toctree-entry-missing",
    "toctree-entry-twice",
    "page-shown-twice",
    "expand-all-missing",
    "expand-all-twice",
)
OPERATION = "Show\n----\n\n.. rest_method:: GET /things\n\nIt.\n"


def tree(index: str, **files: str) -> str:
    """``index`` is what ``index.rst`` has below its title; a file's name has ``_`` for its dot."""
    text = f"=== api-ref/source/index.rst\nAPI\n===\n\n{index}\n"
    for name, content in files.items():
        text += f"=== api-ref/source/{name.replace('_', '.')}\n{content}\n"
    return text


def test_a_valid_reference_is_silent(tmp_path: Path) -> None:
    text = tree(
        ".. toctree::\n   :maxdepth: 2\n\n   Guide <guide>\n   /more.rst\n"
        "   https://example.com\n   genindex\n\n.. rest_expand_all::\n\n.. include:: a.inc\n"
        ".. include:: <isonum.txt>\n",
        a_inc=f".. include:: b.inc\n\n{OPERATION}",
        b_inc="Text.",
        guide_rst="Guide\n=====\n",
        more_rst="More\n====\n\n.. include:: b.inc\n",
        alone_rst=":orphan:\n\nAlone\n=====\n",
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_missing_include(tmp_path: Path) -> None:
    text = tree(".. include:: thing.inc <<< include-missing", things_inc=OPERATION)
    found = assert_expected(tmp_path, text, *RULES)
    assert "did you mean 'things.inc'?" in found[0].message
    assert found[0].location.column == 14


def test_an_include_from_outside_the_repository(tmp_path: Path) -> None:
    text = tree(".. include:: ../../../etc/passwd <<< include-missing")
    found = assert_expected(tmp_path, text, *RULES)
    assert "outside the repository" in found[0].message


def test_an_include_of_a_part_of_the_repository_that_is_not_there(tmp_path: Path) -> None:
    """Once a false positive: ``folder-absent`` reports it, as a warning."""
    text = tree(".. include:: ../../service/history.rst")
    assert_expected(tmp_path, text, *RULES)


def test_a_loop_of_includes(tmp_path: Path) -> None:
    text = tree(
        ".. include:: a.inc",
        a_inc=".. include:: b.inc",
        b_inc=".. include:: a.inc <<< include-loop",
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_page_that_includes_itself(tmp_path: Path) -> None:
    text = tree(".. include:: a.inc", a_inc=".. include:: a.inc <<< include-loop")
    assert_expected(tmp_path, text, *RULES)


def test_pages_that_include_parts_of_each_other(tmp_path: Path) -> None:
    """Once a check without end."""
    text = tree(
        ".. include:: a.inc",
        a_inc="Text.\n\n.. include:: a.inc\n   :end-line: 1\n\n.. include:: b.inc",
        b_inc="Text.\n\n.. include:: a.inc\n   :end-line: 1",
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_page_that_nobody_includes_is_one_finding(tmp_path: Path) -> None:
    text = tree(
        "Text.",
        a_inc="Text, and more. <<< page-not-shown\n\n.. include:: b.inc",
        b_inc="Text.",
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "no other page includes this page" in found[0].message


def test_an_empty_page_that_nobody_includes(tmp_path: Path) -> None:
    assert_expected(tmp_path, tree("Text.", a_inc=" ", b_inc=""), *RULES)


def test_a_document_in_no_table_of_contents(tmp_path: Path) -> None:
    text = tree("Text.", a_rst="A <<< page-not-shown\n=")
    found = assert_expected(tmp_path, text, *RULES)
    assert "add it to a toctree" in found[0].message


def test_documents_named_by_a_pattern(tmp_path: Path) -> None:
    text = tree(".. toctree::\n   :glob:\n\n   v*", v1_rst="A\n=\n", v2_rst="A\n=\n")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize("line", [".. include: a.inc", ".. inlcude:: a.inc", "..include:: a.inc"])
def test_a_page_of_a_misspelt_include_is_not_reported(tmp_path: Path, line: str) -> None:
    """Once a cascade: the directive is the defect."""
    assert_expected(tmp_path, tree(line, a_inc="Text."), *RULES)


@pytest.mark.parametrize("line", [".. toctree:", ".. tocttree::"])
def test_documents_of_a_misspelt_toctree_are_not_reported(tmp_path: Path, line: str) -> None:
    """Once a cascade: the directive is the defect."""
    text = tree(f"{line}\n   :maxdepth: 2\n\n   a\n", a_rst="A\n=\n")
    assert_expected(tmp_path, text, *RULES)


def test_an_entry_that_names_no_document(tmp_path: Path) -> None:
    text = tree(".. toctree::\n\n   guid <<< toctree-entry-missing\n", guide_rst="Guide\n=====\n")
    found = assert_expected(tmp_path, text, *RULES)
    assert "did you mean 'guide'?" in found[0].message
    assert found[0].location.column == 4


def test_an_entry_twice(tmp_path: Path) -> None:
    text = tree(
        ".. toctree::\n\n   guide\n   guide.rst <<< toctree-entry-twice\n",
        guide_rst="Guide\n=====\n",
    )
    assert_expected(tmp_path, text, *RULES)


def test_operations_shown_twice(tmp_path: Path) -> None:
    text = tree(
        ".. rest_expand_all::\n\n.. include:: a.inc\n\n.. include:: a.inc <<< page-shown-twice\n",
        a_inc=OPERATION,
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_text_may_be_included_twice(tmp_path: Path) -> None:
    """Once a false positive: a note that several places share."""
    text = tree(".. include:: a.inc\n\n.. include:: a.inc\n", a_inc="Text.")
    assert_expected(tmp_path, text, *RULES)


def test_parts_of_a_page_may_be_included(tmp_path: Path) -> None:
    include = ".. rest_expand_all::\n\n" + "".join(
        f".. include:: a.inc\n   :{option}-line: 9\n\n" for option in ("start", "end")
    )
    assert_expected(tmp_path, tree(include, a_inc=OPERATION), *RULES)


def test_no_button_that_opens_all(tmp_path: Path) -> None:
    text = tree(".. include:: a.inc", a_inc=OPERATION).replace(
        "API\n", "API <<< expand-all-missing\n", 1
    )
    assert_expected(tmp_path, text, *RULES)


def test_two_buttons(tmp_path: Path) -> None:
    text = tree(
        ".. rest_expand_all::\n\n.. include:: a.inc",
        a_inc=f".. rest_expand_all:: <<< expand-all-twice\n\n{OPERATION}",
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "api-ref/source/index.rst:4" in found[0].message


def test_no_first_page(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/conf.py
extensions = ["os_api_ref"] <<< first-page-missing
=== api-ref/source/v2/index.rst
Things
======
"""
    assert_expected(tmp_path, tree, "first-page-missing")


def test_a_first_page_of_any_name_or_no_configuration(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/conf.py
master_doc = "main"
=== api-ref/source/main.rst
Things
======
"""
    assert_expected(tmp_path / "named", tree, "first-page-missing")
    tree = """\
=== api-ref/source/v2/index.rst
Things
======
"""
    assert_expected(tmp_path / "bare", tree, "first-page-missing")


def test_a_misspelt_first_page(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/conf.py
extensions = ["os_api_ref"] <<< first-page-missing
=== api-ref/source/idnex.rst
Things
======
"""
    assert_expected(tmp_path, tree, "first-page-missing")


def test_a_first_page_in_the_checked_folder_itself(tmp_path: Path) -> None:
    """Once a false positive."""
    tree = f"=== conf.py\n=== index.rst\n{OPERATION}"
    assert_expected(tmp_path, tree, "first-page-missing")


def test_several_faults_behind_what_is_right(tmp_path: Path) -> None:
    text = tree(
        ".. toctree::\n   :glob:\n\n   more*\n\n.. toctree::\n\n   self\n   https://example.com\n"
        "   guide\n   far <<< toctree-entry-missing\n   guid <<< toctree-entry-missing\n"
        "   guide <<< toctree-entry-twice\n   /guide <<< toctree-entry-twice\n\n"
        ".. rest_expand_all::\n\n.. rest_expand_all:: <<< expand-all-twice\n\n"
        ".. include:: <isonum.txt>\n\n.. include:: text.inc\n\n.. include:: text.inc\n\n"
        ".. include:: part.inc\n   :start-line: 3\n\n.. include:: part.inc\n\n"
        ".. include:: a.inc\n\n.. include:: a.inc <<< page-shown-twice\n\n"
        ".. include:: b.inc\n\n.. include:: b.inc <<< page-shown-twice\n\n"
        ".. include:: zzz.inc <<< include-missing\n",
        a_inc=OPERATION,
        b_inc=OPERATION.replace("Show", "Use").replace("/things", "/parts"),
        part_inc=OPERATION.replace("Show", "Get").replace("/things", "/all"),
        text_inc="Text.",
        guide_rst="Guide\n=====\n",
        more_rst="More\n====\n",
        alone_rst="<<< page-not-shown\nAlone\n=====\n",
        kept_rst=":orphan:\n\nKept\n====\n",
    )
    found = assert_expected(tmp_path, text, *RULES)
    told = {each.subject: each.message for each in found}
    assert told["far"] == "document 'far' does not exist; correct or remove the entry"
    assert "first in line 13; remove one" in told["/guide"]
    assert "no table of contents lists this page" in told["api-ref/source/alone.rst"]


def test_a_missing_include_means_a_page_that_nobody_includes(tmp_path: Path) -> None:
    pages = {"thing_inc": "It.", "things_inc": "It."}
    text = tree(".. include:: thing.inc\n\n.. include:: thinga.inc <<< include-missing", **pages)
    (found,) = assert_expected(tmp_path, text, "include-missing")
    assert found.message.endswith("; did you mean 'things.inc'?")
    text = tree(
        ".. include:: thing.inc\n\n.. include:: thingx.inc <<< include-missing", thing_inc=""
    )
    (found,) = assert_expected(tmp_path / "used", text, "include-missing")
    assert found.message.endswith("; did you mean 'thing.inc'?")


def test_a_folder_without_documents_needs_no_first_page(tmp_path: Path) -> None:
    tree = f"=== api-ref/source/conf.py\n\n=== api-ref/source/things.inc\n{OPERATION}"
    assert_expected(tmp_path, tree, "first-page-missing")


def test_what_an_include_is_called(tmp_path: Path) -> None:
    text = tree(".. include:: thing.inc <<< include-missing\n\n.. include:: <<< include-missing")
    found = assert_expected(tmp_path, text, "include-missing")
    assert [each.subject for each in found] == ["thing.inc", "include"]


def test_a_document_in_no_table_of_contents_behind_one_that_stands_alone(tmp_path: Path) -> None:
    text = tree("Text.", a_rst=":orphan:\n\nA\n=", b_rst="B <<< page-not-shown\n=")
    assert_expected(tmp_path, text, *RULES)


def test_a_pattern_is_none_unless_the_table_of_contents_says_so(tmp_path: Path) -> None:
    text = tree(
        ".. toctree::\n\n   v* <<< toctree-entry-missing",
        version_of_things_rst="A <<< page-not-shown\n=",
    )
    text = text.replace("version.of.things", "version-of-things")
    assert_expected(tmp_path, text, *RULES)


def test_an_entry_in_two_sections(tmp_path: Path) -> None:
    """Once a false positive: each version of an API lists the page that they share."""
    toctree = ".. toctree::\n\n   guide\n"
    text = tree(f"Old\n---\n\n{toctree}\nNew\n---\n\n{toctree}", guide_rst="Guide\n=====\n")
    assert_expected(tmp_path, text, *RULES)
    text = tree(f"{toctree}\n{toctree[:-1]} <<< toctree-entry-twice", guide_rst="Guide\n=====\n")
    assert_expected(tmp_path, text, *RULES)


def test_an_entry_twice_at_any_depth(tmp_path: Path) -> None:
    toctree = ".. toctree::\n\n   guide\n"
    nested = ".. note::\n\n   .. toctree::\n\n      guide <<< toctree-entry-twice\n"
    text = f"Old\n---\n\n{toctree}\nPart\n~~~~\n\n{toctree}\n{nested}\nOther\n~~~~~\n\n{toctree}"
    assert_expected(tmp_path, tree(text, guide_rst="Guide\n=====\n"), *RULES)
