"""Rules of ``apiref.rules.samples.depths``."""

from pathlib import Path

import pytest

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
        "'size' is outside 'volume' here, but inside it in api-ref/source/a.json and another"
        " sample; move the closing brace of 'volume' after it"
    )


def test_a_brace_closed_too_late(tmp_path: Path) -> None:
    right = '{"volume": {"image": {"id": 1}, "size": 1}}'
    wrong = (
        '{\n    "volume": {\n        "image": {\n            "id": 1,\n'
        f'            "size": 1 <<< {RULE}\n        }}\n    }}\n}}'
    )
    found = assert_expected(tmp_path, _tree(right, right, wrong), RULE)
    assert found[0].subject == "volume.image.size"


def test_a_field_outside_in_another_sample_too(tmp_path: Path) -> None:
    inside = '{"volume": {"id": 1, "size": 1}}'
    beside = '{"volume": {"id": 1}, "size": 1}'
    assert_expected(tmp_path, _tree(inside, beside, beside), RULE)


def test_one_other_sample_proves_nothing(tmp_path: Path) -> None:
    assert_expected(
        tmp_path,
        _tree('{"volume": {"size": 1}}', '{"volume": {"id": 1}, "size": 1}', "{}"),
        RULE,
    )


def test_an_object_on_both_levels(tmp_path: Path) -> None:
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


def test_several_fields_after_one_brace(tmp_path: Path) -> None:
    right = '{"volume": {"id": 1, "size": 1, "name": "a"}}'
    wrong = '{\n    "volume": {"id": 1},\n    "size": 1, <<< ' + RULE + '\n    "name": "a"\n}'
    found = assert_expected(tmp_path, _tree(right, right, wrong), RULE)
    assert len(found) == 1
    assert found[0].message.startswith("'size', 'name' are outside 'volume' here")
    assert found[0].message.endswith("; move the closing brace of 'volume' after them")


def test_items_of_lists_count(tmp_path: Path) -> None:
    assert_expected(
        tmp_path,
        _tree(
            '{"volumes": [{"id": 1, "size": 1}]}',
            '{"volume": {"id": 1, "size": 1}}',
            '{\n    "volume": {"id": 1},\n    "size": 1 <<< ' + RULE + "\n}",
        ),
        RULE,
    )


def test_an_object_that_has_the_field_itself(tmp_path: Path) -> None:
    assert_expected(
        tmp_path,
        _tree(
            '{"monitor": {"id": 1, "status": "a"}}',
            '{"monitor": {"id": 1, "status": "a"}, "pools": [{"id": 1, "status": "a"}]}',
            '{"pools": [{"monitor": {"id": 1}, "status": "a"}]}',
        ),
        RULE,
    )


def test_a_field_of_the_document_in_its_only_object(tmp_path: Path) -> None:
    right = '{"parts": {"a": {"size": 1}}, "count": 1}'
    wrong = '{\n    "parts": {\n        "a": {"size": 1},\n        "count": 1 <<< ' + RULE
    more = f"{right}\n=== api-ref/source/d.json\n{right}"
    assert_expected(tmp_path, _tree(right, more, wrong + "\n    }\n}"), RULE)


def test_beside_an_object_that_is_empty_elsewhere(tmp_path: Path) -> None:
    right = '{"disk": {"info": {}, "size": 1}}'
    wrong = '{"disk": {\n    "info": {\n        "a": 1,\n        "size": 1 <<< ' + RULE
    assert_expected(tmp_path, _tree(right, right, wrong + "\n    }\n}}"), RULE)


@pytest.mark.parametrize("company", ["", ', "links": []'])
def test_one_other_sample_of_an_object_that_is_always_alone(tmp_path: Path, company: str) -> None:
    tree = _tree(
        '{"group": {"id": 1}' + company + "}",
        '{"group": {"id": 1}}\n=== api-ref/source/d.json\n{"group": {"id": 1, "zone": "a"}}',
        '{\n    "group": {"id": 1},\n    "zone": "a"'
        + ("" if company else f" <<< {RULE}")
        + "\n}\n=== api-ref/source/more.rst\n.. literalinclude:: d.json",
    )
    assert_expected(tmp_path, tree, RULE)


def test_an_object_of_that_name_in_another_one(tmp_path: Path) -> None:
    """A token has only some fields of the project, and one of the others beside it."""
    project = '{"project": {"id": 1, "is_domain": true}}'
    listed = '{"projects": [{"project": {"id": 1, "is_domain": true}}]}'
    token = '{"token": {"project": {"id": 1}, "is_domain": true}}'
    assert_expected(tmp_path, _tree(project, project, token), RULE)
    inside = '{"thing": {"project": {"id": 1, "is_domain": true}}}'
    things = '{"things": [{\n"project": {"id": 1},\n"is_domain": true <<< ' + RULE + "\n}]}"
    assert_expected(tmp_path / "again", _tree(inside, inside, things), RULE)
    assert_expected(tmp_path / "listed", _tree(listed, listed, token), RULE)


DESCRIBED = """\
=== api-ref/source/list.rst
List
====

.. rest_method:: GET /disks

.. rest_parameters:: parameters.yaml

   - {row}: disk
=== api-ref/source/parameters.yaml
disk:
  description: {description}
  in: body
  required: true
  type: object
"""


