"""Rules of ``apiref.rules.samples.envelopes``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = ("sample-envelope", "enclosing-object-undocumented", "sample-field-missing")
NAMES = ("sample-foreign", "misnamed-row", "sample-field-misspelt")
_ENTRY = "{key}:\n  in: body\n  type: {kind}\n  required: true\n  description: What it is.\n"


def _operation(title: str, url: str, rows: tuple[str, ...], sample: str) -> str:
    listed = "\n".join(f"   - {row}: {row}" for row in rows)
    return f"""\
{title}
{"=" * len(title)}

.. rest_method:: GET {url}

Response
--------

.. rest_parameters:: parameters.yaml

{listed}

.. literalinclude:: {sample}

"""


def _tree(
    envelope: str,
    *,
    title: str = "Show crate",
    url: str = "/crates/{crate_id}",
    rows: tuple[str, ...] = ("id", "crate", "size"),
) -> str:
    pages = {
        "List crates": ("/crates", ("crates", "id", "size"), '{"crates": [{"id": 1, "size": 1}]}'),
        "Show first crate": (
            "/crates/detail",
            ("crate", "id", "size"),
            '{"crate": {"id": 1, "size": 1}}',
        ),
        title: (url, rows, "{\n    " + envelope + '"id": 1, "size": 1}\n}'),
        "List discs": ("/discs", ("discs", "id", "size"), '{"discs": [{"id": 1, "size": 1}]}'),
        "Show disc": ("/discs/{disc_id}", ("disc", "id", "size"), '{"disc": {"id": 1, "size": 1}}'),
    }
    text = f"{INDEX}=== api-ref/source/things.inc\n"
    samples = ""
    for number, (name, (place, fields, sample)) in enumerate(pages.items()):
        text += _operation(name, place, fields, f"{number}.json")
        samples += f"=== api-ref/source/{number}.json\n{sample}\n"
    kinds = {"crates": "array", "discs": "array", "crate": "object", "disc": "object"}
    keys = (*kinds, "id", "size", "lid")
    entries = "".join(_ENTRY.format(key=key, kind=kinds.get(key, "integer")) for key in keys)
    return f"{text}{samples}=== api-ref/source/parameters.yaml\n{entries}"


def test_the_object_of_another_resource(tmp_path: Path) -> None:
    found = assert_expected(tmp_path, _tree('"disc": { <<< sample-envelope\n'), *RULES)
    assert found[0].location.column == 5
    assert found[0].message == (
        "the sample shows 'disc', but the other samples of this resource show 'crate'; write"
        " 'crate', or include the right sample"
    )


def test_a_table_without_a_row_of_the_object(tmp_path: Path) -> None:
    tree = _tree('"disc": { <<< sample-envelope\n', rows=("id", "size"))
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Show disc of crate", "/crates/{crate_id}"),
        ("Show contents", "/crates/{crate_id}/contents"),
        ("Act", "/crates/{crate_id}/action"),
    ],
)
def test_an_operation_that_answers_with_the_other_resource(
    tmp_path: Path, title: str, url: str
) -> None:
    tree = _tree('"disc": {\n', title=title, url=url, rows=("disc", "id", "size"))
    assert_expected(tmp_path, tree, *RULES)


def test_the_own_object(tmp_path: Path) -> None:
    assert_expected(tmp_path, _tree('"crate": {\n'), *RULES)


def test_the_row_of_a_list_in_the_table_of_one_thing(tmp_path: Path) -> None:
    """Once two findings, of this rule as well."""
    tree = _tree('"crate": {\n', rows=("crates", "id", "size"))
    head, _, tail = tree.rpartition("   - crates: crates")
    tree = f"{head}   - crates: crates <<< misnamed-row{tail}"
    assert_expected(tmp_path, tree, *RULES, *NAMES)


def test_a_sample_of_a_list_that_shows_one_thing(tmp_path: Path) -> None:
    tree = _tree('"crates": { <<< sample-field-misspelt\n', rows=("crate", "id", "size"))
    assert_expected(tmp_path, tree, *RULES, *NAMES)
