"""Rules of ``apiref.rules.samples.texts``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected, findings, write_tree
from tests.unit.rules.things import things

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: things.json
=== api-ref/source/things.json
"""
UUID_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("%(host)s", "sample-template-left"),
        ("http://%(ip)s/v2", "sample-template-left"),
        ("$(host)s", "sample-template-left"),
        ("{{ host }}", "sample-pattern-shown"),
        (UUID_PATTERN, "sample-pattern-shown"),
        (r"\\d+", "sample-pattern-shown"),
        ("(.*)", "sample-pattern-shown"),
        ("server-(.+?)-.*", "sample-pattern-shown"),
        ("^host_[0-2]$", "sample-pattern-shown"),
        ("<host>", "sample-placeholder"),
        ("<name of the host>", "sample-placeholder"),
        ("$HOST_NAME", "sample-placeholder"),
        ("${host}", "sample-placeholder"),
        ("http://example.com/v2/$PROJECT_ID/hosts", "sample-placeholder"),
        ("/v2/hosts/{host_id}", "sample-placeholder"),
        ("{host}", "sample-placeholder"),
        ("...", "sample-placeholder"),
        ("HOST_ID", "sample-placeholder"),
        ("\u2026", "sample-placeholder"),
        ("&quot;a&quot;", "sample-entity"),
        ("a &lt; b", "sample-entity"),
        ("null", "sample-null-quoted"),
    ],
)
def test_what_no_service_sends(tmp_path: Path, value: str, rule: str) -> None:
    tree = TREE + '{\n    "host": "' + value + '" <<< ' + rule + "\n}\n"
    found = assert_expected(tmp_path, tree, *RULES)
    assert (found[0].subject, found[0].location.column) == ("host", 13)


def test_a_leftover_in_a_list(tmp_path: Path) -> None:
    tree = TREE + '{\n    "hosts": [\n        "%(host)s" <<< sample-template-left\n    ]\n}\n'
    found = assert_expected(tmp_path, tree, "sample-template-left")
    assert found[0].subject == "hosts[0]"


INTENDED = [
    '"log_format": "%(message)s"',
    '"files": {"a.sh": "#!/bin/sh\\necho %(name)s\\n"}',
    '"template": {"name": "$(name)s"}',
    '"pattern": "^[a-z]+$"',
    '"filter": "{{ name }}"',
    '"body": "<p>a &amp; b</p>"',
    '"type": "null"',
    '"type": ["null", "string"]',
    '"metadata": {"key": "None"}',
    '"metadata": {"key": "null"}',
    '"metadata": {"key": [{"part": "null"}]}',
    '"fixed_ips": "10.0.0.[1]"',
    '"name": "50% (about)s"',
    '"name": "all (...)"',
    '"name": "^up"',
    '"name": "5^2 in $"',
    '"name": "AT&T; others"',
    '"name": "None"',
    '"name": "<none>"',
    '"event": "VOLUME_000002"',
    '"kind": "uuid"',
    '"properties": {"id": {"type": "string"}, "host_id": "uuid"}, "$schema": "x"',
    '"spec": "<is> True"',
    '"price": "$5"',
    '"name": "a, b ..."',
    '"path": "/v2/hosts/{host_id}"',
    '"links": [{"href": "{schema}", "rel": "describedby"}]',
]
RULES = (
    "sample-template-left",
    "sample-pattern-shown",
    "sample-placeholder",
    "sample-entity",
    "sample-null-quoted",
)


@pytest.mark.parametrize("member", INTENDED)
def test_intended_texts(tmp_path: Path, member: str) -> None:
    assert_expected(tmp_path, TREE + "{" + member + "}\n", *RULES)


