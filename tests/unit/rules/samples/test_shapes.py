"""Rules of ``apiref.rules.samples.shapes``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.things import things

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: things.json
=== api-ref/source/things.json
"""
UUIDS = [f"{number}f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47" for number in range(5)]
# They are malformed only beside others.
UNDASHED = [uuid.replace("-", "", 1) for uuid in UUIDS]


def _list(*members: str) -> str:
    return TREE + "[\n" + ",\n".join(members).replace("@,", ",@") + "\n]\n"


def test_a_letter_that_is_not_a_hexadecimal_digit(tmp_path: Path) -> None:
    lines = [f'    {{"id": "{uuid}"}}' for uuid in UUIDS]
    tree = (
        TREE + "[\n" + ",\n".join(lines) + ',\n    {"id": "gf1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}'
    )
    found = assert_expected(
        tmp_path, tree + " <<< sample-value-malformed\n]\n", "sample-value-malformed"
    )
    assert found[0].location.column == 12


def test_an_identifier_without_a_digit_is_reported_once(tmp_path: Path) -> None:
    """Once only reported beside others, and for each sample."""
    short = UUIDS[0][:-1]
    tree = f'{TREE}[\n{{"id": "{short}"}}, <<< sample-value-malformed\n{{"b": "{short}"}}\n]\n'
    (found,) = assert_expected(tmp_path, tree, "sample-value-malformed")
    assert [place.line for place in found.places] == [3]


def test_a_name_among_identifiers_is_not_malformed(tmp_path: Path) -> None:
    lines = [f'    {{"id": "{uuid}"}}' for uuid in [*UUIDS, "default"]]
    assert_expected(tmp_path, _list(*lines), "sample-value-malformed")


def test_an_impossible_hour(tmp_path: Path) -> None:
    lines = [f'    {{"at": "2026-04-1{day}T10:00:00"}}' for day in range(5)]
    tree = TREE + "[\n" + ",\n".join(lines) + ',\n    {"at": "2026-04-11T24:09:13"}'
    assert_expected(tmp_path, tree + " <<< sample-value-malformed\n]\n", "sample-value-malformed")


def test_a_value_of_another_type_than_everywhere_else(tmp_path: Path) -> None:
    lines = ['    {"disk": {"size": 1}}'] * 4
    tree = TREE + "[\n" + ",\n".join(lines) + ',\n    {"disk": {"size": "1"}}'
    assert_expected(tmp_path, tree + " <<< sample-value-unlike\n]\n", "sample-value-unlike")


def test_an_empty_text_may_stand_for_nothing(tmp_path: Path) -> None:
    lines = ['    {"disk": {"size": 1}}'] * 4 + ['    {"disk": {"size": ""}}']
    assert_expected(tmp_path, _list(*lines), "sample-value-unlike")


def test_metadata_and_schemas_are_of_any_type(tmp_path: Path) -> None:
    for name in ("metadata", "properties"):
        lines = [f'    {{"{name}": {{"size": "1"}}}}'] * 4 + [f'    {{"{name}": {{"size": []}}}}']
        assert_expected(tmp_path, _list(*lines), "sample-value-unlike")


def test_a_misspelled_member_of_a_free_form_object(tmp_path: Path) -> None:
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
    assert [(place.line, place.column) for place in found[0].places] == [(2, 16)]


@pytest.mark.parametrize("name", ["bulk ", " bulk", "bulk,", "bulk:", ".bulk", "'bulk'"])
def test_a_stray_character_in_a_key(tmp_path: Path, name: str) -> None:
    tree = f'''[
    {{"image": {{"bulk": 1}}}},
    {{"image": {{"{name}": 1}}}} <<< sample-key-misspelt
]
'''
    (found,) = assert_expected(tmp_path, TREE + tree, "sample-key-misspelt")
    assert "typo of 'bulk'" in found.message


@pytest.mark.parametrize("name", ["bulk.", "bulk:of", "The bulk", "bulk-"])
def test_a_key_with_a_character_of_its_own(tmp_path: Path, name: str) -> None:
    other = "bulky" if name == "bulk." else "bulk"
    tree = f'[{{"image": {{"{other}": 1}}}}, {{"image": {{"{name}": 1}}}}]'
    assert_expected(tmp_path, TREE + tree, "sample-key-misspelt")


