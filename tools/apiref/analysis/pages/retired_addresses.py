"""Addresses of documentation that were retired, and what replaces them."""

from __future__ import annotations

import re
from typing import NamedTuple

# What is left of an address after its beginning, and what it is now; the first match counts.
# With False, the pages behind the address were moved as well, and only the site is certain.
_RETIRED = tuple(
    (re.compile(f"https?://{old}"), new, certain)
    for old, new, certain in (
        (r"developer\.openstack\.org/(?=api-ref|api-guide)", "https://docs.openstack.org/", True),
        (r"developer\.openstack\.org(?![\w.])/?", "https://docs.openstack.org/", False),
        (
            r"docs\.openstack\.org/developer/(?P<project>[\w.-]+)(?:/(?:index\.html)?)?$",
            r"https://docs.openstack.org/\g<project>/latest/",
            True,
        ),
        (
            r"docs\.openstack\.org/developer/(?P<project>[\w.-]+)/",
            r"https://docs.openstack.org/\g<project>/latest/",
            False,
        ),
        (
            r"specs\.openstack\.org/openstack/api-wg(?=/|$)",
            "https://specs.openstack.org/openstack/api-sig",
            True,
        ),
        (
            r"git\.openstack\.org/cgit/(?P<project>[\w.-]+/[\w.-]+)/?$",
            r"https://opendev.org/\g<project>",
            True,
        ),
        (r"git\.openstack\.org/cgit/", "https://opendev.org/", False),
        (r"review\.openstack\.org(?![\w.])", "https://review.opendev.org", True),
    )
)
# A site that redirects to another one.
_MOVED = "tools.ietf.org/html/rfc", "https://datatracker.ietf.org/doc/html/rfc"
# Sites that redirect everything to https.
_SECURE = re.compile(
    r"http://(?=(?:(?:docs|specs|wiki|www)\.openstack\.org|(?:bugs\.|blueprints\.)?launchpad\.net"
    r"|(?:opendev|github|pypi)\.(?:org|com)|review\.opendev\.org|en\.wikipedia\.org"
    r"|datatracker\.ietf\.org)(?:/|$))"
)


class Replacement(NamedTuple):
    """What replaces an address; ``certain`` if it is the same page, ``works`` if it leads there."""

    address: str
    reason: str
    certain: bool
    works: bool = False


def replacement(address: str) -> Replacement | None:
    """What replaces an address, or None if it is not known to be retired."""
    for pattern, new, certain in _RETIRED:
        match = pattern.match(address)
        if match is not None:
            whole = match.expand(new) + address[match.end() :]
            return Replacement(whole, "this address was retired", certain)
    old, new = _MOVED
    if address.partition("://")[2].startswith(old):
        whole = new + address.partition(old)[2]
        return Replacement(whole, "this site redirects to another one", True, True)
    match = _SECURE.match(address)
    if match is not None:
        whole = f"https://{address[match.end() :]}"
        return Replacement(whole, "this site redirects to https", True, True)
    return None