def test_leftovers_behind_intended_texts(tmp_path: Path) -> None:
    objects = [f"{{{member}}}" for member in INTENDED if "$schema" not in member]
    for value, rule in (
        ("%(host)s", "sample-template-left"),
        ("{{ host }}", "sample-pattern-shown"),
        ("<host>", "sample-placeholder"),
        ("a &lt; b", "sample-entity"),
        ("null", "sample-null-quoted"),
    ):
        objects.append(f'{{"host": "{value}"}} <<< {rule}')
    objects.append('{"metadata": "null"} <<< sample-null-quoted')
    objects.append('{"host_id": "uuid"} <<< sample-pattern-shown')
    lines = "\n,".join(objects)
    assert_expected(tmp_path, f"{TREE}[\n{lines}\n]\n", *RULES)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("http://%(ip)s/v2", "contains '%(ip)s', an unfilled template placeholder"),
        ("{{ host }}", "is a template placeholder, '{{ host }}'"),
        ("^host_[0-2]$", "is a regular expression, '^host_[0-2]$'"),
        ("<host>", "is a placeholder, '<host>'"),
        ("...", "is an ellipsis, '...'"),
        ("\u2026", "is an ellipsis"),
        ("a &lt; b", "contains the HTML entity '&lt;'"),
    ],
)
def test_what_a_leftover_is(tmp_path: Path, value: str, words: str) -> None:
    write_tree(tmp_path, f'{TREE}{{"host": "{value}"}}\n')
    (found,) = (each for each in findings(tmp_path) if each.rule in RULES)
    assert words in found.message