def test_two_names_that_are_typos_of_each_other_are_one_finding(tmp_path: Path) -> None:
    tree = """\
[
    {"image": {"container": "bare"}},
    {"image": {"contianer": "bare"}} <<< sample-key-misspelt
]
"""
    assert_expected(tmp_path, TREE + tree, "sample-key-misspelt")


def test_similar_names_are_not_a_typo(tmp_path: Path) -> None:
    tree = '[{"image": {"key_1": 1, "key_2": 1, "owner": 1, "owners": 1, "vip": 1, "vpi": 2}}]'
    assert_expected(tmp_path, TREE + tree, "sample-key-misspelt")


def _one_of(values: list[str], wrong: str) -> str:
    lines = [f'    {{"at": "{value}"}}' for value in values]
    return TREE + "[\n" + ",\n".join(lines) + f',\n    {{"at": "{wrong}"}}'


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (UUIDS, "3f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c4"),
        (UUIDS, "3f1a6a5e7c1b-4d0e-9a53-6a0b8e6d2c47"),
        (UUIDS, "3f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47 "),
        (UUIDS, "3f1a6a5e-7c1b-4d0e-9a53"),
        (UUIDS, "3f1a6a5e-7c1b-4d0e-6a0b8e6d2c47"),
        (["10.0.0.1", "10.0.0.2", "10.0.0.3"], "10.0.0.256"),
        (["10.0.0.1", "10.0.0.2", "10.0.0.3"], "10.0.0"),
        (["10.0.0.1", "10.0.0.2", "10.0.0.3"], "10,0.0.4"),
        (["2026-04-11T10:00:00"] * 3, "2026-04-11TT10:00:00"),
        (["2026-04-11T10:00:00"] * 3, "2026-04-11T10-00-00"),
        (["2026-04-11T10:00:00"] * 3, "202604-11T10:00:00"),
        (["2026-04-11T10:00:00Z"] * 3, "2026-0411T10:00:00.000000Z"),
    ],
)
def test_a_value_that_is_nearly_one(tmp_path: Path, values: list[str], wrong: str) -> None:
    tree = _one_of(values, wrong) + " <<< sample-value-malformed\n]\n"
    assert_expected(tmp_path, tree, "sample-value-malformed")


@pytest.mark.parametrize(
    ("values", "other"),
    [
        (UUIDS, "3f1a6a5e7c1b4d0e9a536a0b8e6d2c47"),
        (UUIDS, "rack-7-of-the-second-row-in-the-hall"),
        (UUIDS, "3f1a6a5e-7c1b"),
        (["10.0.0.1", "10.0.0.2", "10.0.0.3"], "2001:db8::1"),
        (["10.0.0.1", "10.0.0.2", "10.0.0.3"], "10.0.0.0/24"),
        (["10.0.0.1", "10.0.0.2"], "1.2.3"),
        (["2026-04-11T10:00:00"] * 3, "202604-11"),
    ],
)
def test_a_value_of_another_kind(tmp_path: Path, values: list[str], other: str) -> None:
    assert_expected(tmp_path, _one_of(values, other) + "\n]\n", "sample-value-malformed")


def test_all_times_count_together(tmp_path: Path) -> None:
    names = ("created_at", "updated_at", "deleted_at")
    lines = [f'    {{"{name}": "2026-04-11T10:00:00"}}' for name in names]
    tree = TREE + "[\n" + ",\n".join(lines) + ',\n    {"launched_at": "2026-04-31T2:00:00"}'
    found = assert_expected(
        tmp_path, tree + " <<< sample-value-malformed\n]\n", "sample-value-malformed"
    )
    assert "unlike the values of 'launched_at' in other samples" in found[0].message


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("2026-13-01T10:00:00Z", " <<< sample-value-malformed"),
        ("2026-04-33 10:00:00", " <<< sample-value-malformed"),
        ("2026-04-30T10:61:00+00:00", " <<< sample-value-malformed"),
        ("2026-12-31T23:59:60Z", ""),
        ("2026-12-31T24:00:00", ""),
        ("2026-99-99", ""),
        ("release-2026-13-01T10:00:00Z", ""),
    ],
)
def test_a_time_that_does_not_exist(tmp_path: Path, value: str, mark: str) -> None:
    """It is wrong even without other samples."""
    tree = f'{TREE}[\n    {{"started": "{value}"}}{mark}\n]\n'
    assert_expected(tmp_path, tree, "sample-value-malformed")


