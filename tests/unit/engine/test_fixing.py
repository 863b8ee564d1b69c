"""What ``apiref check --fix`` and ``--diff`` write, byte for byte, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.cli import main
from apiref.engine import fixing
from apiref.engine.baseline import Result
from apiref.engine.session import Session
from apiref.model.finding import Finding, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.location import Location
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

Error response codes: 404, 401

Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

   - name: name
   - size: size

.. literalinclude:: samples/things.json
   :language: json
=== api-ref/source/parameters.yaml
name:
  in: body
  requried: true
  type: string
  description: The name.
size:
  in: body
  required: true
  type: int
  description: The size.
=== api-ref/source/samples/things.json
{"name": "a", "size": 1}
"""
PAGE = "api-ref/source/index.rst"
PARAMETERS = "api-ref/source/parameters.yaml"
SAMPLE = "api-ref/source/samples/things.json"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    write_tree(tmp_path, TREE)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["check", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def fixed(root: Path, before: bytes, path: str = PARAMETERS) -> bytes:
    """What a file becomes; a second run must change nothing."""
    (root / path).write_bytes(before)
    main(["check", str(root), "--fix"])
    after = (root / path).read_bytes()
    everything = contents(root)
    main(["check", str(root), "--fix"])
    assert contents(root) == everything
    return after


def test_everything_at_once(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, parameters = (tree / PAGE).read_text(), (tree / PARAMETERS).read_text()
    code, out, error = run(capsys, tree, "--fix")
    assert error == "apiref: fixed 3 findings in 2 files\n"
    assert (code, out.splitlines()[0].split(" in ")[0]) == (0, "no findings")
    assert (tree / PAGE).read_text() == page.replace("404, 401", "401, 404")
    wanted = parameters.replace("requried", "required").replace("type: int\n", "type: integer\n")
    assert (tree / PARAMETERS).read_text() == wanted
    assert run(capsys, tree, "--fix")[2] == "apiref: fixed 0 findings in 0 files\n"
    assert run(capsys, tree, "--fix", "--quiet") == (0, "", "")


def test_the_diff(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(tree)
    code, out, error = run(capsys, tree, "--diff", "--select", "misspelt-field")
    assert (code, error) == (1, "")
    assert (
        out
        == """\
--- a/api-ref/source/parameters.yaml
+++ b/api-ref/source/parameters.yaml
@@ -1,6 +1,6 @@
 name:
   in: body
-  requried: true
+  required: true
   type: string
   description: The name.
 size:
"""
    )
    assert contents(tree) == before
    assert run(capsys, tree, "--diff", "--select", "json-syntax") == (0, "", "")


def test_the_diff_of_a_file_with_other_line_ends_and_without_a_last_one(
    tree: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = (tree / PARAMETERS).read_text().rstrip("\n").replace("\n", "\r\n")
    (tree / PARAMETERS).write_bytes(b"\xef\xbb\xbf" + text.replace("size.", "größe").encode())
    main(["check", str(tree), "--diff", "--select", "nonstandard-type"])
    assert capsysbinary.readouterr().out.endswith(
        "-  type: int\r\n+  type: integer\r\n"
        "   description: The größe\n\\ No newline at end of file\n".encode()
    )


def test_what_goes_together_on_the_command_line(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (("--watch", "--fix"), ("--diff", "--write-baseline")):
        code, _, error = run(capsys, tree, *arguments)
        assert (code, error.count("\n")) == (2, 1)


def test_what_is_not_reported_is_not_fixed(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(tree)
    chosen = "misspelt-field,nonstandard-type,status-code-order"
    run(capsys, tree, "--fix", "--ignore", chosen)
    (tree / "apiref.toml").write_text(
        '[rules]\nmisspelt-field = "off"\nnonstandard-type = "off"\nstatus-code-order = "off"\n'
    )
    run(capsys, tree, "--fix")
    (tree / "apiref.toml").unlink()
    run(capsys, tree, "--write-baseline")
    said = "apiref: fixes for 3 findings of the baseline are left out;"
    said += " --fix --write-baseline applies them, too\n"
    assert run(capsys, tree, "--diff") == (0, "", said)
    assert run(capsys, tree, "--fix")[2].startswith(said)
    (tree / ".apiref-baseline.json").unlink()
    assert contents(tree) == before
    parameters = (tree / PARAMETERS).read_text()
    silenced = "# apiref: ignore=misspelt-field\n" + parameters
    (tree / PARAMETERS).write_text(silenced)
    run(capsys, tree, "--fix")
    assert (tree / PARAMETERS).read_text() == silenced.replace("type: int\n", "type: integer\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Requierd: true", "Required: true"),
        ("required : 'true'  # really", "required : true  # really"),
    ],
)
def test_fields_that_stay_as_they_are_written(tree: Path, before: str, after: str) -> None:
    text = (tree / PARAMETERS).read_bytes().decode()
    after = after.replace("Required", "required")
    result = fixed(tree, text.replace("requried: true", before).encode())
    wanted = text.replace("requried: true", after).replace("type: int\n", "type: integer\n")
    assert result.decode() == wanted


def test_comments_quotes_line_ends_and_the_byte_order_mark_stay(tree: Path) -> None:
    text = (
        "\ufeff# Größen\r\n"
        '"name":   # the name\r\n'
        '    "requried" : true # yes\r\n'
        "    'type': 'String'\r\n"
        '    in: "Body"\r\n'
        "    description: 'It''s the name.'\r\n"
        "# the end\r\n"
        "size: {in: body, required: true, type: list, description: The size.}"
    )
    wanted = text.replace("requried", "required").replace("String", "string")
    wanted = wanted.replace("Body", "body").replace("type: list", "type: array")
    assert fixed(tree, text.encode()) == wanted.encode()


@pytest.mark.parametrize(
    "entry",
    [
        # Which of the two is meant, and whether the value is one for it, nobody can tell.
        "requried: true\n  required: false",
        "requried: maybe",
        "required: true\n  mox_version: 2.1",
        # These say more than the standard name does.
        "required: true\n  type: uuid",
        "required: true\n  type: number",
        "required: true\n  type: list of strings",
        # What is written elsewhere, or in another way.
        'required: true\n  "ty\\x70o": string',
        "required: true\n  type: &t list\n  enum: *t",
    ],
)
def test_what_has_no_one_right_answer(tree: Path, entry: str) -> None:
    text = f"name:\n  in: body\n  {entry}\n  description: The name.\n"
    if "type:" not in entry:
        text += "  type: string\n"
    assert fixed(tree, text.encode()).decode() == text


def test_a_template_is_mended_for_all_that_take_fields_of_it(tree: Path) -> None:
    text = (
        "base: &base\n  in: body\n  type: str\n  requried: true\n"
        "name:\n  <<: *base\n  description: The name.\n"
        "size:\n  <<: *base\n  description: The size.\n"
    )
    after = fixed(tree, text.encode()).decode()
    assert after == text.replace("str\n", "string\n").replace("requried", "required")


def test_a_method_in_small_letters(tree: Path) -> None:
    page = (tree / PAGE).read_text()
    after = fixed(tree, page.replace("GET", "Get").encode(), PAGE)
    assert after.decode() == page.replace("404, 401", "401, 404")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("itemNotFound(404), unauthorized(401)", "unauthorized(401), itemNotFound(404)"),
        ("500, 404,401 and 403.", "401, 403,404 and 500."),
        ("404, 403,\n400", "400, 403,\n404"),
        ("404, 400 (since 2.1)", "404, 400 (since 2.1)"),
        ("404, when gone, and 400", "404, when gone, and 400"),
    ],
)
def test_codes_in_words(tree: Path, before: str, after: str) -> None:
    page = (tree / PAGE).read_text()
    result = fixed(tree, page.replace("404, 401", before).encode(), PAGE)
    assert result.decode() == page.replace("404, 401", after)


def test_codes_of_a_directive(tree: Path) -> None:
    reasons = "400:\n  default: a\n  b: b\n404:\n  default: a\n409:\n  default: a\n"
    (tree / "api-ref/source/status.yaml").write_text(reasons)
    page = (tree / PAGE).read_text()
    before = (
        ".. rest_status_code:: error status.yaml\r\n\r\n   - 404\r\n   -  400: b\r\n   - 400\r\n"
    )
    after = (
        ".. rest_status_code:: error status.yaml\r\n\r\n   -  400: b\r\n   - 400\r\n   - 404\r\n"
    )
    whole = page.replace("\n", "\r\n")
    result = fixed(tree, whole.replace("Error response codes: 404, 401\r\n", before).encode(), PAGE)
    assert result.decode() == whole.replace("Error response codes: 404, 401\r\n", after)
    parted = before.replace("   - 400\r\n", "\r\n   - 400\r\n")
    text = whole.replace("Error response codes: 404, 401\r\n", parted).encode()
    assert fixed(tree, text, PAGE) == text


def test_the_codes_of_a_status_file(tree: Path) -> None:
    (tree / PAGE).write_text(
        (tree / PAGE)
        .read_text()
        .replace(
            "Error response codes: 404, 401",
            ".. rest_status_code:: error status.yaml\n\n   - 400\n   - 404\n   - 409\n   - 500",
        )
    )
    codes = {
        number: f"{number}:\n  default: |\n    The reason of {number}.\n"
        for number in (200, 400, 404, 409, 500)
    }
    codes[404] = "# About 404.\n" + codes[404]
    wanted = "\n".join(codes.values())
    for order in ((200, 404, 400, 409, 500), (500, 409, 404, 400, 200), (400, 404, 409, 500, 200)):
        before = "\n".join(codes[number] for number in order)
        status = "api-ref/source/status.yaml"
        assert fixed(tree, before.encode(), status).decode() == wanted


def test_the_layout_of_samples(tree: Path) -> None:
    (tree / "apiref.toml").write_text("sample-indent = 2\nsorted-samples = true\n")
    before = '{"size": 15, "name": {"b": "\u00e4, {", "a": [ ]}}'
    after = '{\n  "name": {\n    "a": [],\n    "b": "\u00e4, {"\n  },\n  "size": 15\n}\n'
    assert fixed(tree, before.encode(), SAMPLE).decode() == after
    lines = fixed(tree, (before + "\r\n").encode(), SAMPLE)
    assert lines.decode() == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text", ['{\n  "size": 1,\n  "name": "a",\n  "size": 2\n}\n', '{\n  "b": 1.50,\n  "a": 1\n}\n']
)
def test_what_would_change_otherwise_is_not_sorted(tree: Path, text: str) -> None:
    (tree / "apiref.toml").write_text("sample-indent = 2\nsorted-samples = true\n")
    assert fixed(tree, text.encode(), SAMPLE) == text.encode()


# How it is done.


def planned(root: Path, *fixes: Fix) -> tuple[fixing.Change, ...]:
    """The changes that come of some fixes."""
    found = tuple(
        Finding("a-rule", Severity.ERROR, fix.edits[0].start, fix.title, "", fix=fix)
        for fix in fixes
    )
    return fixing.changes(Session(root), lambda _: Result(found, found, 0))


def edit(line: int, column: int, old: str, new: str, path: str = PARAMETERS) -> Edit:
    return Edit(Location(path, line, column), old, new)


def test_a_fix_that_changes_more_than_it_is_to_is_dropped(tree: Path) -> None:
    rename = edit(3, 3, "requried", "required")
    (change,) = planned(tree, Fix("a", (rename,), 1), Fix("b", (edit(9, 9, "int", "float"),)))
    assert change.after == change.before.replace("requried", "required")
    assert change.findings == 1
    assert planned(tree, Fix("a", (rename,))) == ()


def test_a_fix_that_lets_an_error_appear_is_dropped(tree: Path) -> None:
    rename = Fix("name", (edit(3, 3, "requried", "required"),), 1)
    wrong = Fix("size", (edit(9, 9, "int", "itneger"),), 1)
    (change,) = planned(tree, rename, wrong)
    assert change.after == change.before.replace("requried", "required")


def test_only_the_fix_of_the_file_with_a_new_error_is_dropped(tree: Path) -> None:
    rename = Fix("name", (edit(3, 3, "requried", "required"),), 1)
    wrong = Fix("value", (edit(1, 23, "1", '"a"', SAMPLE),), 1)
    (change,) = planned(tree, rename, wrong)
    assert change.path == PARAMETERS


def test_nothing_is_tried_again_once_no_fix_is_left(tree: Path) -> None:
    wrong = Fix("size", (edit(9, 9, "int", "itneger"),), 1)
    found = (Finding("a-rule", Severity.ERROR, wrong.edits[0].start, "size", "", fix=wrong),)
    asked = []

    def judge(_: object) -> Result:
        asked.append(found)
        return Result(found, found, 0)

    assert fixing.changes(Session(tree), judge) == ()
    assert len(asked) == 1


def test_a_fix_that_makes_a_file_unreadable_is_dropped(tree: Path) -> None:
    rename = Fix("name", (edit(3, 3, "requried", "required"),), 1)
    (change,) = planned(tree, rename, Fix("a", (edit(2, 5, ":", ": {"),), 9))
    assert change.after == change.before.replace("requried", "required")
    assert planned(tree, Fix("a", (edit(2, 5, ":", ": {"),), 9)) == ()
    assert planned(tree, Fix("a", (edit(1, 1, '{"', "{", SAMPLE),), 9)) == ()


def test_a_fix_of_what_does_not_stand_there_is_dropped(tree: Path) -> None:
    assert planned(tree, Fix("a", (edit(3, 3, "required", "requried"),), 1)) == ()
    assert planned(tree, Fix("a", (edit(99, 1, "", "x"),), 1)) == ()
    elsewhere = Fix("a", (edit(3, 3, "requried", "required"), edit(1, 1, "{", "[", SAMPLE)), 1)
    assert planned(tree, elsewhere) == ()


@pytest.mark.parametrize(
    ("fix", "is_safe"),
    [
        (Fix("a", (edit(3, 3, "requried", "required"),), 1), True),
        (Fix("a", (edit(3, 3, "requried", "required"),)), False),
        (Fix("a", (edit(2, 5, ":", ": {"),), 9), False),
        (Fix("a", (edit(99, 1, "", "x"),), 1), False),
        (Fix("a", (edit(1, 1, "", "x", "none.json"),), 1), False),
        (None, False),
    ],
)
def test_a_single_fix(tree: Path, fix: Fix | None, is_safe: bool) -> None:
    session = Session(tree)
    trees = session.read()
    place = fix.edits[0].start if fix is not None else Location(PARAMETERS)
    finding = Finding("a-rule", Severity.ERROR, place, "a", "", fix=fix)
    assert fixing.changes_nothing_else(trees, session.files, finding) == is_safe


def test_a_file_that_has_changed_meanwhile_is_not_written(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = fixing.changes

    def slowly(*arguments: object) -> object:
        changes = plan(*arguments)  # type: ignore[arg-type]
        (tree / PARAMETERS).write_bytes(b"\xff")
        return changes

    monkeypatch.setattr(fixing, "changes", slowly)
    code, _, error = run(capsys, tree, "--fix")
    assert code == 2
    assert error.splitlines() == [
        f"apiref: {PARAMETERS}: not fixed: it has changed since it was read",
        "apiref: fixed 1 finding in 1 file",
    ]
    assert (tree / PARAMETERS).read_bytes() == b"\xff"


def test_an_interrupted_write_leaves_nothing_behind(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(tree)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    assert main(["check", str(tree), "--fix", "--no-cache"]) == 2
    assert contents(tree) == before


def test_a_file_that_cannot_be_written(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(tree)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fixing, "write_bytes", full)
    code, _, error = run(capsys, tree, "--fix", "--no-cache")
    assert code == 2
    assert error.count("not fixed: cannot be written: No space left on device\n") == 2
    assert contents(tree) == before


def test_permissions_stay(tree: Path) -> None:
    (tree / PARAMETERS).chmod(0o640)
    main(["check", str(tree), "--fix"])
    assert (tree / PARAMETERS).stat().st_mode & 0o777 == 0o640


def test_links(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link within the repository stays one; what lies outside is neither read nor written."""
    outside = tmp_path_factory.mktemp("outside") / "parameters.yaml"
    text = (tree / PARAMETERS).read_bytes()
    outside.write_bytes(text)
    (tree / "real.yaml").write_bytes(text)
    page = (tree / PAGE).read_text()
    for target, name in ((tree / "real.yaml", "inside.yaml"), (outside, "outside.yaml")):
        (tree / "api-ref/source" / name).symlink_to(target)
        page += f"\n.. rest_parameters:: {name}\n\n   - name: name\n   - size: size\n"
    (tree / PAGE).write_text(page)
    main(["check", str(tree), "--fix"])
    assert outside.read_bytes() == text
    assert b"requried" not in (tree / "real.yaml").read_bytes()
    assert (tree / "api-ref/source/inside.yaml").is_symlink()


def test_one_file_under_two_names_is_fixed_once(tree: Path) -> None:
    (tree / "api-ref/source/other.yaml").symlink_to(tree / PARAMETERS)
    page = (tree / PAGE).read_text()
    page += "\n.. rest_parameters:: other.yaml\n\n   - name: name\n   - size: size\n"
    text = (tree / PARAMETERS).read_text()
    fixed(tree, page.encode(), PAGE)
    wanted = text.replace("requried", "required").replace("type: int\n", "type: integer\n")
    assert (tree / PARAMETERS).read_text() == wanted
