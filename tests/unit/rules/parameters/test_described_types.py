"""Rules of ``apiref.rules.parameters.described_types``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.parameters.test_types import RULES, tree
from tests.unit.rules.things import things


@pytest.mark.parametrize(
    ("type_", "description"),
    [
        ("boolean", "The UUID of the volume."),
        ("object", "The UUID of the volume."),
        ("integer", "The volume UUID."),
        ("object", "The associated volume type ID for the volume."),
        ("object", "An availability zone name."),
        ("object", "A list of ``limit`` objects."),
        ("object", "A list of sizes. For example: [1, 2]."),
        ("integer", "List of all hosts."),
        ("object", "A collection of ``cgsnapshot`` objects."),
        ("array", "A dictionary of allocations."),
        ("string", "An object that describes the image."),
        ("object", "Indicates whether the volume is encrypted."),
        ("integer", "If ``true``, the volume is encrypted."),
        ("boolean", "The number of volumes."),
        ("float", "The page size, a whole number."),
        ("integer", "The date and time when the resource was created."),
        ("integer", "The colour. One of ``red``, ``blue`` or ``green``."),
        ("boolean", "The colour. One of ``red``, ``blue`` or ``green``."),
        ("string", "If ``true``, it is on. If ``false``, it is off."),
        ("string", "The max number of things."),
        ("array", "The min number of things."),
    ],
)
def test_a_type_that_the_description_contradicts(
    tmp_path: Path, type_: str, description: str
) -> None:
    found = assert_expected(tmp_path, tree(type_, description, "contradicted-type"), *RULES)
    assert found[0].location.column == 9


@pytest.mark.parametrize(
    ("type_", "description"),
    [
        ("string", "The UUID of the volume."),
        ("array", "A list of volumes."),
        ("array", "The UUIDs of the volumes."),
        ("string", "A list of IDs, separated by commas."),
        ("object", "A list of key and value pairs."),
        ("object", "A list of image metadata entries."),
        ("object", "The collection of links."),
        ("object", "A list of supported versions by name."),
        ("object", "The quotas by ID of the host."),
        ("object", "The quotas keyed by the name of the host."),
        ("object", "The number of quotas per host."),
        ("object", "The volume ID per host."),
        ("object", "A list of volumes per host."),
        ("integer", "The date and time when it expires, as a UNIX timestamp."),
        ("object", "A list of attributes. Each is a key-value pair."),
        ("string", "A dictionary of data. Note that it is a JSON-encoded string."),
        ("object", "The name and the size of the volume."),
        ("array", "A list of dictionaries."),
        ("string", "A dictionary, encoded as a string."),
        ("object", "The UUID of the volume and its name."),
        ("string", "Indicates whether the volume is bootable, as a string."),
        ("integer", "Indicates whether the volume is shared: 0 or 1."),
        ("object", "The number of volumes in each state, by state."),
        ("integer", "The ID of the agent."),
        ("float", "The ratio, an integer or a float."),
        ("object", "The name server object."),
        ("object", "If true, all; an object with the details otherwise."),
        ("integer", "The level. One of ``-1``, ``0`` or ``max``."),
        ("boolean", "Whether it is on. One of ``true``, ``false`` or ``auto``."),
        ("string", "If ``true``, it is on. If ``false`` or empty, it is off."),
        ("string", "One of ``true``, ``false`` or ``auto``."),
        ("string", "The number of the house."),
        ("string", "The total number of things."),
        # The example counts more than the words.
        ("array", "A mapping of cores. For example: [[0, 1], [2, 3]]."),
        ("object", 'A list of sizes. For example: {"a": 1}.'),
    ],
)
def test_descriptions_that_only_seem_to_contradict(
    tmp_path: Path, type_: str, description: str
) -> None:
    assert_expected(tmp_path, tree(type_, description), *RULES)


def test_what_the_samples_say_as_well_is_reported_once(tmp_path: Path) -> None:
    """Once a cascade: the same type was wrong by the description, and by the samples."""
    text = things(
        "names: names", "names: object required A list of names.", '{"names": ["a"]}'
    ).replace("type: object", "type: object <<< sample-value-type")
    assert_expected(tmp_path, text, "contradicted-type", "sample-value-type")
    shown = things("names: names", "names: object required A list of names.", '{"names": {}}')
    text = shown.replace("type: object", "type: object <<< contradicted-type")
    (found,) = assert_expected(tmp_path / "other", text, "contradicted-type", "sample-value-type")
    assert found.message.endswith("the samples have that type, so correct the description")


@pytest.mark.parametrize("type_", ["object", "none"])
@pytest.mark.parametrize(("place", "mark"), [("path", " <<< contradicted-type"), ("body", "")])
def test_a_path_parameter_is_no_object(tmp_path: Path, place: str, mark: str, type_: str) -> None:
    text = tree(type_).replace(f"type: {type_}", f"type: {type_}{mark}")
    assert_expected(tmp_path, text.replace("in: body", f"in: {place}"), *RULES)


@pytest.mark.parametrize(
    ("values", "rule"),
    [("One of ``red`` or ``blue``.", "sample-value-type"), ("Hues, or ``red``.", "")],
)
def test_a_listed_value_is_no_list(tmp_path: Path, values: str, rule: str) -> None:
    """Once silent: a value that is named may stand for a list, unless others are as well."""
    mark = f" <<< {rule}" if rule else ""
    text = things("hue: hue", f"hue: array required {values}", f'{{"hue": "red"}}{mark}')
    assert_expected(tmp_path, text, "contradicted-type", "sample-value-type")


@pytest.mark.parametrize(
    ("values", "rule"),
    [("``red`` or ``blue``", "sample-value-type"), ("``red`` or ``1``", "")],
)
def test_a_listed_value_is_no_number(tmp_path: Path, values: str, rule: str) -> None:
    """Once silent: a value that is named may have a type of its own, unless all have."""
    text = things("hue: hue", f"hue: integer required One of {values}.", '{"hue": "red"}')
    text = text.replace("type: integer", f"type: integer <<< {rule}" if rule else "type: integer")
    assert_expected(tmp_path, text, "contradicted-type", "sample-value-type")
