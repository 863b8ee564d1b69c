"""What reports show of recorded traffic: names and words, but no data of users.

No list of names tells which values are credentials. So a value is hidden unless it is known to be
harmless, or the user asks for values.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from apiref.model.exchange import Exchange

# Stands for what is hidden, as in a URL template.
HIDDEN = "{...}"
_LONGEST_NAME = 48
# A name has one short number at most, such as that of ``ipv4``; tokens and IDs have more digits.
_NAME = re.compile(r"[A-Za-z_.:-]+(?:\d{1,2}[A-Za-z_.:-]*)?")
# Keys and hashes consist of long runs of letters, or of capitals and small letters in turn.
_RUN = re.compile(r"[A-Z]{11}|[a-z]{21}")
_HUMP = re.compile(r"[a-z][A-Z]")
_MOST_HUMPS = 2
_WORD = re.compile(r"[A-Za-z][a-z]{0,11}|[A-Z]{2,12}")


class Hiding(NamedTuple):
    """Hides what may be the data of users, or nothing if ``show_values``."""

    show_values: bool = False

    def name(self, text: str) -> str:
        """The name of a member, parameter or header.

        Users choose the names in free-form objects: addresses, IDs and tokens are hidden.
        """
        return text if self.show_values or _is_name(text) else HIDDEN

    def value(self, text: str) -> str:
        """A value of a field for which the reference lists values; hidden unless a short word."""
        return text if self.show_values or _WORD.fullmatch(text) else HIDDEN

    def url(self, exchange: Exchange, template: str) -> str:
        """The URL of an exchange: the template and the names of the query."""
        path = (exchange.path or "/") if self.show_values else template
        if not exchange.query:
            return path
        if self.show_values:
            query = [f"{name}={value}" for name, value in exchange.query]
        else:
            query = [*dict.fromkeys(self.name(name) for name, _ in exchange.query)]
        return f"{path}?{'&'.join(query)}"


def literal_segments(path: str, known: Collection[str]) -> str:
    """A path with all segments hidden that are not among the known ones."""
    parts = path.split("/")
    return "/".join(part if not part or part in known else HIDDEN for part in parts) or "/"


@lru_cache(maxsize=1000)
def _is_name(text: str) -> bool:
    return (
        len(text) <= _LONGEST_NAME
        and _NAME.fullmatch(text) is not None
        and _RUN.search(text) is None
        and len(_HUMP.findall(text)) <= _MOST_HUMPS
    )