DESCRIBED = """\
=== api-ref/source/index.rst
Show
====

.. rest_method:: GET /things

Response
--------

.. rest_parameters:: parameters.yaml

   - result: result

.. literalinclude:: thing.json
   :language: json
=== api-ref/source/parameters.yaml
result:
  description: |
    The outcome, with ``image_id`` and ``status``; it depends on the cloud.
  in: body
  required: true
  type: object
=== api-ref/source/thing.json
{
  "result": {
%s
    "other": 1
  }
}
"""


def test_a_key_that_is_nearly_one_of_the_description(tmp_path: Path) -> None:
    keys = (
        '    "Image_id": 1, <<< sample-key-unlike-description\n'
        '    "sttaus": 2, <<< sample-key-unlike-description'
    )
    found = assert_expected(tmp_path, DESCRIBED % keys, "sample-key-unlike-description")
    assert [each.subject for each in found] == ["result.Image_id", "result.sttaus"]


@pytest.mark.parametrize(
    ("shown", "row", "is_wrong"),
    [
        ('"host": 1, "port": 2', "", True),
        # Not if it is a value, a row or another word, nor if more are absent.
        ('"host": "ports", "port": 2', "", False),
        ('"host": 1, "port": 2', "ports: ports\n", False),
        ('"host": 1, "porto": 2', "", False),
        ('"hosts": 1, "port": 2', "", False),
    ],
)
def test_a_letter_at_the_end_of_a_key(tmp_path: Path, shown: str, row: str, is_wrong: bool) -> None:
    """Once not reported."""
    tree = things(
        f"result: result\n{row}",
        "result: object required It has ``host`` and ``ports``.\nports: array optional They.",
        f'{{"result": {{{shown}}}}}{" <<< sample-key-unlike-description" if is_wrong else ""}',
    )
    assert_expected(tmp_path, tree, "sample-key-unlike-description")


def test_a_key_with_a_row_is_reported_once(tmp_path: Path) -> None:
    tree = things(
        "result: result\nimage_id: image_id",
        "result: object required It holds ``image_id``.\nimage_id: string required It.",
        '{\n    "result": {\n        "Image_id": "7" <<< sample-field-misspelt\n    }\n}',
    )
    assert_expected(tmp_path, tree, "sample-field-misspelt", "sample-key-unlike-description")


def test_keys_of_the_description_and_beside_them(tmp_path: Path) -> None:
    keys = '    "image_id": 1, "Image_id": 2,\n    "state": 2,'
    assert_expected(tmp_path, DESCRIBED % keys, "sample-key-unlike-description")


def test_letters_of_no_uuid_are_one_finding_even_where_no_sample_is_right(tmp_path: Path) -> None:
    value = "3b8b6631-1cf7-4fd7-9afb-c01e541as345"
    first, second = f'    {{"host": "{value}"}}', f'    {{"host": "{value}"}}'
    tree = f"{TREE}[\n{first}, <<< sample-value-malformed\n{second}\n]\n"
    (found,) = assert_expected(tmp_path, tree, "sample-value-malformed")
    assert len(found.places) == 1
    assert "'s'" in found.message


@pytest.mark.parametrize(
    "value",
    ["uuuuuuuu-1cf7-4fd7-9afb-c01e541as345", "some-name", "a1b2-of-a-thing-that-is-no-identifier"],
)
def test_other_texts_with_dashes_are_no_uuids(tmp_path: Path, value: str) -> None:
    assert_expected(tmp_path, _list(f'    {{"host": "{value}"}}'), "sample-value-malformed")


@pytest.mark.parametrize(
    "value",
    [
        "2026-13-01T10:00:00Z",
        "2026-01-32 10:00:00",
        "2026-01-01T10:61:00+00:00",
        "2026-00-01T10:00",
        "2026-02-30T10:00:00Z",
        "2026-04-31T10:00:00Z",
        "http:/example.com/v2",
        "https//example.com/v2",
    ],
)
def test_an_impossible_time_is_reported_alone(tmp_path: Path, value: str) -> None:
    tree = TREE + f'{{\n    "start": "{value}" <<< sample-value-malformed\n}}\n'
    assert_expected(tmp_path, tree, "sample-value-malformed")


