"""Values that stand in samples for those of recorded bodies, which may be the data of users."""

from __future__ import annotations

import ipaddress
import re
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from apiref.analysis.operations.urls import is_version
from apiref.analysis.traffic.hiding import HIDDEN, Hiding
from apiref.model.json_file import Json
from apiref.text.identifiers import UUID_OR_HEX

# A sample needs no more items of a list.
_ITEMS = 2
_HIDING = Hiding()
_ID = re.compile(rf"(req-)?({UUID_OR_HEX})")
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d(?:(?P<between>[T ])\d\d:\d\d:\d\d(?P<fraction>\.\d{1,9})?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_MAC = re.compile(r"[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}")
# Words and short numbers with points tell nothing about a user.
_HARMLESS = re.compile(r"true|false|none|v?\d{1,3}(?:\.\d{1,3})?", re.IGNORECASE)
_SECRET = re.compile(r"pass|secret|token|pin$|otp$|credential", re.IGNORECASE)
_SECONDS = len("2026-01-01T12:00:00")
_FIRST = datetime(2026, 1, 1, 12)
_HOST = "example.com"


class Placeholders:
    """Replaces the values of bodies, alike in all of them, and in every run with this ``seed``.

    ``listed`` are the values that the reference lists, by the name of the field: they stay, as do
    numbers, ``true``, ``false`` and ``null``. ``free`` are the names of fields in which users
    choose names, except those in ``names``. ``segments`` are the words in the URLs of the
    reference.
    """

    def __init__(
        self,
        seed: str,
        listed: Mapping[str, Collection[str]],
        names: Collection[str],
        free: Collection[str],
        segments: Collection[str],
    ) -> None:
        self.seed = seed
        self.listed = listed
        self.names = names
        self.free = free
        self.segments = segments
        # The numbers of the values replaced, by kind.
        self.numbers: dict[str, dict[str, int]] = {}

    def learn(self, values: Iterable[Json]) -> None:
        """Learn the times in some values, so that their placeholders are in the same order."""
        for moment in sorted({text[:_SECONDS] for text in texts(values) if _TIME.fullmatch(text)}):
            self._number("time", moment)

    def of(self, value: Json, name: str = "value", *, is_free: bool = False) -> Json:
        """The value with placeholders; ``is_free`` says that users chose the names in it."""
        if isinstance(value, dict):
            made: dict[str, Json] = {}
            for key, inner in value.items():
                shown = self._name(key, is_free)
                made[shown] = self.of(inner, shown, is_free=is_free or key in self.free)
            return made
        if isinstance(value, list):
            return [self.of(item, name, is_free=is_free) for item in value[:_ITEMS]]
        if isinstance(value, str):
            return self._text(value, name) if value else value
        if _SECRET.search(name) and not isinstance(value, bool) and value is not None:
            return 0
        return value

    def _name(self, key: str, is_free: bool) -> str:
        if key in self.names:
            return key
        shown = HIDDEN if is_free else _HIDING.name(key)
        return f"key{self._number('key', key)}" if shown == HIDDEN else shown

    def _text(self, text: str, name: str) -> str:
        if text in self.listed.get(name, ()):
            return text
        if _SECRET.search(name):
            return self._word(text, name)
        if _HARMLESS.fullmatch(text):
            return text
        for pattern, made in _KINDS:
            match = pattern.fullmatch(text)
            if match is not None:
                return made(self, match)
        address = self._address(text)
        if address is not None:
            return address
        if text.startswith(("/", "http://", "https://")):
            return self._url(text)
        return self._word(text, name)

    def _number(self, kind: str, value: str) -> int:
        """The number of a value among those of its kind, from 1."""
        numbers = self.numbers.setdefault(kind, {})
        return numbers.setdefault(value, len(numbers) + 1)

    def _word(self, text: str, name: str) -> str:
        number = self._number(f"name {name}", text)
        return name if number == 1 else f"{name}{number}"

    def _id(self, match: re.Match[str]) -> str:
        made = self._uuid(match[2])
        return (match[1] or "") + (made if "-" in match[2] else made.replace("-", ""))

    def _uuid(self, text: str) -> str:
        number = self._number("id", text.lower().replace("-", ""))
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.seed} {number}"))

    def _time(self, match: re.Match[str]) -> str:
        moment = _FIRST + timedelta(minutes=self._number("time", match[0][:_SECONDS]))
        if match["between"] is None:
            return f"{moment:%Y-%m-%d}"
        fraction = re.sub(r"\d", "0", match["fraction"] or "")
        zone = re.sub(r"\d", "0", match["zone"] or "")
        return f"{moment:%Y-%m-%d}{match['between']}{moment:%H:%M:%S}{fraction}{zone}"

    def _mac(self, match: re.Match[str]) -> str:
        number = self._number("mac", match[0].lower())
        return f"00:00:5e:00:53:{number % 256:02x}".replace(":", match[0][2])

    def _address(self, text: str) -> str | None:
        """The placeholder of an IP address or network, from the ranges for documentation."""
        host, slash, length = text.partition("/")
        try:
            version = ipaddress.ip_address(host).version
        except ValueError:
            return None
        if slash and not (length.isdecimal() and len(length) <= len("128")):
            return None
        number = 0 if slash else self._number(f"address {version}", host)
        made = f"192.0.2.{number % 256}" if version == 4 else f"2001:db8::{number:x}"
        return f"{made}{slash}{length}"

    def _url(self, text: str) -> str:
        try:
            parts = urlsplit(text)
            query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
        except ValueError:
            return f"https://{_HOST}"
        path = "/".join(map(self._segment, parts.path.split("/")))
        sent = [(self._name(name, False), self._text(value, name)) for name, value in query]
        start = f"{parts.scheme}://{_HOST}" if parts.netloc else ""
        return f"{start}{path}" + (f"?{urlencode(sent)}" if sent else "")

    def _segment(self, segment: str) -> str:
        if not segment or segment in self.segments or is_version(segment):
            return segment
        match = _ID.fullmatch(segment)
        return self._id(match) if match is not None else self._word(segment, "item")


def texts(values: Iterable[Json]) -> Iterator[str]:
    """The texts in some values, of lists as far as they are shown."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from texts(value.values())
        elif isinstance(value, list):
            yield from texts(value[:_ITEMS])


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Placeholders, re.Match[str]], str]], ...] = (
    (_ID, Placeholders._id),
    (_TIME, Placeholders._time),
    (_MAC, Placeholders._mac),
)
