"""Times, addresses and URLs that cannot be."""

from __future__ import annotations

import pytest

from apiref.analysis.samples.impossible_values import impossible
from apiref.model.json_file import Json

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@pytest.mark.parametrize(("month", "days"), list(enumerate(DAYS, 1)))
def test_the_days_of_each_month(month: int, days: int) -> None:
    time = "2024-{:02}-{:02}T00:00:00Z"
    assert impossible("at", time.format(month, days)) is None
    assert impossible("at", time.format(month, days + 1)) == "date and time"


@pytest.mark.parametrize(
    ("value", "is_wrong"),
    [
        ("2024-01-01T24:59:60Z", False),
        ("2024-01-01 24:59:60.123+01:00", False),
        ("2024-01-01T25:00:00", True),
        ("2024-01-01T00:60:00", True),
        ("2024-01-01T00:00:61", True),
        ("2024-01-00T00:00", True),
        ("2024-00-01T00:00", True),
        ("2024-13-01T00:00", True),
        ("2024-01-01T10: 20: 30", True),
        ("2024-01-01T 10:20:30Z", True),
        ("2024-01-01T10:20:30 to 11: 00", False),
        # No date at all.
        ("0000-00-00T00:00:00", False),
        ("2024-13-01", False),
        ("2024-13-name", False),
    ],
)
def test_times(value: str, is_wrong: bool) -> None:
    assert impossible("at", value) == ("date and time" if is_wrong else None)


@pytest.mark.parametrize(
    ("value", "is_wrong"),
    [
        ("1f0c7a52-6d3e-4f4b-9a57-0c1b6f0f8a11", False),
        ("1f0c7a52-6d3e-4f4b-9a57-0c1b6f0f8a1", True),
        ("1f0c7a52-6d3e-4f4b-9a57-0c1b6f0f8a112", True),
        ("1F0C7A5-6D3E-4F4B-9A57-0C1B6F0F8A11", True),
        ("1f0c7a52-6d3-4f4b-9a57-0c1b6f0f8a11", True),
        ("1f0c7a52-6d3e-4f4b-9a57-0c1b6f0f", False),
        ("req-1f0c7a52-6d3e-4f4b-9a57-0c1b6f0f8a1", False),
    ],
)
def test_identifiers(value: str, is_wrong: bool) -> None:
    assert impossible("name", value) == ("UUID" if is_wrong else None)


@pytest.mark.parametrize(
    ("name", "value", "is_wrong"),
    [
        ("ip_address", "10.0.0.255", False),
        ("ip_address", "10.0.0.256", True),
        ("gateway_ip", "256.0.0.1", True),
        ("cidr", "10.0.0.0/32", False),
        ("cidr", "10.0.0.0/33", True),
        ("ip_address", "10.0.0.1000", False),
        ("version", "10.0.0.256", False),
        ("ip_address", "10.0.0.0.256", False),
    ],
)
def test_addresses(name: str, value: str, is_wrong: bool) -> None:
    assert impossible(name, value) == ("IP address" if is_wrong else None)


@pytest.mark.parametrize(
    ("value", "is_wrong"),
    [
        ("mailto://a@example.org", True),
        ("mailto:a@example.org", False),
        ("http://host/", False),
        ("https://host/", False),
        ("http:/host/", True),
        ("https:/host/", True),
        ("http//host/", True),
        ("https//host/", True),
        ("https://host:87 79/", True),
        ("https://host: 8779/v1", True),
        ("https://host:8779/a b", False),
        ("https://host:8779 or 8780", False),
        ("ftp:/host/", False),
    ],
)
def test_urls(value: str, is_wrong: bool) -> None:
    assert impossible("link", value) == ("URL" if is_wrong else None)


@pytest.mark.parametrize("value", ["", None, 1, "{http:/host}", " http:/host", []])
def test_other_values(value: Json) -> None:
    assert impossible("link", value) is None