@pytest.mark.parametrize(
    "value",
    [
        "0000-00-00 00:00:00",
        "2026-12-31T24:00:00Z",
        "2026-12-31T23:59:60",
        "2026-13-01",
        "2028-02-29T10:00:00Z",
        "http://example.com/v2",
        "20-13-01",
    ],
)
def test_other_times_that_stand_alone(tmp_path: Path, value: str) -> None:
    assert_expected(tmp_path, TREE + f'{{"start": "{value}"}}\n', "sample-value-malformed")


@pytest.mark.parametrize(
    "member",
    [
        '"floating_ip": "192.0.2.256"',
        '"cidr": "192.0.2.0/33"',
        '"allowed_cidrs": ["192.0.2.0/33"]',
        '"gatewayIp": "192.0.2.300"',
    ],
)
def test_an_address_that_does_not_exist(tmp_path: Path, member: str) -> None:
    """It is wrong even without other samples."""
    tree = TREE + "{\n    " + member + " <<< sample-value-malformed\n}\n"
    assert_expected(tmp_path, tree, "sample-value-malformed")


@pytest.mark.parametrize(
    "member",
    [
        '"version": "1.2.3.456"',
        '"ip": "192.0.2.255"',
        '"cidr": "0.0.0.0/0"',
        '"address": "a.b.c.d"',
        '"ips": [7, null, "192.0.2.1"]',
    ],
)
def test_other_values_of_four_parts(tmp_path: Path, member: str) -> None:
    assert_expected(tmp_path, TREE + "{" + member + "}\n", "sample-value-malformed")


# How many values of one form, or of one type, make others wrong, and how many of those.
SHARES = [(3, 1, True), (2, 1, False), (20, 2, True), (19, 2, False)]


def _of_both(good: str, bad: str, counts: tuple[int, int], mark: str) -> str:
    lines = [good.replace("@", f"{number:02}") for number in range(counts[0])]
    lines += [f"{bad}{mark}"] * counts[1]
    return TREE + "[\n" + "\n,".join(lines) + "\n]\n"


@pytest.mark.parametrize(("good", "bad", "is_wrong"), SHARES)
def test_how_many_values_are_malformed(tmp_path: Path, good: int, bad: int, is_wrong: bool) -> None:
    tree = _of_both(
        '{"id": "@1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}',
        '{"id": "9f1a6a5e7c1b-4d0e-9a53-6a0b8e6d2c47"}',
        (good, bad),
        " <<< sample-value-malformed" if is_wrong else "",
    )
    assert_expected(tmp_path, tree, "sample-value-malformed")


@pytest.mark.parametrize(("good", "bad", "is_wrong"), [(4, 1, True), (3, 1, False), *SHARES[2:]])
def test_how_many_values_are_unlike(tmp_path: Path, good: int, bad: int, is_wrong: bool) -> None:
    mark = " <<< sample-value-unlike" if is_wrong else ""
    tree = _of_both('{"disk": {"size": "@"}}', '{"disk": {"size": 1}}', (good, bad), mark)
    found = assert_expected(tmp_path, tree, "sample-value-unlike")
    assert not found or "of type integer here, but of type string" in found[0].message.replace(
        "number", "integer"
    )


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("g", "contains 'g', which is not a hexadecimal digit"),
        ("gz", "contains 'g', 'z', which are not hexadecimal digits"),
        ("ggz", "contains 'g', 'z', which are"),
        ("gggg", ""),
    ],
)
def test_how_many_letters_are_wrong(tmp_path: Path, letters: str, words: str) -> None:
    value = letters + UUIDS[0][len(letters) :]
    mark = " <<< sample-value-malformed" if words else ""
    tree = f'{TREE}[\n{{"id": "a"}},\n{{"id": "{value}"}}{mark},\n{{"id": "{value}"}}\n]\n'
    tree = tree.replace(f"{mark},", f",{mark}")
    found = assert_expected(tmp_path, tree, "sample-value-malformed")
    assert [len(each.places) for each in found] == ([1] if words else [])
    assert all(words in each.message for each in found)


def test_a_value_that_is_unlike_behind_others(tmp_path: Path) -> None:
    """One that users name, one of a single type, and one of which there are as many."""
    first = '"metadata": {"x": 1}, "disk": {"kind": 1, "state": %s, "size": %s}'
    lines = [f"{{{first % ('1' if number % 2 else 'null', number)}}}" for number in range(4)]
    lines += [f"{{{first % ('true', number)}}}" for number in range(3)]
    bad = f"{{{first % ('true', chr(34) + 'a' + chr(34))}}} <<< sample-value-unlike"
    tree = TREE + "[\n" + "\n,".join([*lines, bad]) + "\n]\n"
    (found,) = assert_expected(tmp_path, tree, "sample-value-unlike")
    assert found.subject == "[7].disk.size"
    assert found.places[0].line == 2


