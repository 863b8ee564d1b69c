"""``apiref.read.settings``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.model.finding import Severity
from apiref.model.location import Location
from apiref.model.settings import KEYS, Settings
from apiref.read.files import Files
from apiref.read.settings import ConfigurationError, read_settings

RULES = ("one-rule", "two-rules")


def test_both_files(tmp_path: Path) -> None:
    assert read_settings(Files(tmp_path), RULES).path is None
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nsource = 'x'\n")
    assert read_settings(Files(tmp_path), RULES).path is None
    (tmp_path / "pyproject.toml").write_text("[tool.apiref]\nsource = './x/../ref/'\n")
    assert read_settings(Files(tmp_path), RULES).sources == ("ref",)
    (tmp_path / "pyproject.toml").write_text("[tool.apiref]\nsource = ['./x', 'y', 'x']\n")
    assert read_settings(Files(tmp_path), RULES).sources == ("x", "y")
    (tmp_path / "apiref.toml").write_text("[rules]\none-rule = 'off'\ntwo-rules = 'info'\n")
    settings = read_settings(Files(tmp_path), RULES)
    assert settings.severities == {"one-rule": None, "two-rules": Severity.INFO}


def test_rules_are_asked_for_their_names_only_if_settings_name_some(tmp_path: Path) -> None:
    names = iter(RULES)
    (tmp_path / "apiref.toml").write_text("words = ['a']\n[rules]\n")
    assert read_settings(Files(tmp_path), names).words == ("a",)
    assert next(names) == "one-rule"
    (tmp_path / "apiref.toml").write_text("[rules]\none-rule = 'off'\n[allowed]\none-rule = 1\n")
    settings = read_settings(Files(tmp_path), iter(RULES))
    assert (settings.severities, settings.allowed) == ({"one-rule": None}, {"one-rule": 1})


@pytest.mark.parametrize("name", KEYS)
def test_the_example_of_a_key_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "doc/api_samples").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(f"[tool.apiref]\n{KEYS[name].example}")
    rules = ("sample-value-null", "unused-parameter", "sample-value-type", "url-query-undocumented")
    settings = read_settings(Files(tmp_path), rules)
    assert settings._replace(path=None) != Settings()
    assert None not in (settings.openapi if name == "openapi" else ())


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_page_of_a_rule(slash: str) -> None:
    settings = Settings(guide=f"https://docs.example.org/apiref{slash}")
    assert settings.page_of("a-rule") == "https://docs.example.org/apiref/rules/a-rule.html"
    assert Settings().page_of("a-rule") is None


def test_bindings_have_places(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.x]\n'GET /a' = 1\n[tool.apiref.schemas]\n"
        '"GET /a/{id}" = {response = "./s/a.json"}\n"GET /a" = {request = "s/b.json"}\n'
    )
    first, second = read_settings(Files(tmp_path), RULES).schemas
    assert (first.schema, first.location) == ("s/a.json", Location("pyproject.toml", 4, 1))
    assert (second.role, second.location) == ("request", Location("pyproject.toml", 5, 1))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sorce = 'x'", "1:1: unknown setting 'sorce'; did you mean 'source'?"),
        ("\n[rules]\none-rul = 'off'", "3:1: unknown rule 'one-rul'; did you mean 'one-rule'?"),
        ("samples = ['nowhere']", "1:12: 'samples': no such folder 'nowhere'"),
        ("source = 1", "1:1: 'source' must be a string, or a list"),
        ("source = ['x', '../x']", "1:1: 'source' must be a path in the repository"),
        ("source = '../x'", "1:1: 'source' must be a path in the repository"),
        ("[tool.apiref]\nsource = 'x'", "1:2: apiref.toml has no 'tool.apiref' table"),
        ("a = 1\na = 2\n", "apiref.toml:2:6: is not valid TOML: Cannot overwrite a value"),
        ("a = [", "apiref.toml: is not valid TOML: Invalid value (at end of document)"),
        ("row-order = 'x'", "must be any or schema"),
        ("guide = 'docs.example.org'", "1:1: 'guide' must be a URL that begins with https://"),
        ('guide = "https://example.org/\\u001b[2J"', "1:1: 'guide' must be a URL"),
    ],
)
def test_errors(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "apiref.toml").write_text(text)
    with pytest.raises(ConfigurationError) as error:
        read_settings(Files(tmp_path), RULES)
    assert words in str(error.value)
