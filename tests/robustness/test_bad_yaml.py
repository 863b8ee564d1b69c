"""Hostile and broken YAML: a located finding or a one-line error, never a traceback or a hang."""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.spoiling import SOURCE, spoil

LAUGHS = "\n".join(
    f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, 40)
)
MERGES = "\n".join(
    f"l{level}: &l{level}\n  <<: [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, 40)
)
YAML = {
    "an anchor that explodes": f"l0: &l0 [lol]\n{LAUGHS}\nx: {{description: *l39}}\n",
    "a merge that explodes": f"l0: &l0 {{in: body}}\n{MERGES}\n",
    "a merge of nothing that explodes": f"l0: &l0 {{}}\n{MERGES}\n",
    "a wide merge": "a: &a {in: body}\nb:\n  <<: [" + "*a, " * 200_000 + "*a]\n",
    "many wide merges": "a: &a {"
    + ", ".join(f"k{n}: 1" for n in range(2000))
    + "}\n"
    + "\n".join(f"b{n}: {{<<: *a}}" for n in range(2000)),
    "a recursive list": "x: &a [*a, *a]\n",
    "a recursive description": "x: {description: &a [*a, *a, *a]}\n",
    "a recursive merge": "x: &a {<<: *a}\n",
    "a recursive merge of two": "x: &a {<<: [*a, *a, *a], in: body}\n",
    "a recursive root": "&a\nx: *a\n",
    "a recursive key": "? &a [*a]\n: {in: body}\n",
    "deep lists": "[" * 10_000,
    "deep lists, closed": "x: " + "[" * 10_000 + "]" * 10_000,
    "deep lists, less so": "x: {y: " + "[" * 900 + "]" * 900 + "}",
    "deep mappings": "{a: " * 10_000 + "}" * 10_000,
    "deep blocks": "\n".join(" " * depth + "a:" for depth in range(1_500)),
    "deep items": "- " * 10_000 + "a",
    # libyaml ends the process without a word.
    "lists deeper than the stack": "a: " + "[" * 100_000,
    "items deeper than the stack": "- " * 100_000 + "a",
    "two documents": "a: {in: body}\n---\nb: {in: body}\n",
    "a duplicate anchor": "a: &x {in: body}\nb: &x {in: body}\n",
    "an unknown anchor": "a: *nothing\n",
    "a tag of Python": "a: !!python/object/apply:os.system ['touch /tmp/never']\n",
    "an unknown tag": "a: !nothing {in: body}\n",
    "a tag on a scalar": "a: {in: !!int body, required: !!bool perhaps, type: !!float x}\n",
    "a directive": "%YAML 9.9\n---\na: {}\n",
    "a tab": "a:\n\tin: body\n",
    "an open quote": 'a: "in\n',
    "an open bracket": "a: [\n",
    "a list": "- a\n- b\n",
    "a scalar": "text\n",
    "a number": "1\n",
    "nothing": "~\n",
    "scalars for entries": "a: 1\nb: [1]\nc: ~\n",
    "complex keys": "? [a, b]\n: {in: body}\n? {c: d}\n: {in: body}\n? ~\n: {in: body}\n",
    "numbers for keys": "1: {in: body}\n2.10: {in: body}\ntrue: {in: body}\n",
    "values of all kinds": "a: {in: [body], type: {a: b}, required: ~, description: 1, min_version: [2]}\n",
    "a huge number": f"a: {{in: body, required: {'9' * 5_000}, min_version: {'9' * 5_000}}}\n",
    "a huge code": f"{'9' * 5_000}: {{default: x}}\n",
    "numbers of all kinds": "a: {in: 0x1F, type: 0o17, required: 1_000, description: 1:30:00}\n",
    "odd numbers": "a: {in: 08, type: 0b, required: 0x_, description: +_1, min_version: .inf}\n",
    "a merge of a scalar": "a: {<<: 1}\nb: {<<: [1, 2]}\n",
    "duplicate keys": "a: {in: body, in: path}\na: {in: body}\n",
    "a colon too many": "a: b: c\n",
    "a binary": "a: {description: !!binary '***', in: !!set {a, b}, type: !!timestamp 2020-99-99}\n",
    "a long line": "a: {description: '" + "x" * 7_000_000 + "'}\n",
    "a file that is too large": "#" * 10_000_000,
}


@pytest.mark.parametrize("name", ["parameters.yaml", "status.yaml"])
@pytest.mark.parametrize("case", YAML)
def test_yaml(tree: Path, name: str, case: str) -> None:
    assert spoil(tree, name, YAML[case]).findings


def test_a_broken_yaml_file_is_one_finding_of_its_own(tree: Path) -> None:
    done = spoil(tree, "parameters.yaml", "thing_id:\n  in: [path\nthing_name: {}\n")
    assert done.rules() == {"yaml-syntax"}


@pytest.mark.parametrize(("char", "place"), [("\0", (2, 7)), ("\x0b", (2, 7)), ("\x1b", (2, 7))])
def test_a_character_that_yaml_does_not_have_is_located(
    tree: Path, char: str, place: tuple[int, int]
) -> None:
    done = spoil(tree, "parameters.yaml", f"é:\n  in: {char}body\n")
    assert done.places("yaml-syntax") == [(f"{SOURCE}/parameters.yaml", *place)]


# JSON.


def test_many_used_and_unused_entries_of_one_stem(tree: Path) -> None:
    """Once each used one was compared with each unused one."""
    page = "Show {0}\n========\n\n.. rest_method:: GET /{0}s/{{id}}\n\n.. rest_parameters:: parameters.yaml\n\n"
    boats = page.format("boat") + "".join(f"   - size: size_{n}\n" for n in range(3_000))
    entry = "size_{}:\n  description: The size of the {} {}.\n  in: body\n  required: true\n  type: string\n"
    entries = [entry.format(n, "boat" if n < 3_000 else "car", n) for n in range(6_000)]
    (tree / SOURCE / "things.inc").write_text(f"{boats}\n{page.format('car')}   - size: size_0\n")
    assert spoil(tree, "parameters.yaml", "".join(entries)).of("unused-parameter")