def test_values_inside_of_different_objects(tmp_path: Path) -> None:
    """A field is compared by its name, and its type by that of the object around it as well."""
    lines = [f'{{"{uuid[0]}": {{"disk": {{"host": "{uuid}"}}}}}}' for uuid in UUIDS[:4]]
    bad = f'{{"e": {{"disc": {{"host": "{UNDASHED[4]}"}}}}}} <<< sample-value-malformed'
    tree = f"{TREE}[\n" + "\n,".join([*lines, bad]) + "\n]\n"
    (found,) = assert_expected(tmp_path, tree, "sample-value-malformed", "sample-value-unlike")
    assert (found.subject, found.location.column) == ("[4].e.disc.host", 26)
    assert "unlike the values of 'host' in" in found.message
    bad = bad.replace(f'disc": {{"host": "{UNDASHED[4]}"', 'disk": {"host": 7')
    tree = f"{TREE}[\n" + "\n,".join([*lines, bad.replace("malformed", "unlike")]) + "\n]\n"
    assert_expected(tmp_path, tree, "sample-value-malformed", "sample-value-unlike")


def test_values_of_the_whole_sample_are_of_any_type(tmp_path: Path) -> None:
    lines = ['{"size": 1}'] * 4 + ['{"size": "1"}']
    assert_expected(tmp_path, _list(*lines), "sample-value-unlike")


def test_a_type_of_a_field_that_has_a_row(tmp_path: Path) -> None:
    """It is compared with the row instead."""
    lines = ['{"disk": {"size": 1}}'] * 4 + ['{"disk": {"size": "1"}} <<< sample-value-type']
    tree = things(
        "disk: disk\nsize: size",
        "disk: object required A disk.\nsize: integer required Its size.",
        "[\n" + "\n,".join(lines) + "\n]",
    )
    assert_expected(tmp_path, tree, "sample-value-type", "sample-value-unlike")


def test_an_address_inside_of_an_object(tmp_path: Path) -> None:
    tree = f'{TREE}{{"port": {{\n"floating_ip": "192.0.2.256" <<< sample-value-malformed\n}}}}\n'
    (found,) = assert_expected(tmp_path, tree, "sample-value-malformed")
    assert found.subject == "port.floating_ip"


def test_times_inside_of_objects_count_together(tmp_path: Path) -> None:
    names = ("created_at", "updated_at", "deleted_at")
    lines = [f'{{"{name[0]}": {{"{name}": "2026-04-11T10:00:00"}}}}' for name in names]
    bad = '{"f": {"launched_at": "2026-04-31T2:00:00"}} <<< sample-value-malformed'
    tree = f"{TREE}[\n" + "\n,".join([*lines, bad]) + "\n]\n"
    assert_expected(tmp_path, tree, "sample-value-malformed")


def test_values_of_two_formats(tmp_path: Path) -> None:
    """Too many are nearly of the first one."""
    values = [*UUIDS[:3], *UNDASHED[3:]]
    values += [f"2026-04-1{day}T10:00:00" for day in range(3)]
    tree = _one_of(values, "2026-04-11T10-00-00") + " <<< sample-value-malformed\n]\n"
    assert_expected(tmp_path, tree, "sample-value-malformed")


def test_a_malformed_value_behind_an_impossible_one(tmp_path: Path) -> None:
    values = [f"2026-04-{day}T10:00:00" for day in range(10, 30)]
    impossible, malformed = "2026-13-01T10:00:00", "2026-04-11T10-00-00"
    mark = " <<< sample-value-malformed"
    tree = _one_of(values, impossible) + f'{mark}\n,{{"at": "{malformed}"}}{mark}\n]\n'
    found = assert_expected(tmp_path, tree, "sample-value-malformed")
    assert [each.message.partition(" ")[0] for each in found] == [
        f"'{impossible}'",
        f"'{malformed}'",
    ]


