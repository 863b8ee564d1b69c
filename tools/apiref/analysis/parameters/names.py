"""Names of parameters and the keys of their entries.

Trees give several entries for one name by suffixes and prefixes: ``name_1``, ``server_id_path``,
``status-in-query``, ``volume_name_optional``, ``quota-load_balancer``.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BREAK = re.compile(r"[^a-z0-9]+")
# They say where a parameter is, not what it is; anywhere in a key.
_ROLES = frozenset(
    "body header path query uri url request req response resp parameter param".split()
)
_SUFFIXES = _ROLES | frozenset(
    "headers queries in of for the a requests responses reply required optional opt mandatory"
    " create update list show detail details get post put patch delete new old admin min max"
    " version params item items filter filters res".split()
)
_VERSION = re.compile(r"v?\d+")
_WEAK = frozenset(
    "id ids uuid uuids name names type types at status state number count total list key keys"
    " value values info data date time url uri ref is in by to".split()
)
# The last word of a name that identifies something.
IDENTIFIERS = frozenset({"id", "ident", "uuid"})
# Projects were formerly called tenants.
PROJECT_WORDS = frozenset({"project", "tenant"})
# Shorter words are too often the start or end of others.
SHORTEST_PART = 3


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case: ``zoneName`` and ``zone-name`` have the same."""
    return tuple(word for word in _BREAK.split(_HUMP.sub("_", name).lower()) if word)


@lru_cache(maxsize=20_000)
def stem(key: str) -> tuple[str, ...]:
    """The words of a key without conventional suffixes; never empty for a name."""
    parts = list(words(key))
    while len(parts) > 1 and (parts[-1] in _SUFFIXES or _VERSION.fullmatch(parts[-1])):
        parts.pop()
    return tuple(parts)


@lru_cache(maxsize=20_000)
def core(key: str) -> tuple[str, ...]:
    """The stem of a key without the words of its role, such as ``request`` or ``path``."""
    parts = stem(key)
    return tuple(word for word in parts if not is_role(word)) or parts


def is_role(word: str) -> bool:
    """Whether a word of a key says where a parameter is, such as ``request`` or ``path``."""
    return word in _ROLES


def stands_for(name: str, placeholder: str) -> bool:
    """Whether a row may document a placeholder: both identify, say, a thing, if it says of what."""
    ours, theirs = [[singular(word) for word in words(it)] for it in (name, placeholder)]
    if not ours or not theirs or not IDENTIFIERS.issuperset((ours[-1], theirs[-1])):
        return False
    return {*ours[:-1]} <= {*theirs}


def is_vague(name: str) -> bool:
    """Whether a name is common to all kinds of objects, such as ``id`` or ``name``."""
    return _WEAK.issuperset(words(name))


def related(name: str, key: str) -> bool:
    """Whether a name and a key may mean the same.

    They must share a word; vague ones such as ``id`` or ``name`` count only if the name or the key
    has no others.
    """
    if "".join(words(name)) in "".join(words(key)):
        return True
    ours, theirs = set(words(name)), set(stem(key))
    if ours - _WEAK and theirs - _WEAK:
        ours, theirs = ours - _WEAK, theirs - _WEAK
    return any(alike(one, other) for one in ours for other in theirs)


def singular(name: str) -> str:
    """The singular of a name."""
    if name.endswith(("sses", "statuses")):
        return name[:-2]
    if name.endswith(("ss", "status")):
        return name
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def alike(one: str, other: str) -> bool:
    """Whether two words differ only in an ending, or one is the start or end of the other."""
    if one == other or {one, other} <= PROJECT_WORDS:
        return True
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) < SHORTEST_PART:
        return False
    if shorter.endswith("y"):
        shorter = shorter[:-1]
    return longer.startswith(shorter) or longer.endswith(shorter)
