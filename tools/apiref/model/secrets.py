"""Recognises credentials, so that they never appear in any output."""

from __future__ import annotations

import re
from functools import lru_cache

HIDDEN = "..."

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SECRET = frozenset(
    "token tokens secret secrets password passwords passwd passphrase passcode pass pwd signature"
    " sig auth authorization authentication credential credentials session sessionid cookie jwt"
    " bearer assertion ticket otp totp apikey accesskey secretkey authkey code".split()
)
_KEY_OF = frozenset("api access secret private auth account shared signing encryption ssh".split())
_TOKEN = re.compile(r"(?<=/tokens/)[^/?]+")
_CLASSES = tuple(map(re.compile, ("[a-z]", "[A-Z]", r"\d")))
# The shortest tokens in use are 128 bits in hexadecimal; shorter texts are names.
_SHORTEST = 32
_LONG = re.compile(rf"[\w+.~-]{{{_SHORTEST},}}")


@lru_cache(maxsize=1000)
def is_secret(name: str) -> bool:
    """Whether a parameter or field with this name may hold a credential."""
    words = [word.lower() for word in _WORD.findall(name)]
    if not _SECRET.isdisjoint(words):
        return True
    if "key" not in words:
        return False
    before = words[: words.index("key")]
    return not before or before[-1] in _KEY_OF


def without_secrets(text: str) -> str:
    """The path or value with everything that looks like a token hidden."""
    # Tokens contain capitals; this shortcut covers most URLs of a recording.
    if len(text) >= _SHORTEST and not text.islower():
        text = _LONG.sub(_unless_name, text)
    return _TOKEN.sub(HIDDEN, text) if "/tokens/" in text else text


def _unless_name(match: re.Match[str]) -> str:
    """Hide a text that is long and mixes all kinds of characters, unlike names and UUIDs."""
    is_token = all(wanted.search(match[0]) for wanted in _CLASSES)
    return HIDDEN if is_token else match[0]
