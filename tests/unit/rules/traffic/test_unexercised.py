"""Rules of ``apiref.rules.traffic.unexercised``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

PAGE = """\
=== api-ref/source/things.inc
List things
===========

.. rest_method:: GET /things

Error response codes: 404, 413
=== apiref.toml
[schemas]
[unexercised]
"""


@pytest.mark.parametrize(
    "line",
    [
        '"GET /things" = {"code 413" = "Never."}',
        '"GET /thinsg" = {"code 413" = "Never."} <<< unexercised-unknown',
        '"GET /things" = {"code 431" = "Never."} <<< unexercised-unknown',
        '"GET /others" = {"query limit" = "Never."} <<< unexercised-unknown',
    ],
)
def test_what_the_configuration_excuses(tmp_path: Path, line: str) -> None:
    assert_expected(tmp_path, f"{INDEX}{PAGE}{line}\n", "unexercised-unknown")


def test_a_suggestion(tmp_path: Path) -> None:
    line = '"GET /thinsg" = {"code 413" = "Never."} <<< unexercised-unknown'
    (found,) = assert_expected(tmp_path, f"{INDEX}{PAGE}{line}\n", "unexercised-unknown")
    assert "did you mean 'GET /things'?" in found.message
