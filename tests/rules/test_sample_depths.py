"""Rules of ``apiref.rules.sample_depths``."""

from pathlib import Path

from tests.trees import assert_expected

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: a.json
.. literalinclude:: b.json
.. literalinclude:: c.json
=== api-ref/source/a.json
{a}
=== api-ref/source/b.json
{b}
=== api-ref/source/c.json
{c}
"""
RULE = "sample-field-misplaced"


def _tree(a: str, b: str, c: str) -> str:
    return TREE.replace("{a}", a).replace("{b}", b).replace("{c}", c)


def test_a_brace_closed_too_early(tmp_path: Path) -> None:
    right = '{"volume": {"id": 1, "size": 1}}'
    wrong = '{\n    "volume": {"id": 1},\n    "size": 1 <<< ' + RULE + "\n}"
    found = assert_expected(tmp_path, _tree(right, right, wrong), RULE)
    assert found[0].location.column == 5
    assert found[0].subject == "size"
    assert found[0].message == (
        "'size' stands beside 'volume' here, but within it in api-ref/source/a.json and another"
        " sample; move the closing brace of 'volume' behind it"
    )


def test_a_brace_closed_too_late(tmp_path: Path) -> None:
    right = '{"volume": {"image": {"id": 1}, "size": 1}}'
    wrong = (
        '{\n    "volume": {\n        "image": {\n            "id": 1,\n'
        f'            "size": 1 <<< {RULE}\n        }}\n    }}\n}}'
    )
    found = assert_expected(tmp_path, _tree(right, right, wrong), RULE)
    assert found[0].subject == "volume.image.size"


def test_a_field_that_stands_beside_in_another_sample_too(tmp_path: Path) -> None:
    inside = '{"volume": {"id": 1, "size": 1}}'
    beside = '{"volume": {"id": 1}, "size": 1}'
    assert_expected(tmp_path, _tree(inside, beside, beside), RULE)


def test_one_other_sample_proves_nothing(tmp_path: Path) -> None:
    assert_expected(
        tmp_path,
        _tree('{"volume": {"size": 1}}', '{"volume": {"id": 1}, "size": 1}', "{}"),
        RULE,
    )


def test_an_object_that_stands_on_both_levels(tmp_path: Path) -> None:
    assert_expected(
        tmp_path,
        _tree(
            '{"server": {"name": "a", "hints": {}}}',
            '{"server": {"name": "a", "hints": {}}}',
            '{"server": {"name": "a"}, "hints": {"group": 1}}',
        ),
        RULE,
    )


def test_keys_that_users_choose(tmp_path: Path) -> None:
    right = '{"metadata": {"id": 1, "size": 1}}'
    assert_expected(tmp_path, _tree(right, right, '{"metadata": {"id": 1}, "size": 1}'), RULE)


def test_an_object_of_that_name_in_another_one(tmp_path: Path) -> None:
    """A token has a part of the project only, and a field beside it of that name."""
    project = '{"project": {"id": 1, "is_domain": true}}'
    listed = '{"projects": [{"project": {"id": 1, "is_domain": true}}]}'
    token = '{"token": {"project": {"id": 1}, "is_domain": true}}'
    assert_expected(tmp_path, _tree(project, project, token), RULE)
    inside = '{"thing": {"project": {"id": 1, "is_domain": true}}}'
    things = '{"things": [{\n"project": {"id": 1},\n"is_domain": true <<< ' + RULE + "\n}]}"
    assert_expected(tmp_path / "again", _tree(inside, inside, things), RULE)
    assert_expected(tmp_path / "listed", _tree(listed, listed, token), RULE)
