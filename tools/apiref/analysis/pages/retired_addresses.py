"""Addresses of documentation that were retired, and what replaces them."""

from __future__ import annotations

import re
from typing import NamedTuple

# The beginning of an address, and what it is now; the first match counts. With False, the pages
# behind it were moved as well, or are no more, and only the site is certain.
_RETIRED = tuple(
    (re.compile(f"https?://{old}"), new, certain)
    for old, new, certain in (
        (
            r"developer\.openstack\.org/(?=api-(?:ref|guide)(?:$|/(?!networking/)))",
            "https://docs.openstack.org/",
            True,
        ),
        (r"developer\.openstack\.org(?![\w.])", "https://docs.openstack.org/", False),
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
        # Guides that moved into the documentation of each project, and releases without any.
        (
            r"docs\.openstack\.org/(?:admin-guide|user-guide|cli-reference|networking-guide|ops-guide"
            r"|icehouse|juno|kilo|liberty|mitaka)(?![\w.])",
            "https://docs.openstack.org/",
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
    """What replaces an address; ``works`` if the old one leads there.

    If it is not ``certain``, this is only the site that has the page, if any has it.
    """

    address: str
    reason: str
    certain: bool
    works: bool = False


def replacement(address: str) -> Replacement | None:
    """What replaces an address, or None if it is not known to be retired."""
    for pattern, new, certain in _RETIRED:
        match = pattern.match(address)
        if match is not None:
            rest = address[match.end() :] if certain else ""
            return Replacement(match.expand(new) + rest, "this address was retired", certain)
    old, new = _MOVED
    if address.partition("://")[2].startswith(old):
        whole = new + address.partition(old)[2]
        return Replacement(whole, "this site redirects to another one", True, True)
    match = _SECURE.match(address)
    if match is not None:
        whole = f"https://{address[match.end() :]}"
        return Replacement(whole, "this site redirects to https", True, True)
    return None
