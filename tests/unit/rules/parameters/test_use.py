"""Rules of ``apiref.rules.parameters.use``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

BODY = "  in: body\n  type: string\n  required: true\n  description: It.\n"

RULES = ("unused-parameter", "unused-parameters-file", "copied-description")


def page(*rows: str, file: str = "parameters.yaml") -> str:
    lines = "".join(f"   - {row}\n" for row in rows)
    return (
        f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
        f".. rest_method:: GET /things\n\nResponse\n--------\n\n"
        f".. rest_parameters:: {file}\n\n{lines}"
    )


def test_used_parameters_are_silent(tmp_path: Path) -> None:
    tree = f"{page('a: a', 'a: a_1')}=== api-ref/source/parameters.yaml\na:\n{BODY}a_1:\n{BODY}"
    assert_expected(tmp_path, tree, *RULES)


def test_a_parameter_that_no_row_names(tmp_path: Path) -> None:
    tree = page("a: a") + (
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}b: <<< unused-parameter\n{BODY}"
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert (found[0].subject, found[0].location.column) == ("b", 1)


def test_a_misspelt_key_is_not_also_an_unused_parameter(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    tree = page("size: siez") + f"=== api-ref/source/parameters.yaml\nsize:\n{BODY}"
    assert_expected(tmp_path, tree, *RULES)


def test_the_entry_that_a_row_should_name_is_not_unused(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    tree = page("marker: limit", "limit: limit") + (
        f"=== api-ref/source/parameters.yaml\nlimit:\n{BODY}marker:\n{BODY}"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_rows_of_a_page_that_nobody_includes_count(tmp_path: Path) -> None:
    """Once a cascade: the page is the defect, not each of its parameters."""
    tree = page("a: a") + (
        "=== api-ref/source/other.inc\nOther\n=====\n\n.. rest_method:: GET /other\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - b: b\n"
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}b:\n{BODY}"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_template_of_merge_keys_is_used(tmp_path: Path) -> None:
    """Once a false positive."""
    tree = page("a: a") + (
        f"=== api-ref/source/parameters.yaml\nbase: &base\n{BODY}a:\n  <<: *base\n"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_file_that_no_table_names(tmp_path: Path) -> None:
    tree = page("a: a") + (
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}"
        "=== api-ref/source/old-parameters.yaml\n <<< unused-parameters-file\n"
        "=== api-ref/source/other.yaml\nb: 1\n"
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].subject == "api-ref/source/old-parameters.yaml"


def test_a_table_without_effect_that_names_the_file(tmp_path: Path) -> None:
    """It uses that file, and no other one of the folder."""
    tree = page("a: a").replace("rest_parameters::", "rest_parameters:")
    tree += (
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}"
        f"=== api-ref/source/old-parameters.yaml\na: <<< unused-parameters-file\n{BODY}"
    )
    assert_expected(tmp_path, tree, "unused-parameters-file")


def test_the_path_parameter_of_a_row_that_names_another_entry(tmp_path: Path) -> None:
    """Once two findings for one defect: ``path-parameter-elsewhere`` reports it."""
    tree = page("a: a", "id: id").replace("GET /things", "GET /things/{id}")
    path = BODY.replace("body", "path")
    tree += f"=== api-ref/source/parameters.yaml\na:\n{BODY}id:\n{BODY}id_path:\n{path}"
    assert_expected(tmp_path, tree, *RULES)


def test_a_misspelt_file_is_not_also_an_unused_one(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    tree = page("a: a", file="paramaters.yaml") + (
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_the_entries_of_a_table_without_its_file_are_used(tmp_path: Path) -> None:
    """Once a finding for each entry, beside the one for the path."""
    lost = page("a: a", "b: b", file="parametres.yaml")
    known = "\nRequest\n-------\n\n.. rest_parameters:: parameters.yaml\n\n   - c: c\n"
    text = f"{lost}{known}=== api-ref/source/parameters.yaml\na:\n{BODY}b:\n{BODY}c:\n{BODY}"
    assert_expected(tmp_path, f"{text}d: <<< unused-parameter\n{BODY}", *RULES)


@pytest.mark.parametrize("directive", [".. rest_parameters:", ".. rest_paramaters::"])
def test_the_entries_of_a_table_that_is_none_are_used(tmp_path: Path, directive: str) -> None:
    tree = page("a: a") + (
        f"\n{directive} parameters.yaml\n\n   - b: b\n   - c: c_1\n"
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}b:\n{BODY}c_1:\n{BODY}"
        f"other: <<< unused-parameter\n{BODY}"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_row_without_a_key_may_mean_the_entry_of_its_name(tmp_path: Path) -> None:
    tree = page("a: a", "size:") + (
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}size_1:\n{BODY}"
        f"other: <<< unused-parameter\n{BODY}"
    )
    assert_expected(tmp_path, tree, *RULES)


def described(snapshot: str) -> str:
    text = page("id: volume_id", "id: snapshot_id_path", "a: snapshot", "b: owner_id")
    text += "=== api-ref/source/parameters.yaml\n"
    entries = (
        ("volume_id", "string", "The UUID of the volume."),
        ("snapshot_id_path", "string", snapshot),
        ("snapshot", "object", "A snapshot."),
        ("owner_id", "string", "The UUID of the volume."),
    )
    for key, type_, description in entries:
        text += f"{key}:\n  in: body\n  type: {type_}\n  required: true\n"
        text += f"  description: {description}\n"
    return text


def test_a_copied_description(tmp_path: Path) -> None:
    tree = described("The UUID of the volume to use. <<< copied-description")
    found = assert_expected(tmp_path, tree, *RULES)
    assert "fits 'volume_id' instead" in found[0].message
    assert found[0].message.endswith("; describe the snapshot")


def test_a_copied_description_is_reported_once(tmp_path: Path) -> None:
    tree = described("The UUID of the volume. <<< copied-description")
    (found,) = assert_expected(tmp_path, tree, *RULES)
    assert "has the description of 'volume_id'" in found.message


def test_descriptions_of_the_thing_itself(tmp_path: Path) -> None:
    """Once a false positive: an owner is no thing of the file, and may well be named otherwise."""
    for description in (
        "The UUID of the snapshot.",
        "The UUID of the volume snapshot.",
        "The name of the volume.",
        "The UUID.",
        "The UUID of the source volume from which it was made.",
    ):
        assert_expected(tmp_path, described(description), *RULES)


SHOWN = (
    page("a: a")
    + "\n.. literalinclude:: a-response.json\n   :language: json\n"
    + '=== api-ref/source/a-response.json\n{"a": "x", "size": "y"}\n'
)


def test_an_entry_that_a_sample_lacks_the_row_of(tmp_path: Path) -> None:
    """Once two findings for one defect: a row is missing."""
    tree = f"{SHOWN}=== api-ref/source/parameters.yaml\na:\n{BODY}size_1:\n{BODY}"
    assert_expected(tmp_path, tree, *RULES)


def test_entries_of_which_the_sample_lacks_one_row(tmp_path: Path) -> None:
    unused = "".join(f"size_{n}: <<< unused-parameter\n{BODY}" for n in (1, 2))
    tree = f"{SHOWN}=== api-ref/source/parameters.yaml\na:\n{BODY}{unused}"
    assert_expected(tmp_path, tree, *RULES)


def test_entries_of_a_table_that_is_missing(tmp_path: Path) -> None:
    """Once a cascade: ``sample-without-table`` reports it."""
    tree = SHOWN.replace(".. rest_parameters:: parameters.yaml\n\n   - a: a\n", "None.\n\n")
    tree += (
        "=== api-ref/source/more.rst\nMore\n====\n\n.. rest_method:: GET /more\n\nResponse\n"
        "--------\n\n.. rest_parameters:: parameters.yaml\n\n   - b: b\n"
        f"=== api-ref/source/parameters.yaml\na:\n{BODY}b:\n{BODY}"
        f"c: <<< unused-parameter\n{BODY}size:\n{BODY}"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_an_entry_of_a_name_that_some_sample_without_a_table_has(tmp_path: Path) -> None:
    tree = SHOWN.replace(".. rest_parameters:: parameters.yaml\n\n   - a: a\n", "None.\n\n")
    tree = tree.replace('"size": "y"', '"size": {"b": 1, "c": 2, "d": 3}')
    tree += (
        "=== api-ref/source/more.rst\nMore\n====\n\n.. rest_method:: GET /more\n\nResponse\n"
        "--------\n\n.. rest_parameters:: parameters.yaml\n\n   - e: e\n"
        f"=== api-ref/source/parameters.yaml\na: <<< unused-parameter\n{BODY}e:\n{BODY}"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_an_entry_of_the_object_around_a_sample_is_unused_by_style(tmp_path: Path) -> None:
    tree = SHOWN.replace('{"a": "x", "size": "y"}', '{"thing": {"a": "x"}}')
    tree += f"=== api-ref/source/parameters.yaml\na:\n{BODY}thing: <<< unused-parameter\n{BODY}"
    assert_expected(tmp_path, tree, *RULES)


def with_descriptions(*entries: str) -> str:
    """A tree with those entries, each ``key: description``."""
    keys = [entry.partition(": ")[0] for entry in entries]
    text = page(*(f"{key}: {key}" for key in keys)) + "=== api-ref/source/parameters.yaml\n"
    for entry in entries:
        key, _, description = entry.partition(": ")
        text += f"{key}:\n  in: body\n  type: string\n  required: true\n"
        text += f"  description: {description}\n"
    return text


MARK = " <<< copied-description"


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        (("max_disk: The maximum disk.", f"min_disk: The maximum disk.{MARK}"), "'max_disk'"),
        (
            (
                "created_at: When it was created.",
                f"updated_at: When it was created.{MARK}",
            ),
            "'created_at'",
        ),
        (
            (
                f"volume_state: The attachment state.{MARK}",
                "attachment_state: The attachment state.",
                "volume_host: The host of the volume.",
            ),
            "'attachment_state'",
        ),
        (
            (
                "l7policies: A list of L7 policies.",
                f"members: A list of L7 policies.{MARK}",
                "member_count: The number of members.",
            ),
            "'l7policies'",
        ),
    ],
)
def test_a_description_that_occurs_twice(
    tmp_path: Path, entries: tuple[str, ...], names: str
) -> None:
    (found,) = assert_expected(tmp_path, with_descriptions(*entries), *RULES)
    assert f"has the description of {names}" in found.message
    assert len(found.places) == 1


@pytest.mark.parametrize(
    "entries",
    [
        # The same thing under two keys, one of them short, or another word for it.
        ("volume_name: The volume name.", "vol_name: The volume name."),
        ("project_id: The project.", "tenant_id: The project.", "tenant_name: The tenant."),
        ("description_cg: The group of it.", "description_group: The group of it."),
        ("display_name: The volume name.", "volume_name: The volume name."),
        ("limit: The limit.", "limit_transfer: The limit.", "transfer: The transfer."),
        ("load_balancer: The load balancer.", "loadbalancer: The load balancer."),
        ("owner: The owning project.", "project: The owning project.", "owner_b: The owner."),
        # It speaks of neither, or of both.
        ("image_tags: A list.", "volume_tags: A list.", "image: The image."),
        ("image_id: A volume's image.", "volume_id: A volume's image.", "image: The image."),
        ("pool: A list.", "listener: A list.", "pool_id: The pool."),
    ],
)
def test_descriptions_that_may_occur_twice(tmp_path: Path, entries: tuple[str, ...]) -> None:
    assert_expected(tmp_path, with_descriptions(*entries), *RULES)


def test_the_type_is_not_reported_beside_a_copied_description(tmp_path: Path) -> None:
    tree = with_descriptions(
        "names: A list of names.",
        f"bootable: A list of names.{MARK}",
        "bootable_2: Whether it is bootable.",
    )
    tree = tree.replace(
        "\nbootable:\n  in: body\n  type: string", "\nbootable:\n  in: body\n  type: boolean"
    )
    tree = tree.replace("names:\n  in: body\n  type: string", "names:\n  in: body\n  type: array")
    assert_expected(tmp_path, tree, *RULES, "contradicted-type")


OPTIONAL = (
    "reason: <<< unused-parameter\n  in: path\n  type: string\n  required: {}\n  description: It.\n"
)


@pytest.mark.parametrize("required", ["false", "true"])
def test_an_optional_path_parameter_that_no_row_names(tmp_path: Path, required: str) -> None:
    """Once two findings for one defect: it was also shown as optional."""
    tree = (
        f"{page('a: a')}=== api-ref/source/parameters.yaml\na:\n{BODY}{OPTIONAL.format(required)}"
    )
    assert_expected(tmp_path, tree, *RULES, "optional-path-parameter")


def test_an_optional_path_parameter_that_a_row_names(tmp_path: Path) -> None:
    tree = page("a: a").replace("GET /things", "GET /things/{reason}")
    tree = tree.replace("Response\n--------", "Request\n-------").replace("a: a", "reason: reason")
    entry = OPTIONAL.format("false <<< optional-path-parameter").replace(
        " <<< unused-parameter", ""
    )
    tree += f"=== api-ref/source/parameters.yaml\n{entry}"
    assert_expected(tmp_path, tree, *RULES, "optional-path-parameter")


@pytest.mark.parametrize(
    ("rows", "mark"),
    [
        (("disk.name: disk_name", "disk.name: backup_name"), ""),
        (("disk_name: disk_name", "backup_name: backup_name"), " <<< copied-description"),
        (("name: disk_name", "name: backup_name"), " <<< copied-description"),
    ],
)
def test_entries_of_one_field(tmp_path: Path, rows: tuple[str, ...], mark: str) -> None:
    """Once a false alarm: a word of the key that no row has only distinguishes the entries."""
    entry = BODY.replace("It.", "The label of the disk.")
    tree = (
        page(*rows, "backup: backup") + f"=== api-ref/source/parameters.yaml\ndisk_name:\n{entry}"
    )
    tree += f"backup:\n{BODY.replace('It.', 'The backup.')}"
    second = entry.replace("disk.", f"disk.{mark}")
    assert_expected(tmp_path, f"{tree}backup_name:\n{second}", "copied-description")


@pytest.mark.parametrize(
    ("row", "kind", "text", "mark"),
    [
        ("id", "string", "The ID of the disk.", ""),
        ("backup_id", "string", "The ID of the disk.", " <<< copied-description"),
        ("id", "object", "The ID of the disk.", " <<< copied-description"),
        ("id", "string", "The name of the disk.", " <<< copied-description"),
        ("id", "string", "A disk.", " <<< copied-description"),
    ],
)
def test_the_id_of_another_thing(tmp_path: Path, row: str, kind: str, text: str, mark: str) -> None:
    """Once a false alarm: an object without an ID of its own has that of what it belongs to."""
    tree = page("disk_id: disk_id", f"{row}: backup_id", "backup: backup")
    entry = BODY.replace("It.", text)
    backup = BODY.replace("It.", "The backup.").replace("string", kind)
    tree += f"=== api-ref/source/parameters.yaml\ndisk_id:\n{entry}backup:\n{backup}"
    second = entry.replace(text, f"{text}{mark}")
    assert_expected(tmp_path, f"{tree}backup_id:\n{second}", "copied-description")


def test_copied_descriptions_behind_others(tmp_path: Path) -> None:
    """Of entries of one field, and of an object without an ID of its own."""
    rows = ("disk.name: disk_name", "disk.name: backup_name", "disk_id: disk_id", "id: backup_id")
    texts = {
        "disk_name": "The label of the disk.",
        "backup_name": "The label of the disk.",
        "disk_id": "The ID of the disk.",
        "backup_id": "The ID of the disk.",
        "backup": "The backup.",
        "max_disk": "The maximum disk.",
        "min_disk": f"The maximum disk.{MARK}",
        "volume_type_id": "The UUID of the volume type.",
        "group_flavor_id": f"The UUID of the volume types to use.{MARK}",
        "snapshot_id": f"The UUID of a volume type.{MARK}",
    }
    objects = ("group_flavors", "snapshot")
    others = [f"{key}: {key}" for key in (*texts, *objects) if key not in " ".join(rows)]
    tree = page(*rows, *others) + "=== api-ref/source/parameters.yaml\n"
    tree += "".join(f"{key}:\n{BODY.replace('It.', text)}" for key, text in texts.items())
    tree += "".join(f"{key}:\n{BODY.replace('string', 'object')}" for key in objects)
    found = assert_expected(tmp_path, tree, "copied-description")
    told = {each.subject: each.message for each in found}
    assert told["group_flavor_id"] == (
        "the description of parameter 'group_flavor_id' fits 'volume_type_id' instead:"
        ' "The UUID of the volume types"; describe the group flavor'
    )


def test_a_file_that_no_table_names_behind_others(tmp_path: Path) -> None:
    files = f"=== api-ref/source/a.yaml\nb: 1\n=== api-ref/source/parameters.yaml\na:\n{BODY}"
    files += "=== api-ref/source/status.yaml\nb: 1\n"
    last = "=== api-ref/source/z-Params.yml\n <<< unused-parameters-file\n"
    assert_expected(tmp_path, f"{page('a: a')}{files}{last}", "unused-parameters-file")


def test_the_advice_about_an_unused_entry(tmp_path: Path) -> None:
    """Once "add the missing row", although it is as likely that a row refers to another entry."""
    text = page("size: size") + (
        f"=== api-ref/source/parameters.yaml\nsize:\n{BODY}size_1: <<< unused-parameter\n{BODY}"
    )
    (found,) = assert_expected(tmp_path, text, "unused-parameter")
    assert found.message.endswith("; refer to it in the row that it is meant for, or remove it")
