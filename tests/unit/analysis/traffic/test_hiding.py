"""What reports show of traffic."""

from __future__ import annotations

import pytest

from apiref.analysis.traffic.hiding import HIDDEN, Hiding, literal_segments

NAMES = (
    *("a", "id", "sort_key", "not-tags", "created_at", "imageRef", "PHPSESSID", "SAMLResponse"),
    *("OS-EXT-SRV-ATTR:hypervisor_hostname", "accessIPv4", "hw:cpu_cores", "ipv6_ra_mode"),
    *("md5sum", "l7policies", "x-object-meta-color", "_links", "v2.name"),
)
NO_NAMES = (
    *("", "7", "alice@example.com", "Alice Smith", "10.0.0.1", "/etc/passwd", "a=b", "\x1b", "é"),
    *("0b9d5a52-7f09-4c8e-8b0e-0a9f4b0f6d11", "fa7c0ffee0fa7c0ffee0fa7c0ffee0fa"),
    *("gAAAAABlT3xQz", "AKIAIOSFODNNEXAMPLE", "JBSWY3DPEHPK3PXP", "aBcDeFgHiJ", "ghp_16C7e42F2"),
    *("abcdefghijklmnopqrstuvwxyz", "secret-123", "a_" * 30),
)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_shown(name: str) -> None:
    assert Hiding().name(name) == name


@pytest.mark.parametrize("name", NO_NAMES)
def test_names_that_may_be_values(name: str) -> None:
    assert Hiding().name(name) == HIDDEN
    assert Hiding(show_values=True).name(name) == name


@pytest.mark.parametrize("value", ["a", "up", "ERROR", "Running", "initializing"])
def test_values_that_are_shown(value: str) -> None:
    assert Hiding().value(value) == value


@pytest.mark.parametrize(
    "value", ["", "7", "a b", "a-b", "a1", "aBc", "unrecognizable", "SECRETSECRETS", "up\n", "é"]
)
def test_values_that_are_hidden(value: str) -> None:
    assert Hiding().value(value) == HIDDEN
    assert Hiding(show_values=True).value(value) == value


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/v2/things/7", "/v2/things/{...}"),
        ("/v2//things/", "/v2//things/"),
        ("/v2;a=b/Things", "/{...}/{...}"),
        ("things", "things"),
        ("*", "{...}"),
        ("/", "/"),
        ("", "/"),
    ],
)
def test_paths_that_the_reference_lacks(path: str, shown: str) -> None:
    assert literal_segments(path, {"v2", "things"}) == shown
