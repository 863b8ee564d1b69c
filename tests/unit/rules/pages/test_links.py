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
.. _Other_Top:

Other
=====

Part 2
------

.. raw:: html

   <div id="Raw">

OTHER
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
    root: Path, text: str = "It.", description: str = "It.", conf: str | None = "", other: str = ""
) -> list[Finding]:
    tree = TREE.replace("TEXT", text).replace("DESCRIPTION", description).replace("OTHER", other)
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
        "\\|four|, (a|b |c|d) or a | b | c",
        "``:ref:`none```",
        "[#]_",
        "`Things`_, `some\n    where`_ and `Inline`_",
        "`A b <http://example.org>`_, `a b`_ and `None`__",
        "``none`_``, :code:`none`_ and `none`_x",
        "`a <#things>`_, `b <#two2002>`__ and `c\n    <more/\n    other.html#Raw>`_",
        "`a <#top>`_, `b <#things-detail>`_, `c <#id3>`_ and `d <inline_>`_",
        "`a <more/other.html>`_ and `b <more/other.html#other-top>`_",
        "`a <more/other.html#part-2>`_, `b <genindex.html>`_ and `c <index.html?x#pictured>`_",
        "`a <../none.html>`_, `b </none>`_, `c <_static/none.html>`_, `d <a/>`_, `e <a.pdf>`_",
        "``a <#none>`_``, a <#none>, `a <#none>` and `a <mailto:a@example.org>`_",
    ],
)
def test_links_that_lead_somewhere(tmp_path: Path, link: str) -> None:
    _check(tmp_path, f"See {link}.", f"See {link}.")


@pytest.mark.parametrize(
    ("link", "told"),
    [
        (":ref:`topp`", "label 'topp' is not defined; did you mean 'top'?"),
        (":ref:`The top <none>`", "label 'none' is not defined"),
        (
            ":ref:`modindex`",
            "Sphinx builds no 'modindex' without modules; remove this link",
        ),
        (":doc:`more/othr`", "document 'more/othr' is not defined; did you mean 'more/other'?"),
        ("`Thing`_", "target 'Thing' is not defined; did you mean 'things'?"),
        (
            "`Part 2`_",
            "target 'Part 2' is not defined in the same document; use :ref: or :doc:",
        ),
        ("[3]_", "footnote or citation '3' is not defined"),
        ("[Two2003]_", "footnote or citation 'Two2003' is not defined"),
        ("|thre|", "substitution 'thre' is not defined; did you mean 'three'?"),
        ("`a <#thing>`_", "anchor '#thing' is not defined; did you mean 'things'?"),
        ("`a <#Top>`__", "anchor '#Top' is not defined; did you mean 'top'?"),
        ("`a <#other>`_", "anchor '#other' is not defined"),
        ("`a <more/other.html#things>`_", "anchor '#things' is not defined"),
        (
            "`a <more/othr.html#x>`_",
            "page 'more/othr.html' is not defined; did you mean 'more/other'?",
        ),
        (
            "`a <more/other.rst>`_",
            "page 'more/other.rst' is not defined; did you mean 'more/other.html'?",
        ),
        ("`a <more/thing.md#x>`_", "page 'more/thing.md' is not defined"),
        ("`a <more/other>`_", "page 'more/other' is not defined; did you mean 'more/other.html'?"),
        ("`a <top>`_", "page 'top' is not defined; did you mean ':ref:`top`'?"),
        (
            "`a <www.example.org/x>`_",
            "page 'www.example.org/x' is not defined; did you mean 'https://www.example.org/x'?",
        ),
        ("`a <Thing_>`_", "target 'Thing' is not defined; did you mean 'things'?"),
    ],
)
def test_links_that_lead_nowhere(tmp_path: Path, link: str, told: str) -> None:
    (found,) = _check(tmp_path, f"See {link}.  <<< link-target-missing")
    assert found.message == told


@pytest.mark.parametrize("link", [":ref:`none`", "`a <#none>`_", "`a <#part-2>`_", "|four|"])
def test_links_of_descriptions(tmp_path: Path, link: str) -> None:
    """Once not reported of substitutions."""
    (found,) = _check(tmp_path, description=f"See {link}.  <<< link-target-missing")
    assert found.location.column == 9 + max(link.find("<"), 0)


def test_bars_of_tables_in_descriptions(tmp_path: Path) -> None:
    _check(tmp_path, description="A table:\n\n    +----+----+\n    |four| on |\n    +----+----+")


def test_relative_addresses_start_at_their_page(tmp_path: Path) -> None:
    mark = "  <<< link-target-missing"
    _check(
        tmp_path, other=f"`a <../index.html#top>`_, `b <#other>`_\n\n`c <more/other.html>`_{mark}"
    )


@pytest.mark.parametrize("conf", [None, "extensions = ['sphinx.ext.intersphinx']"])
def test_anchors_are_those_of_the_reference(tmp_path: Path, conf: str | None) -> None:
    _check(tmp_path, "`a <#none>`_  <<< link-target-missing", conf=conf)


@pytest.mark.parametrize("conf", ["extensions = ['theirs']", "html_extra_path = ['more']"])
def test_others_may_make_the_page(tmp_path: Path, conf: str) -> None:
    _check(tmp_path, "`a <none.html>`_ and `b <#none>`_", conf=conf)


def test_another_project_has_no_footnotes(tmp_path: Path) -> None:
    conf = "extensions = ['sphinx.ext.intersphinx']"
    _check(tmp_path, "See [3]_.  <<< link-target-missing", conf=conf)


@pytest.mark.parametrize(
    "conf", [None, "extensions = ['sphinx.ext.intersphinx']", "extensions = ['theirs']"]
)
def test_another_project_may_have_the_label(tmp_path: Path, conf: str | None) -> None:
    _check(tmp_path, "See :ref:`none`.", conf=conf)


def test_what_is_included_from_elsewhere_may_have_the_label(tmp_path: Path) -> None:
    _check(tmp_path, "See :ref:`none` and `it <#none>`_.\n\n.. include:: generated.inc")


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


def test_a_retired_address_on_two_lines(tmp_path: Path) -> None:
    """Once with advice for the first line alone."""
    link = "`x <http://developer.openstack.org/api-  <<< address-retired\n   ref/x/>`_"
    found = _check(tmp_path, f"See {link}.")
    assert [(item.subject, item.fix, item.message) for item in found] == [
        (
            "http://developer.openstack.org/api-ref/x/",
            None,
            "this address was retired; write 'https://docs.openstack.org/api-ref/x/'",
        )
    ]


def test_an_address_whose_scheme_is_broken(tmp_path: Path) -> None:
    link = "`x <htt  <<< address-retired\np://docs.openstack.org/developer/x>`_ and <hosts>"
    (found,) = _check(tmp_path, f"See {link}.")
    assert found.message.endswith("write 'https://docs.openstack.org/x/latest/'")


def test_a_retired_address_whose_page_is_not_known(tmp_path: Path) -> None:
    address = "http://docs.openstack.org/developer/x/y.html"
    (found,) = _check(tmp_path, f"See {address}.  <<< address-retired")
    assert found.fix is None
    assert found.message == (
        "this address was retired; link to the page on 'https://docs.openstack.org/x/latest/' that"
        " replaces it"
    )


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
