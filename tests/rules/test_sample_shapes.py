"""Rules of ``apiref.rules.sample_shapes``."""

from pathlib import Path

from tests.trees import assert_expected

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: things.json
=== api-ref/source/things.json
"""
UUIDS = [f"{number}f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47" for number in range(5)]


def _list(*members: str) -> str:
    return TREE + "[\n" + ",\n".join(members).replace("@,", ",@") + "\n]\n"


def test_a_letter_that_is_no_hexadecimal_digit(tmp_path: Path) -> None:
    lines = [f'    {{"id": "{uuid}"}}' for uuid in UUIDS]
    tree = (
        TREE + "[\n" + ",\n".join(lines) + ',\n    {"id": "gf1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}'
    )
    found = assert_expected(
        tmp_path, tree + " <<< sample-value-malformed\n]\n", "sample-value-malformed"
    )
    assert found[0].location.column == 12


def test_a_name_among_identifiers_is_no_malformed_one(tmp_path: Path) -> None:
    lines = [f'    {{"id": "{uuid}"}}' for uuid in [*UUIDS, "default"]]
    assert_expected(tmp_path, _list(*lines), "sample-value-malformed")


def test_an_hour_that_no_day_has(tmp_path: Path) -> None:
    lines = [f'    {{"at": "2026-04-1{day}T10:00:00"}}' for day in range(5)]
    tree = TREE + "[\n" + ",\n".join(lines) + ',\n    {"at": "2026-04-11T24:09:13"}'
    assert_expected(tmp_path, tree + " <<< sample-value-malformed\n]\n", "sample-value-malformed")


def test_a_value_of_another_type_than_everywhere_else(tmp_path: Path) -> None:
    lines = ['    {"disk": {"size": 1}}'] * 4
    tree = TREE + "[\n" + ",\n".join(lines) + ',\n    {"disk": {"size": "1"}}'
    assert_expected(tmp_path, tree + " <<< sample-value-unlike\n]\n", "sample-value-unlike")


def test_metadata_and_schemas_are_of_any_type(tmp_path: Path) -> None:
    for name in ("metadata", "properties"):
        lines = [f'    {{"{name}": {{"size": "1"}}}}'] * 4 + [f'    {{"{name}": {{"size": []}}}}']
        assert_expected(tmp_path, _list(*lines), "sample-value-unlike")


def test_a_misspelt_member_of_a_free_form_object(tmp_path: Path) -> None:
    tree = """\
[
    {"image": {"container": "bare"}},
    {"image": {"contianer": "bare"}} <<< sample-key-misspelt
]
"""
    found = assert_expected(
        tmp_path,
        TREE + tree.replace("[\n", '[\n    {"image": {"container": 1}},\n'),
        "sample-key-misspelt",
    )
    assert found[0].location.column == 16


def test_names_that_are_alike_are_no_slip(tmp_path: Path) -> None:
    tree = '[{"image": {"key_1": 1, "key_2": 1, "owner": 1, "owners": 1, "vip": 1, "vpi": 2}}]'
    assert_expected(tmp_path, TREE + tree, "sample-key-misspelt")