@pytest.mark.parametrize(
    ("text", "mark"), [("The label, escaped as HTML.", ""), ("The label.", " <<< sample-entity")]
)
def test_an_entity_that_the_description_explains(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false alarm."""
    sample = f'{{\n  "label": "a &amp; b"{mark}\n}}'
    assert_expected(
        tmp_path, things("label: label", f"label: string required {text}", sample), "sample-entity"
    )


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("%(host)s", "sample-template-left"),
        ("<host>", "sample-placeholder"),
        ("a &amp; b", "sample-entity"),
    ],
)
def test_a_description_is_no_script(tmp_path: Path, value: str, rule: str) -> None:
    tree = TREE + '{\n    "description": "' + value + '" <<< ' + rule + "\n}\n"
    assert_expected(tmp_path, tree, "sample-template-left", "sample-placeholder", "sample-entity")


def test_none_where_the_field_is_null_elsewhere(tmp_path: Path) -> None:
    tree = TREE + '[\n    {"host": null},\n    {"host": "None"} <<< sample-null-quoted\n]\n'
    found = assert_expected(tmp_path, tree, "sample-null-quoted")
    assert found[0].message == (
        "'[1].host' is the string \"None\"; write null, without quotes, if there is no value"
    )


def test_null_in_quotes_that_the_description_shows(tmp_path: Path) -> None:
    tree = things(
        "host: host", 'host: string required The host, or "null" as text.', '{"host": "null"}'
    )
    assert_expected(tmp_path, tree, "sample-null-quoted")


@pytest.mark.parametrize(
    ("value", "description", "mark"),
    [
        ("None", "The driver, or ``None`` for the usual one.", ""),
        ("None", "The driver. None stands for the usual one.", ""),
        ("None", "The driver, or ``null`` where there is none.", " <<< sample-null-quoted"),
        ("None", "The driver; null without one.", " <<< sample-null-quoted"),
        ("null", "The driver.", " <<< sample-null-quoted"),
        ("null", "The driver, ``'null'`` for the usual one.", ""),
    ],
)
def test_none_that_the_description_shows(
    tmp_path: Path, value: str, description: str, mark: str
) -> None:
    """Once a false alarm: the description says that it is a text."""
    tree = things(
        "driver: driver",
        f'driver: string required "{description}"',
        f'{{\n    "driver": "{value}"{mark}\n}}',
    )
    assert_expected(tmp_path, tree, "sample-null-quoted")


def test_null_in_quotes_for_a_number_is_reported_once(tmp_path: Path) -> None:
    tree = things(
        "size: size",
        "size: integer required The size, or ``null``.",
        '{\n    "size": "null" <<< sample-value-type\n}',
    )
    assert_expected(tmp_path, tree, "sample-null-quoted", "sample-value-type")


@pytest.mark.parametrize("name", ["url", "publicURL", "admin_url"])
@pytest.mark.parametrize("project", ["%(tenant_id)s", "$(project_id)s", "AUTH_%(user_id)s/x"])
def test_the_url_of_an_endpoint_in_a_catalog(tmp_path: Path, name: str, project: str) -> None:
    """Once a false alarm: clients fill in their project."""
    url = f'{{"{name}": "http://example.org/v1/{project}"}}'
    tree = f'{TREE}{{"endpoints": [{url}], "{name}": "http://example.org/v1/{project}"}}\n'
    assert_expected(tmp_path, tree, "sample-template-left")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("href", "http://example.org/v1/%(tenant_id)s"),
        ("url", "%(tenant_id)s"),
        ("url", "http://%(host)s/v1"),
    ],
)
def test_a_leftover_in_a_url(tmp_path: Path, name: str, value: str) -> None:
    tree = TREE + f'{{\n  "{name}": "{value}" <<< sample-template-left\n}}\n'
    assert_expected(tmp_path, tree, "sample-template-left")


def test_a_placeholder_in_the_link_of_an_object_is_reported_once(tmp_path: Path) -> None:
    tree = TREE + '{\n    "id": "7",\n    "self": "/v2/hosts/{id}" <<< sample-placeholder\n}\n'
    assert_expected(tmp_path, tree, "sample-placeholder", "sample-self-link")


def test_the_placeholders_of_a_sample_are_one_finding(tmp_path: Path) -> None:
    tree = (
        TREE
        + '{\n    "hosts": [\n        "<host>", <<< sample-placeholder\n        "..."\n    ]\n}\n'
    )
    found = assert_expected(tmp_path, tree, "sample-placeholder")
    assert [place.line for place in found[0].places] == [found[0].location.line + 1]


@pytest.mark.parametrize("value", ["uuid", "UUID", "string"])
def test_the_name_of_a_type_for_an_identifier(tmp_path: Path, value: str) -> None:
    tree = TREE + '{\n    "host_id": "' + value + '" <<< sample-pattern-shown\n}\n'
    found = assert_expected(tmp_path, tree, "sample-pattern-shown")
    assert "is the name of a type" in found[0].message


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("%(host)s", "sample-template-left"),
        ("{{ host }}", "sample-pattern-shown"),
        ("<host>", "sample-placeholder"),
        ("a &lt; b", "sample-entity"),
        ("null", "sample-null-quoted"),
    ],
)
def test_a_leftover_behind_other_samples(tmp_path: Path, value: str, rule: str) -> None:
    """One of them is no JSON."""
    others = f'=== api-ref/source/a.json\n{{"a": "{value}"\n=== api-ref/source/b.json\n[1]\n'
    tree = TREE.replace(
        "=== api-ref/source/things.json\n",
        ".. literalinclude:: a.json\n"
        f".. literalinclude:: b.json\n{others}=== api-ref/source/things.json\n",
    )
    assert_expected(tmp_path, f'{tree}{{"host": "{value}"}} <<< {rule}\n', *RULES)


def test_null_in_quotes_behind_texts_that_may_be_null(tmp_path: Path) -> None:
    """A value, one of a field that is no text, and one that the description shows."""
    tree = things(
        "id: id\nsize: size\nkind: kind\nhost: host",
        "id: string required The ID.\nsize: integer required The size.\n"
        "kind: string required The kind, 'null' without one.\nhost: string required The host.",
        '{"id": "a", "kind": "null",\n"size": "null", <<< sample-value-type\n'
        '"host": "null" <<< sample-null-quoted\n}',
    )
    assert_expected(tmp_path, tree, "sample-null-quoted", "sample-value-type")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("A regex of names.", ""),
        ("The pattern of names.", ""),
        ("The names.", " <<< sample-pattern-shown"),
    ],
)
def test_a_pattern_according_to_the_description(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false alarm."""
    sample = f'{{\n"host": "a[0-9]{{3}}"{mark}\n}}'
    tree = things("host: host", f"host: string required {text}", sample)
    assert_expected(tmp_path, tree, "sample-pattern-shown")


@pytest.mark.parametrize(
    ("rows", "mark"),
    [
        ("info: info", ""),
        ("info: info\nage: age", " <<< sample-null-quoted"),
        ("age: age", " <<< sample-null-quoted"),
    ],
)
def test_null_in_quotes_in_an_object_that_others_define(
    tmp_path: Path, rows: str, mark: str
) -> None:
    """Once a false alarm: another service sends it so."""
    parameters = "info: object required The information.\nage: string optional The age."
    sample = f'{{"info": {{"age": "a",\n"host": "null"{mark}\n}}}}'
    assert_expected(tmp_path, things(rows, parameters, sample), "sample-null-quoted")