@pytest.mark.parametrize(
    ("row", "description", "mark"),
    [
        ("disk", "The disk, with its ``format`` and ``bus``.", ""),
        ("disk", "The disk, and its bus.", ""),
        # It describes another field, or one whose name is longer.
        ("disk", "The disk, and its ``format``.", f" <<< {RULE}"),
        ("disk", "The disk, and its ``bus-speed`` and ``sub_bus``.", f" <<< {RULE}"),
        # Or another object.
        ("server", "The server, with its ``bus``.", f" <<< {RULE}"),
    ],
)
def test_a_field_that_the_description_of_an_object_shows_inside(
    tmp_path: Path, row: str, description: str, mark: str
) -> None:
    """Once a false alarm: the object has the field, though other samples have it outside."""
    right = '{"server": {"disk": {"size": 1}, "bus": "x", "name": "a"}}'
    wrong = (
        '{\n    "server": {\n        "disk": {\n            "size": 1,\n'
        f'            "bus": "x"{mark}\n        }},\n        "name": "a"\n    }}\n}}'
    )
    text = _tree(right, right, wrong) + DESCRIBED.format(row=row, description=description)
    assert_expected(tmp_path, text, RULE)


@pytest.mark.parametrize("is_inside", [True, False])
@pytest.mark.parametrize(
    ("right", "lacking", "value", "is_wrong"),
    [
        (1, 0, "1", False),
        (2, 0, "1", True),
        (2, 0, "[1]", False),
        (3, 0, "[1]", True),
        (2, 2, "1", True),
        (2, 3, "1", False),
    ],
)
def test_how_many_samples_have_the_field_elsewhere(
    tmp_path: Path, right: int, lacking: int, value: str, is_wrong: bool, is_inside: bool
) -> None:
    inside = f'{{"disk": {{"volume": {{"id": 1,\n"size": {value}@\n}}}}}}'
    beside = f'{{"disk": {{"volume": {{"id": 1}},\n"size": {value}@\n}}}}'
    good, bad = (beside, inside) if is_inside else (inside, beside)
    mark = f" <<< {RULE}" if is_wrong else ""
    samples = [good.replace("@", "")] * right + ['{"disk": {"volume": {"id": 1}}}'] * lacking
    text = "=== api-ref/source/index.rst\n"
    text += "".join(f".. literalinclude:: {at}.json\n" for at in range(len(samples) + 1))
    for at, sample in enumerate([*samples, bad.replace("@", mark)]):
        text += f"=== api-ref/source/{at}.json\n{sample}\n"
    assert_expected(tmp_path, text, RULE)


def _several(*samples: str) -> str:
    text = "=== api-ref/source/index.rst\n"
    text += "".join(f".. literalinclude:: {at}.json\n" for at in range(len(samples)))
    return text + "".join(
        f"=== api-ref/source/{at}.json\n{sample}\n" for at, sample in enumerate(samples)
    )


def test_a_field_outside_behind_others_that_may_be_there(tmp_path: Path) -> None:
    """Nowhere else, beside in another sample, in another object itself, and of another object."""
    right = (
        '{"disk": {"volume": {"id": 1, "both": 1, "own": 1, "size": 1}},'
        ' "server": {"volume": {"id": 1, "kin": 1}}}'
    )
    wrong = '{"disk": {"volume": {"id": 1}, "odd": 1, "both": 1, "own": 1, "kin": 1,\n"size": 1@}}'
    others = ('{"disk": {"volume": {"id": 1}, "both": 1}}', '{"disk": {"own": 1}}')
    text = _several(right, right, right, *others, wrong.replace("@", f" <<< {RULE}\n"))
    (found,) = assert_expected(tmp_path, text, RULE)
    assert "inside it in api-ref/source/0.json and 2 other samples" in found.message


@pytest.mark.parametrize(("start", "end", "mark"), [("", "", f" <<< {RULE}"), ("[", "]", "")])
def test_a_field_inside_behind_others_that_may_be_there(
    tmp_path: Path, start: str, end: str, mark: str
) -> None:
    """On both levels, an object, nowhere else, and outside in few samples."""
    right = start + '{"volume": {"id": 1}, "name": 1, "tags": {"a": 1}, "size": 1' + "@}" + end
    few, more = right.replace("@", ', "few": 1'), right.replace("@", "")
    wrong = f'{start}{{"volume": {{"name": 1, "tags": {{}}, "odd": 1, "few": 1,\n"size": 1{mark}\n'
    text = _several(few, few, more, more, f'{wrong}}}, "name": 1}}{end}')
    found = assert_expected(tmp_path, text, RULE)
    assert [each.message.partition(" and ")[2].partition(";")[0] for each in found] == (
        ["3 other samples"] if mark else []
    )


def test_two_other_samples_of_an_object_prove_little(tmp_path: Path) -> None:
    wrong = '{"group": {"id": 1}, "zone": "a"}'
    text = _several('{"group": {"id": 1}}', '{"group": {"id": 1, "zone": "a"}}', wrong)
    assert_expected(tmp_path, text, RULE)


@pytest.mark.parametrize(("title", "mark"), [("Request", ""), ("Response", f" <<< {RULE}")])
def test_a_request_that_only_responses_contradict(tmp_path: Path, title: str, mark: str) -> None:
    """Once a false alarm: the service wraps what the request has."""
    right = '{"volume": {"id": 1, "size": 1}}'
    tree = _tree(right, right, f'{{"volume": {{"id": 1}},\n"size": 1{mark}\n}}')
    above = "Make\n====\n\n.. rest_method:: POST /volumes\n\nResponse\n--------\n\n"
    last = f"\n{title} Example\n----------------\n\n.. literalinclude:: c.json"
    tree = tree.replace("index.rst\n", f"index.rst\n{above}")
    assert_expected(tmp_path, tree.replace(".. literalinclude:: c.json", last), RULE)
