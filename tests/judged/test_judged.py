"""``tests.judged``, with verdicts about invented findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.model.finding import Finding, Severity
from apiref.model.location import Location
from tests.judged.__main__ import DATA, _compared, main
from tests.judged.verdicts import VERDICTS, Judged, Tally, Verdicts, read
from tests.trees import write_tree
from tests.unit.rules.things import things


def judged(subject: str, verdict: str, line: int = 4, rule: str = "a-rule") -> Judged:
    return Judged(rule, "a.inc", line, subject, verdict)


def finding(
    subject: str, line: int = 4, rule: str = "a-rule", severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(rule, severity, Location("a.inc", line), subject, "It is wrong.")


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (finding("a"), "real"),
        (finding("a", 5), "real"),
        (finding("a", 8), "false"),
        (finding("b", 90), "arguable"),
        (finding("a, b"), "arguable"),
        (finding("b, c, x"), "misplaced"),
        (finding("d, e"), "real"),
        (finding("x", 1), None),
        (finding("x, y", 1), None),
        (finding("a", rule="other-rule"), None),
        (finding("a")._replace(location=Location("b.inc", 4)), None),
    ],
)
def test_the_verdict_about_a_finding(found: Finding, verdict: str | None) -> None:
    known = Verdicts(
        [
            judged("a", "real"),
            judged("a", "false", 9),
            judged("b", "arguable"),
            judged("c", "misplaced"),
            judged("d", "false"),
            judged("d, e", "real"),
        ]
    )
    assert known.of(found) == verdict


def test_findings_that_were_joined() -> None:
    items = [judged("a", "real", 7), judged("b", "false", 8), judged("c", "real", 9)]
    known = Verdicts(items)
    found = finding("x")._replace(places=(Location("a.inc", 7), Location("b.inc", 9)))
    assert known.of(found) == "real"
    assert known.of(found._replace(places=(Location("a.inc", 7), Location("a.inc", 8)))) == "false"
    assert known.of(found._replace(subject="c", places=(Location("a.inc", 8),))) == "real"
    assert known.of(found._replace(rule="other-rule")) is None
    assert known.lost() == []


def test_what_is_no_longer_reported() -> None:
    items = [judged("a", "real"), judged("b", "real"), judged("c", "false"), judged("d", "real")]
    known = Verdicts(items)
    known.of(finding("a, b", 20))
    assert known.lost() == [judged("d", "real")]


@pytest.mark.parametrize(
    ("severity", "real", "others", "is_enough"),
    [
        (Severity.ERROR, 19, 1, True),
        (Severity.ERROR, 18, 1, False),
        (Severity.WARNING, 17, 3, True),
        (Severity.WARNING, 16, 3, False),
        (Severity.INFO, 0, 1, True),
        (Severity.ERROR, 0, 0, True),
    ],
)
def test_how_many_have_to_be_real(
    severity: Severity, real: int, others: int, is_enough: bool
) -> None:
    tally = Tally()
    for verdict in ["real"] * real + ["arguable"] * others + [None]:
        tally.add(finding("a", severity=severity), verdict)
    assert tally.is_enough() is is_enough


def test_the_shares() -> None:
    tally = Tally()
    for rule, verdict in (("b", "real"), ("b", "false"), ("a", "real"), ("a", None), ("c", None)):
        tally.add(finding("x", rule=rule), verdict)
    assert list(tally.lines()) == [
        "Real findings by severity:",
        " 66.7%  error: 2 of 3, 2 not judged",
        "     -  warning: 0 of 0",
        "     -  info: 0 of 0",
        "",
        "Real findings by rule:",
        " 50.0%  b: 1 of 2",
        "100.0%  a: 1 of 1, 1 not judged",
        "     -  c: 0 of 0, 1 not judged",
    ]


SAMPLE = "api-ref/source/thing.json"


def _check(root: Path, *verdicts: tuple[str, str], options: tuple[str, ...] = ()) -> int:
    """Checks a tree with two wrong values; ``verdicts`` are those about values, by subject."""
    write_tree(
        root / "trees" / "one",
        things(
            "a: a\nb: b",
            "a: integer required The first.\nb: integer required The second.",
            '{\n  "a": "x",\n  "b": "y"\n}',
        ),
    )
    data = root / "data"
    data.mkdir()
    items = [
        ["sample-value-type", SAMPLE, 1, subject, verdict, "Why."] for subject, verdict in verdicts
    ]
    (data / "one.json").write_text(json.dumps({"revision": "1", "verdicts": items}))
    (data / "two.json").write_text(json.dumps({"revision": "1", "verdicts": []}))
    return main([*options, str(root), str(root / "trees")], data)


def test_a_tree_of_real_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(tmp_path, ("a", "real"), ("c", "real")) == 0
    out = capsys.readouterr().out
    assert "100.0%  sample-value-type: 1 of 1, 1 not judged\n" in out
    assert f"  {SAMPLE}:3:8: error: " in out
    assert f"  {SAMPLE}:2:8: error: " not in out
    assert f"two: not in {tmp_path}, {tmp_path / 'trees'}, skipped\n" in out
    assert out.endswith("Real findings that are no longer reported: 1\n   1  sample-value-type\n")


def test_infos_are_only_counted() -> None:
    """Few of them were judged."""
    found = [finding("a", severity=severity) for severity in Severity]
    shown = list(_compared("one", found, Verdicts([]), Tally(), Severity.WARNING))
    assert shown[0] == "one: 2 findings that nobody has judged, and 1 infos"
    assert [": info: " in line for line in shown] == [False] * 3
    shown = list(_compared("one", found, Verdicts([]), Tally(), Severity.INFO))
    assert (shown[0], len(shown)) == ("one: 3 findings that nobody has judged", 4)


def test_details(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(tmp_path, ("a", "real"), ("c", "real"), options=("-v",)) == 0
    assert capsys.readouterr().out.endswith(f"      one/{SAMPLE}:1: c\n")


def test_a_tree_of_other_findings_fails(tmp_path: Path) -> None:
    assert _check(tmp_path, ("a", "real"), ("b", "misplaced")) == 1


def test_no_tree_at_all_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no folder contains a judged tree" in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_the_verdicts(path: Path) -> None:
    """They are known words, with a note where it is not real, and sorted, one a line."""
    assert json.loads(path.read_text("utf-8"))["revision"]
    items = read(path)
    assert {item.verdict for item in items} <= {*VERDICTS}
    assert [item for item in items if item.verdict != "real" and not item.note] == []
    keys = [(item.file, item.line, item.rule, item.subject) for item in items]
    assert keys == sorted(set(keys))
    assert len(path.read_text("utf-8").splitlines()) == len(items) + 2