def test_a_key_of_the_description_behind_others(tmp_path: Path) -> None:
    """A row of another type, a member that the description names, and one that has a row."""
    tree = things(
        "id: id\nresult: result\nimageid: imageid",
        "id: string required It.\nresult: object required It holds ``image_id`` and ``status``.\n"
        "imageid: string optional It.",
        '{"id": "a", "result": {"status": 1, "imageid": "b",\n'
        '"Image_id": "7" <<< sample-key-unlike-description\n}}',
    )
    (found,) = assert_expected(tmp_path, tree, "sample-key-unlike-description")
    assert found.message == (
        "'Image_id' is called ``image_id`` in the description of 'result'; use one name"
    )
    assert [place.path for place in found.places] == ["api-ref/source/parameters.yaml"]


@pytest.mark.parametrize("name", ["imageid", "image_id"])
def test_a_key_that_is_known_and_resembles_another(tmp_path: Path, name: str) -> None:
    """It is that of the description, or has a row."""
    text = "``image_ids`` and ``image_id``" if name == "image_id" else "``image_id``"
    tree = things(
        "result: result\nimageid: imageid",
        f"result: object required It holds {text}.\nimageid: string optional It.",
        f'{{"result": {{"{name}": "b"}}}}',
    )
    assert_expected(tmp_path, tree, "sample-key-unlike-description")


def test_misspelt_keys_that_a_table_is_about(tmp_path: Path) -> None:
    """One has a row, and one is reported as undocumented."""
    sample = '{"image": {"container": 1, "contianer": 2, "checksum": 3,\n"cheksum": 4@\n}}'
    tree = things(
        "image: image\ncontainer: container\ncontianer: contianer\nchecksum: checksum",
        "image: object required An image.\ncontainer: integer required It.\n"
        "contianer: integer required It.\nchecksum: integer required It.",
        sample.replace("@", " <<< sample-field-undocumented"),
    )
    assert_expected(tmp_path, tree, "sample-key-misspelt", "sample-field-undocumented")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        # It is one of the description, or has a row.
        ("image_id", ""),
        ("sttaus", ""),
        ("Status", " <<< sample-key-unlike-description"),
        ("image_Id", " <<< sample-key-unlike-description"),
    ],
)
def test_a_key_that_is_known_and_nearly_another(tmp_path: Path, name: str, mark: str) -> None:
    tree = things(
        "result: result\nsttaus: sttaus",
        "result: object required It holds ``image_id``, ``Image_ID`` and ``status``.\n"
        "sttaus: string optional It.",
        f'{{"result": {{\n"{name}": "b"{mark}\n}}}}',
    )
    assert_expected(tmp_path, tree, "sample-key-unlike-description")


ROLES = """\
=== api-ref/source/index.rst
Make thing
==========

.. rest_method:: POST /things

Request
-------

.. literalinclude:: sent.json

Response
--------

.. literalinclude:: answered.json

"""


@pytest.mark.parametrize(
    ("file", "marks"), [("sent", ("", "")), ("answered", (" <<< {0}", " <<< {1}"))]
)
def test_values_of_requests_beside_those_of_responses(
    tmp_path: Path, file: str, marks: tuple[str, str]
) -> None:
    """Once a false alarm: a request may have another form than a response."""
    rules = ("sample-value-malformed", "sample-value-unlike")
    time, size = (mark.format(*rules) for mark in marks)
    right = '{"part": {"at": "2026-04-14T09:41:05Z", "size": 1}}'
    other = f'{{"part": {{\n"at": "2026-04-14 09:41",{time}\n"size": "1"{size}\n}}}}'
    texts = {"answered": [right] * 4, "sent": []}
    texts[file].append(other)
    text = ROLES
    for name, objects in texts.items():
        shown = ",\n".join(objects)
        text += f"=== api-ref/source/{name}.json\n[\n{shown}\n]\n"
    assert_expected(tmp_path, text, *rules)


@pytest.mark.parametrize(("text", "mark"), [("7", ""), ("8", " <<< sample-value-unlike")])
def test_a_number_beside_its_text(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false positive: the text beside it tells that it is a number."""
    lines = ['    {"disk": {"code": "1"}}'] * 4
    odd = f'    {{"disk": {{"text_code": "{text}", "code": 7}}}}{mark}'
    tree = TREE + "[\n" + ",\n".join(lines) + f",\n{odd}\n]\n"
    assert_expected(tmp_path, tree, "sample-value-unlike")
