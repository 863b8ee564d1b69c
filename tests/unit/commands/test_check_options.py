"""The options of ``apiref check`` for use in CI."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.cli import main
from tests.trees import write_tree

TREE = """\
=== api-ref/source/index.rst
Things
======

.. rest_expand_all::

List things
-----------

.. rest_method:: GET /things

Normal response codes: 200

Error response codes: 404

Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

   - id: thing_id

.. literalinclude:: samples/things.json
   :language: json
=== api-ref/source/parameters.yaml
thing_id:
  description: |
    The number of the thing.
  in: body
  required: true
  type: integer
=== api-ref/source/samples/things.json
{
    "id": "one",
    "size": 3
}
"""
RULES = "sample-value-type,sample-field-undocumented"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    write_tree(tmp_path, TREE)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["check", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def rules_found(output: str) -> list[str]:
    return [item["rule"] for item in json.loads(output)["findings"]]


def test_select_and_ignore(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, tree, "--format", "json", "--select", RULES)
    assert code == 1
    assert rules_found(out) == ["sample-value-type", "sample-field-undocumented"]
    code, out, _ = run(
        capsys, tree, "--format", "json", "--select", RULES, "--ignore", "sample-value-type"
    )
    assert rules_found(out) == ["sample-field-undocumented"]


def test_an_unknown_rule_is_a_usage_error(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, tree, "--select", "sample-value-tipe")
    assert code == 2
    assert error == (
        "apiref: unknown rule 'sample-value-tipe'; did you mean 'sample-value-type'?\n"
    )


def test_several_formats_each_to_its_file(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sarif, junit = tree / "out.sarif", tree / "out.xml"
    code, out, _ = run(
        capsys, tree, "--format", "text", "--format", f"sarif={sarif}", "--format", f"junit={junit}"
    )
    assert code == 1
    assert "[sample-value-type]" in out
    assert json.loads(sarif.read_text())["version"] == "2.1.0"
    assert junit.read_text().startswith("<?xml")


def test_two_formats_to_one_place_are_a_usage_error(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, error = run(capsys, tree, "--format", "text", "--format", "json")
    assert code == 2
    assert "same target" in error


def test_an_output_that_cannot_be_written(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, tree, "--output", tree / "no" / "folder" / "out")
    assert code == 2
    assert error.count("\n") == 1


def test_fail_on_a_severity(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ("--select", "sample-value-null")
    assert run(capsys, tree, *chosen)[0] == 0
    assert run(capsys, tree, "--select", RULES, "--fail-on", "error")[0] == 1
    assert run(capsys, tree, "--select", RULES, "--fail-on", "never")[0] == 0


def test_max_findings_shows_less_and_counts_all(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, tree, "--select", RULES, "--max-findings", "1")
    lines = out.splitlines()
    assert code == 1
    assert lines[1] == "... and 1 finding more"
    assert lines[2].startswith("2 errors in ")


def test_statistics(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, tree, "--select", RULES, "--statistics")
    assert "1  sample-value-type (error)" in out.splitlines()


def test_quiet_says_nothing_of_a_clean_tree(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, tree, "--select", "json-syntax", "--quiet")
    assert (code, out) == (0, "")


def test_a_baseline_from_writing_to_pruning(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = (tree, "--select", RULES)
    code, out, _ = run(capsys, *chosen, "--write-baseline")
    assert code == 0
    assert "2 findings in the baseline" in out

    page = tree / "api-ref/source/index.rst"
    page.write_text("\n\n" + page.read_text())
    assert run(capsys, *chosen)[0] == 0

    sample = tree / "api-ref/source/samples/things.json"
    sample.write_text('{\n    "id": "one",\n    "colour": 3\n}\n')
    code, out, _ = run(capsys, *chosen)
    assert code == 1
    assert "'colour'" in out
    assert "1 of the baseline gone" in out

    sample.write_text('{\n    "id": "one"\n}\n')
    code, out, _ = run(capsys, *chosen, "--prune-baseline")
    assert code == 0
    assert "gone" not in out
    recorded = json.loads((tree / ".apiref-baseline.json").read_text())["findings"]
    assert [entry["rule"] for entry in recorded] == ["sample-value-type"]


def test_records_survive_a_renamed_file(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = (tree, "--select", RULES)
    run(capsys, *chosen, "--write-baseline")
    source = tree / "api-ref/source"
    page = source / "index.rst"
    text = page.read_text()

    (source / "samples/things.json").rename(source / "samples/list.json")
    page.write_text(text.replace("things.json", "list.json"))
    code, out, _ = run(capsys, *chosen)
    assert (code, "gone" in out) == (0, False)
    assert "2 findings in the baseline" in out
    run(capsys, *chosen, "--prune-baseline")
    recorded = json.loads((tree / ".apiref-baseline.json").read_text())["findings"]
    assert "api-ref/source/samples/list.json" in {entry["path"] for entry in recorded}


def test_the_records_of_a_file_that_stays_hold_for_no_other(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = (tree, "--select", RULES)
    run(capsys, *chosen, "--write-baseline")
    source = tree / "api-ref/source"
    page = source / "index.rst"
    sample = source / "samples/things.json"

    (source / "samples/list.json").write_text(sample.read_text())
    page.write_text(page.read_text().replace("things.json", "list.json"))
    code, out, _ = run(capsys, *chosen)
    assert code == 1
    assert "list.json" in out
    assert "of the baseline gone" in out


def test_a_renamed_file_brings_no_record_for_more_than_it_had(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = (tree, "--select", RULES)
    run(capsys, *chosen, "--write-baseline")
    source = tree / "api-ref/source"
    page = source / "index.rst"
    (source / "samples/list.json").write_text('{"id": "one", "size": 3, "colour": 1}\n')
    (source / "samples/things.json").unlink()
    page.write_text(page.read_text().replace("things.json", "list.json"))
    code, out, _ = run(capsys, *chosen)
    assert code == 1
    # The finding is about both members; the record, about one of them.
    assert ("'colour'" in out, "'size'" in out) == (True, True)


def test_a_run_of_some_rules_leaves_the_records_of_the_others(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = tree / ".apiref-baseline.json"
    run(capsys, tree, "--select", RULES, "--write-baseline")
    whole = baseline.read_text()

    for option in ("--select", "--ignore"):
        chosen = (tree, option, "sample-field-undocumented", "--fail-on", "never")
        _, out, _ = run(capsys, *chosen)
        assert "1 finding in the baseline" in out
        assert "gone" not in out
        for change in ("--prune-baseline", "--write-baseline"):
            run(capsys, *chosen, change)
            entries = json.loads(baseline.read_text())["findings"]
            assert {entry["rule"] for entry in entries} >= set(RULES.split(","))
            baseline.write_text(whole)

    sample = tree / "api-ref/source/samples/things.json"
    sample.write_text('{\n    "id": "one"\n}\n')
    _, out, _ = run(capsys, tree, "--select", "sample-field-undocumented", "--prune-baseline")
    entries = json.loads(baseline.read_text())["findings"]
    assert [entry["rule"] for entry in entries] == ["sample-value-type"]


def test_a_broken_baseline_is_a_configuration_error(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = tree / ".apiref-baseline.json"
    for text in ("", "[]", '{"version": 2}', '{"version": 1, "findings": [{}]}', "[" * 5000):
        baseline.write_text(text)
        code, _, error = run(capsys, tree)
        assert code == 2, text
        assert error.count("\n") == 1


def test_pruning_without_a_baseline(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, tree, "--prune-baseline")
    assert code == 2
    assert "--write-baseline" in error


def test_allowed_numbers_are_a_ratchet(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "apiref.toml").write_text("[allowed]\nunused-parameter = 1\n")
    chosen = (tree, "--format", "json", "--select", "unused-parameter")
    with (tree / "api-ref/source/parameters.yaml").open("a") as parameters:
        for key, number in (("one", 0), ("other", 2)):
            parameters.write(f"{key}: {{in: query, type: string, required: false}}\n")
            parameters.flush()
            assert len(rules_found(run(capsys, *chosen)[1])) == number


@pytest.mark.parametrize(
    ("allowed", "code", "told"),
    [
        (0, 1, "sample-field-undocumented: 1 finding, 0 allowed"),
        (1, 0, "1 finding allowed"),
        (3, 0, "sample-field-undocumented: 1 finding, 3 allowed; lower the allowed number"),
    ],
)
def test_how_far_the_ratchet_is_from_its_number(
    tree: Path, capsys: pytest.CaptureFixture[str], allowed: int, code: int, told: str
) -> None:
    (tree / "apiref.toml").write_text(f"[allowed]\nsample-field-undocumented = {allowed}\n")
    done, out, _ = run(capsys, tree, "--select", "sample-field-undocumented")
    assert done == code
    assert told in out
    assert "allowed" not in run(capsys, tree, "--select", "json-syntax")[1]
    quiet = run(capsys, tree, "--select", "sample-field-undocumented", "--quiet")[1]
    assert (quiet == "") is (code == 0)


def test_severities_and_overrides(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configuration = tree / "apiref.toml"
    configuration.write_text(
        '[rules]\nsample-value-type = "info"\n'
        '[[overrides]]\npaths = ["*/samples/*"]\nrules = {sample-field-undocumented = "off"}\n'
    )
    options = ("--format", "json", "--select", RULES)
    _, out, _ = run(capsys, tree, *options, "--level", "info")
    found = json.loads(out)["findings"]
    assert [(item["rule"], item["severity"]) for item in found] == [("sample-value-type", "info")]
    code, out, _ = run(capsys, tree, *options)
    assert (code, json.loads(out)["findings"], json.loads(out)["summary"]["infos"]) == (0, [], 1)
    code, out, _ = run(capsys, tree, "--select", RULES)
    assert "1 not shown (--level info)" in out
    configuration.write_text(f'level = "info"\n{configuration.read_text()}')
    code, out, _ = run(capsys, tree, *options)
    assert (code, len(json.loads(out)["findings"])) == (1, 1)


@pytest.mark.parametrize(
    "options", [("--select", ""), ("--select", RULES, "--ignore", RULES)], ids=["none", "all"]
)
def test_no_rule_at_all_is_a_usage_error(
    tree: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    code, _, error = run(capsys, tree, *options)
    assert code == 2
    assert "no rules are selected" in error
