"""Recordings of real clouds are full of secrets: none of them leaves ``apiref verify``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from apiref.cli import main
from apiref.commands.verify import COVERAGE_FORMATS
from apiref.engine.verify import traffic_rules
from apiref.report.formats import FORMATS
from tests.forms import FORMS
from tests.robustness.planting import BROKEN, THINGS, TREE, Secrets, entries, spread
from tests.traffic import entry, har
from tests.trees import write_tree

# Of the reference, for the next run.
CACHE = "cache"
OUTPUTS = {"output", "errors", CACHE, *FORMATS, *(f"{name}-coverage" for name in COVERAGE_FORMATS)}


class Place:
    """A reference, a recording of it, and the folders that the process may write to."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.tree = root / "tree"
        self.recording = root / "traffic.har"
        self.capsys = capsys
        write_tree(self.tree, TREE)

    def verify(self, *arguments: str) -> tuple[int, dict[str, str]]:
        """The exit code, and all that a run told: its outputs, and the files it wrote by name."""
        before = {*self.root.rglob("*")}
        command = ["verify", "--reference", str(self.tree), *arguments, str(self.recording)]
        code = main(command)
        streams = self.capsys.readouterr()
        told = {"output": streams.out, "errors": streams.err}
        for path in {*self.root.rglob("*")} - before:
            if path.is_file():
                name = CACHE if path.suffix == ".memo" else path.name
                told[name] = path.read_text(encoding="utf-8", errors="replace")
                path.unlink()
        return code, told


@pytest.fixture
def place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Place:
    for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmpdir"))
    monkeypatch.chdir(tmp_path)
    return Place(tmp_path, capsys)


def record(place: Place, form: str = "") -> Secrets:
    """Writes a recording full of secrets."""
    secret = Secrets()
    if form:
        place.recording.write_text(FORMS[form]([*entries(secret)]), encoding="utf-8")
        return secret
    document = har(*entries(secret))
    spread(secret, document)
    place.recording.write_text(json.dumps(document), encoding="utf-8")
    assert len(secret.made) > 200
    return secret


def everywhere(place: Place) -> Iterator[str]:
    """Options to write reports of all kinds to files, and text to the output."""
    yield from ("--require-coverage", "--statistics", "--format=text", "--coverage=text")
    yield from (f"--format={name}={place.root / name}" for name in FORMATS)
    yield from (f"--coverage={name}={place.root / name}-coverage" for name in COVERAGE_FORMATS)


def test_no_secret_is_in_any_output(place: Place) -> None:
    secret = record(place)
    code, told = place.verify(*everywhere(place))
    assert code == 1
    assert secret.found("\n".join(told.values())) == []
    assert told.keys() == OUTPUTS
    assert "exercised" in told["output"]
    rules = {each["rule"] for each in json.loads(told["json"])["findings"]}
    assert rules == set(traffic_rules(require_coverage=True)), "some rule had nothing to quote"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_secret_is_in_any_output_whatever_the_form_of_the_recording(
    place: Place, form: str
) -> None:
    secret = record(place, form)
    code, told = place.verify("--format=json", "--require-coverage")
    assert code == 1
    assert secret.found("\n".join(told.values())) == []
    rules = {each["rule"] for each in json.loads(told["output"])["findings"]}
    # Logs contain no other bodies than JSON.
    assert rules >= set(traffic_rules(require_coverage=True)) - {
        "recording-entry",
        "observed-content-type",
    }
    _, told = place.verify("--format=json", "--show-values")
    assert len({*secret.found(told["output"])}) > 20


def test_no_secret_is_in_samples(place: Place) -> None:
    secret = record(place)
    command = ("verify", "--reference", str(place.tree), str(place.recording), "--quiet")
    labels = ("GET /v2/things", "POST /v2/things")
    assert main([*command, *(f"--write-sample={label}" for label in labels)]) == 1
    written = [*(place.tree / "api-ref/source/samples").iterdir()]
    assert len(written) == 3
    for path in written:
        assert secret.found(path.read_text(encoding="utf-8")) == []
    assert secret.found(place.capsys.readouterr().err) == []


def test_the_same_secrets_are_in_reports_on_demand(place: Place) -> None:
    """So the test above has them where reports quote values, and fails if these are not hidden."""
    secret = record(place)
    _, told = place.verify(*everywhere(place), "--show-values")
    for name in ("output", *FORMATS):
        assert len({*secret.found(told[name])}) > 100, name
    for name in COVERAGE_FORMATS:
        assert secret.found(told[f"{name}-coverage"]) == []


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("option", ["--quiet", "--show-values"])
def test_no_secret_is_in_the_error_about_a_broken_recording(
    place: Place, text: str, option: str
) -> None:
    secret = Secrets()
    for _ in range(2):
        place.recording.write_bytes(text.format(secret()).encode("latin-1"))
        code, told = place.verify(option)
        assert code == 2
        assert told.keys() == {"output", "errors", CACHE}
        assert told["errors"].startswith(f"apiref: {place.recording}: ")
        assert secret.found("\n".join(told.values())) == []


def test_what_a_maintainer_needs_is_shown(place: Place) -> None:
    made = [
        entry("GET", f"{THINGS}?limit=1&state=paused&order=k4n4r1", answered={"things": []}),
        entry("GET", f"{THINGS}/k4n4r1", 418),
        entry("PUT", f"{THINGS}/k4n4r1?force=1", 204),
        entry("POST", THINGS, 201, sent={"name": 7, "state": "up"}, answered={"id": "1"}),
        entry("POST", THINGS, 201, answered={"id": "1", "state": "k4n4r1", "colour": "k4n4r1"}),
    ]
    place.recording.write_text(json.dumps(har(*made)), encoding="utf-8")

    def messages(*arguments: str) -> dict[str, str]:
        _, told = place.verify("--format=json", *arguments)
        found = json.loads(told["output"])["findings"]
        return {f"{each['rule']} {each['subject']}": each["message"] for each in found}

    told = messages()
    for key, words in {
        "observed-value state=paused": f"({place.recording}, entry 1: GET /v2/things?limit&state&o",
        "observed-parameter order": "'order' was used successfully",
        "observed-status code 418": "entry 2: GET /v2/things/{thing_id})",
        "observed-operation PUT /{...}/v2/things/{...}": "entry 3: PUT /{...}/v2/things/{...}?f",
        "observed-type name": "but the request has an integer; fix the type",
        "observed-required state": "entry 4: POST /v2/things",
        "observed-value state={...}": "'{...}' (shown by --show-values), which",
        "observed-field colour": "has 'colour', which no row documents",
    }.items():
        assert words in told[key], told[key]
    told = messages("--show-values")
    for key, words in {
        "observed-value state=paused": "GET /image/v2/things?limit=1&state=paused&order=k4n4r1)",
        "observed-status code 418": "entry 2: GET /image/v2/things/k4n4r1)",
        "observed-operation PUT /image/v2/things/k4n4r1": "/image/v2/things/k4n4r1?force=1)",
        "observed-value state=k4n4r1": "the value 'k4n4r1', which",
    }.items():
        assert words in told[key], told[key]
