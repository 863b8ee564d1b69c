"""Every tox environment works behind a proxy with a certificate of its own."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What pip, npm and git read, in addition to what tox passes on by itself.
NETWORK = set(
    "ALL_PROXY GIT_CONFIG_* GIT_PROXY_* GIT_SSL_* NODE_EXTRA_CA_CERTS NODE_USE_SYSTEM_CA "
    "NPM_CONFIG_* SSL_CERT_DIR".split()
)
REFERENCE = re.compile(r"\{\[(.+)\](.+)\}")

CONFIGURATION = ConfigParser(interpolation=None, delimiters="=", comment_prefixes="#")
CONFIGURATION.read(ROOT / "tox.ini", encoding="utf-8")
ENVIRONMENTS = [name for name in CONFIGURATION if name.startswith(("testenv", "pkgenv"))]


def passed(section: str) -> set[str]:
    """The variables that an environment passes on."""
    found: set[str] = set()
    inherited = "{[testenv]pass_env}" if section.startswith("testenv:") else ""
    for line in CONFIGURATION[section].get("pass_env", inherited).split():
        reference = REFERENCE.fullmatch(line)
        found |= passed(reference[1]) if reference else {line}
    return found


@pytest.mark.parametrize("section", ENVIRONMENTS)
def test_environment_passes_on_what_the_network_needs(section: str) -> None:
    assert passed(section) >= NETWORK


def test_all_environments_are_seen() -> None:
    assert {"testenv", "testenv:openapi", "testenv:browser", "testenv:live", "pkgenv"} <= {
        *ENVIRONMENTS
    }
    assert "APIREF_FUZZ_*" in passed("testenv:fuzz")
