"""Rules of ``apiref.rules.pages.links``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.cli import main
from apiref.model.finding import Finding, Severity
from tests.trees import assert_expected, write_tree

PAGE = "api-ref/source/index.rst"
PARAMETERS = "api-ref/source/parameters.yaml"
TREE = f"""\
=== {PAGE}
.. _top:

Things
======

.. rest_method:: GET /things/{{id}}

Or an _`inline` one.

.. image:: x.png
   :name: pictured

TEXT

.. [1] One.
.. [Two2002] Two.
.. |three| replace:: Three
.. _Some Where: http://example.org

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/more/other.rst
Other
=====
=== {PARAMETERS}
id:
  description: |
    DESCRIPTION
  in: path
  required: true
  type: string
"""
RULES = ("link-target-missing", "address-retired")


def _check(
    root: Path, text: str = "It.", description: str = "It.", conf: str | None = ""
) -> list[Finding]:
    tree = TREE.replace("TEXT", text).replace("DESCRIPTION", description)
    if conf is not None:
        tree += f"=== api-ref/source/conf.py\n{conf}\n"
    return assert_expected(root, tree, *RULES)


@pytest.mark.parametrize(
    "link",
    [
        ":ref:`top`",
        ":ref:`The top <Top>`",
        ":ref:`inline`",
        ":ref:`pictured`",
        ":ref:`some  where`",
        ":ref:`genindex` and :ref:`search`",
        ":ref:`!none`",
        ":nova-doc:`none`",
        ":py:ref:`none`",
        ":doc:`index`",
        ":doc:`/more/other`",
        ":doc:`Other <more/other>`",
        "[1]_ and [two2002]_, but not [3]",
        "|three|, |version|, a|b|c or ``|four|``",
        "``:ref:`none```",
        "[#]_",
        "`Things`_, `some\n    where`_ and `Inline`_",
        "`A b <http://example.org>`_, `a b`_ and `None`__",
        "``none`_``, :code:`none`_ and `none`_x",
    ],
)
def test_links_that_lead_somewhere(tmp_path: Path, link: str) -> None:
    _check(tmp_path, f"See {link}.", f"See {link}.")


@pytest.mark.parametrize(
    ("link", "told"),
    [
        (":ref:`topp`", "label 'topp' is not defined; did you mean 'top'?"),
        (":ref:`The top <none>`", "label 'none' is not defined"),
        (":ref:`modindex`", "label 'modindex' is not defined"),
        (":doc:`more/othr`", "document 'more/othr' is not defined; did you mean 'more/other'?"),
        ("`Thing`_", "target 'Thing' is not defined; did you mean 'things'?"),
        ("[3]_", "footnote or citation '3' is not defined"),
        ("[Two2003]_", "footnote or citation 'Two2003' is not defined"),
        ("|thre|", "substitution 'thre' is not defined; did you mean 'three'?"),
    ],
)
def test_links_that_lead_nowhere(tmp_path: Path, link: str, told: str) -> None:
    (found,) = _check(tmp_path, f"See {link}.  <<< link-target-missing")
    assert (found.message, found.location.column) == (told, 5)


def test_links_of_descriptions(tmp_path: Path) -> None:
    _check(tmp_path, description="See :ref:`none`.  <<< link-target-missing")


@pytest.mark.parametrize(
    "conf", [None, "extensions = ['sphinx.ext.intersphinx']", "extensions = ['theirs']"]
)
def test_another_project_may_have_the_label(tmp_path: Path, conf: str | None) -> None:
    _check(tmp_path, "See :ref:`none`.", conf=conf)


def test_what_is_included_from_elsewhere_may_have_the_label(tmp_path: Path) -> None:
    _check(tmp_path, "See :ref:`none`.\n\n.. include:: generated.inc")


def test_a_module_has_an_index(tmp_path: Path) -> None:
    _check(tmp_path, "See :ref:`modindex`.\n\n.. module:: x")


def test_an_automatic_footnote_has_a_number(tmp_path: Path) -> None:
    _check(tmp_path, "See [3]_.\n\n.. [#] It.")


def test_retired_addresses(tmp_path: Path) -> None:
    address = "https://developer.openstack.org/api-ref/compute/"
    found = _check(
        tmp_path,
        f"See `it <{address}>`_ or  <<< address-retired\n{address}.  <<< address-retired\n\n"
        f".. _there: {address}  <<< address-retired\n\n"
        f".. _here:\n   {address}  <<< address-retired\n\n``{address}``\n\n::\n\n   {address}",
        f"{address}  <<< address-retired",
    )
    new = "https://docs.openstack.org/api-ref/compute/"
    assert {item.message for item in found} == {f"this address was retired; write '{new}'"}
    assert {item.severity for item in found} == {Severity.WARNING}


def test_a_retired_address_behind_one_that_is_not(tmp_path: Path) -> None:
    right, wrong = (f"https://{host}.openstack.org/api-ref/x/" for host in ("docs", "developer"))
    (found,) = _check(tmp_path, f"See {right} and {wrong}.  <<< address-retired")
    assert (found.subject, found.location.column) == (wrong, len(f"See {right} and ") + 1)


def test_addresses_that_are_only_redirected(tmp_path: Path) -> None:
    (found,) = _check(tmp_path, "See http://docs.openstack.org/x/.  <<< address-retired")
    assert found.severity is Severity.INFO
    assert found.fix is not None
    assert found.fix.changes == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://docs.openstack.org/x", "https://docs.openstack.org/x"),
        ("`x <http://review.openstack.org/1>`_", "`x <https://review.opendev.org/1>`_"),
        # It may be moved as well, or go on below.
        ("https://docs.openstack.org/developer/x/y", "https://docs.openstack.org/developer/x/y"),
        ("`x <http://docs.openstack.org/x-\n   y>`_", "`x <http://docs.openstack.org/x-\n   y>`_"),
    ],
)
def test_fixes(tmp_path: Path, before: str, after: str) -> None:
    write_tree(tmp_path, TREE.replace("TEXT", f"It. See {before} there.").replace("DESCR", "It."))
    main(["check", "--fix", "--level", "info", "--no-cache", str(tmp_path)])
    assert f"See {after} there.\n" in (tmp_path / PAGE).read_text()
