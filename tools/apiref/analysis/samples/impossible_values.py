"""Impossible values: times, addresses, URLs and UUIDs that cannot exist."""

from __future__ import annotations

import re
from functools import cache

from apiref.analysis.parameters.names import words
from apiref.model.json_file import Json
from apiref.text.identifiers import UUID

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ADDRESS_WORDS = frozenset(
    "ip ips ipv4 ipv6 address addresses addr addrs cidr cidrs gateway subnet netmask vip".split()
)
_SCHEMES = ("http://", "https://")
_BROKEN_SCHEMES = ("http:/", "https:/", "http//", "https//", "mailto:/")
_BYTE, _BITS = 255, 32


def impossible(name: str, value: Json) -> str | None:
    """What a value looks like but cannot be; None for all others.

    Addresses are checked if the name of the field suggests one.
    """
    if not isinstance(value, str):
        return None
    if _is_no_time(value):
        return "date and time"
    if _is_no_address(value) and not _ADDRESS_WORDS.isdisjoint(words(name)):
        return "IP address"
    if value.startswith(_BROKEN_SCHEMES) and not value.startswith(_SCHEMES):
        return "URL"
    if value.startswith(_SCHEMES) and _broken_port().match(value):
        return "URL"
    if _nearly_uuid().fullmatch(value) and not re.fullmatch(UUID, value):
        return "UUID"
    return None


@cache
def _nearly_uuid() -> re.Pattern[str]:
    """A UUID of which a group may have a digit too few or too many."""
    return re.compile(r"(?i)[0-9a-f]{7,9}(?:-[0-9a-f]{3,5}){3}-[0-9a-f]{11,13}")


@cache
def _broken_port() -> re.Pattern[str]:
    """A URL with a space in its port."""
    return re.compile(r"https?://[\w.-]++:\d*+ \d+/")


@cache
def _moment() -> re.Pattern[str]:
    return re.compile(
        r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
    )


def _is_no_time(text: str) -> bool:
    """Whether a text has the form of a date and time, but is out of range, or has spaces in it."""
    match = _moment().fullmatch(text.replace(": ", ":").replace("T ", "T"))
    if match is None:
        return False
    if match[0] != text:
        return True
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    if not year:
        # Zeros stand for no date.
        return False
    if not 1 <= month <= len(_DAYS) or not 1 <= day <= _DAYS[month - 1]:
        return True
    return hour > 24 or minute > 59 or second > 60


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:/(\d{1,3}))?")


def _is_no_address(text: str) -> bool:
    """Whether a text has the form of an IPv4 address or network, but is out of range."""
    match = _address().fullmatch(text)
    if match is None:
        return False
    *parts, bits = match.groups()
    return any(int(part) > _BYTE for part in parts) or int(bits or 0) > _BITS
