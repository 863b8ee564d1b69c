"""``apiref.read.statuses``."""

from apiref.read.statuses import read_statuses


def test_codes_and_reasons() -> None:
    text = "200:\n  default: Fine.\n  again: Still fine.\n'404': {default: Gone.}\nxyz: {}\n"
    file, problems = read_statuses("s.yaml", text)
    assert file is not None
    assert problems == []
    assert [(e.code, e.number, e.location.line) for e in file.entries] == [
        ("200", 200, 1),
        ("404", None, 4),
        ("xyz", None, 5),
    ]
    reasons = file.entries[0].reasons
    assert [(r.key, r.text, r.location.line, r.location.column) for r in reasons] == [
        ("default", "Fine.", 2, 3),
        ("again", "Still fine.", 3, 3),
    ]


def test_a_code_without_reasons_is_a_problem() -> None:
    _, (problem,) = read_statuses("s.yaml", "200: {default: x}\n404: Gone.\n")
    assert (problem.kind, problem.location.line) == ("yaml-structure", 2)
