"""Addresses that were retired."""

from __future__ import annotations

import pytest

from apiref.analysis.pages.retired_addresses import replacement

DOCS = "https://docs.openstack.org"


@pytest.mark.parametrize(
    ("address", "new", "certain"),
    [
        ("http://developer.openstack.org/api-ref/x/#y", f"{DOCS}/api-ref/x/#y", True),
        ("http://developer.openstack.org/api-guide", f"{DOCS}/api-guide", True),
        ("http://developer.openstack.org/api-ref-x-v2.html#y", f"{DOCS}/", False),
        ("http://developer.openstack.org/api-ref/networking/v2-ext/", f"{DOCS}/", False),
        ("https://developer.openstack.org/sdks", f"{DOCS}/", False),
        ("https://developer.openstack.org", f"{DOCS}/", False),
        (f"{DOCS}/developer/x", f"{DOCS}/x/latest/", True),
        (f"{DOCS}/developer/x/index.html", f"{DOCS}/x/latest/", True),
        (f"{DOCS}/developer/x/y.html", f"{DOCS}/x/latest/", False),
        (
            "http://specs.openstack.org/openstack/api-wg/x.html",
            "https://specs.openstack.org/openstack/api-sig/x.html",
            True,
        ),
        ("http://git.openstack.org/cgit/x/y", "https://opendev.org/x/y", True),
        ("http://git.openstack.org/cgit/x/y/tree/z", "https://opendev.org/", False),
        ("https://review.openstack.org/1", "https://review.opendev.org/1", True),
        (
            "http://tools.ietf.org/html/rfc1",
            "https://datatracker.ietf.org/doc/html/rfc1",
            True,
        ),
        ("http://docs.openstack.org/x", f"{DOCS}/x", True),
        (f"{DOCS}/admin-guide/x.html", f"{DOCS}/", False),
        ("http://docs.openstack.org/liberty/x/", f"{DOCS}/", False),
    ],
)
def test_retired_addresses(address: str, new: str, certain: bool) -> None:
    found = replacement(address)
    assert found is not None
    assert (found.address, found.certain) == (new, certain)


@pytest.mark.parametrize(
    "address",
    [
        f"{DOCS}/api-ref/x/",
        f"{DOCS}/x/latest/developer/",
        "http://example.org/developer.openstack.org/",
        "http://developer.openstack.org.example.org/",
        "http://docs.openstack.org.example.org/",
        "https://specs.openstack.org/openstack/api-wgx/",
    ],
)
def test_other_addresses(address: str) -> None:
    assert replacement(address) is None
