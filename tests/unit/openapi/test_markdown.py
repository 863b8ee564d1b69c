"""RST as Markdown."""

from __future__ import annotations

import pytest

from apiref.openapi.markdown import Link, Renderer, is_plain


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("", ""),
        ("One ``a_b``, and\ntwo.\n\nMore.\n", "One `a_b`, and two.\n\nMore."),
        ("A *b* **c** `d <https://e/f_g?h=i&j=k>`_.", "A *b* **c** [d](https://e/f_g?h=i&j=k)."),
        ("- one\n- two\n", "- one\n- two"),
        ("See `this`_.\n\n.. _this: https://a/b\n", "See [this](https://a/b)."),
        ("See :ref:`there <known>`.", "See [there](https://a/known)."),
        ("See :ref:`known`, :ref:`there <unknown>`.", "See [Known](https://a/known), there."),
        ("A :nova-doc:`guide <x/y>` and :term:`project`.", "A guide and project."),
        (".. note::\n\n   Mind.\n", "> **Note**\n>\n> Mind."),
        (".. admonition:: Take care\n\n   Mind.\n", "> **Take care**\n>\n> Mind."),
        (".. code-block:: json\n\n   {*a*}\n", "```\n{*a*}\n```"),
        ("a | b * c < d [e] # f", r"a | b \* c \< d \[e] # f"),
        ("snake_case and _private_", r"snake_case and \_private\_"),
        (
            ".. list-table::\n   :header-rows: 1\n\n   * - A\n     - B\n   * - ``x``\n     - y\n",
            "| A | B |\n| --- | --- |\n| `x` | y |",
        ),
        (".. image:: a.png\n\nText.", "Text."),
        (".. a comment\n\nText.", "Text."),
        # What leads nowhere here is text.
        ("As [RFC9110]_ asks.", r"As RFC9110 asks."),
        ("As [1]_, [#size]_ and [#]_ say.", r"As 1, \[#size] and \[#] say."),
        ("The |version| of it.", "The version of it."),
        ("The |version|_ and |size|__ of it.", "The version and size of it."),
        (
            "See that_, `the other`_, one__ and `a title <that_>`_.",
            "See that, the other, one and a title.",
        ),
        ("See _`here`, *open or |open.", r"See here, \*open or |open."),
        ("As [*]_ says.\n\n.. [1] One [#a]_.\n", "As \\[\\*] says.\n\n\\[1]\n\nOne \\[#a]."),
        ("A that_.\n\n.. _that: other_\n.. _other: that_\n", "A that."),
        ("Text [1]_\n=========\n\n|name| [A]_.", "### Text 1\n\nname A."),
        (".. list-table::\n\n   * - [1]_\n     - that_\n", "| 1 | that |\n| --- | --- |"),
        (".. note:: [1]_ |name|\n", "> **Note**\n>\n> 1 name"),
        ("*" * 70, None),
        ("- " * 200 + "a", None),
    ],
)
def test_rendering(rst: str, markdown: str | None) -> None:
    def resolve(_role: str, target: str) -> Link | None:
        return Link("https://a/known", "Known") if target == "known" else None

    rendered = Renderer(resolve).render(rst)
    assert markdown is None or rendered == markdown


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, 50% of them (yes): 1/2; it's so.",
        "One ``a_b`` and snake_case?\nTwo = ``c``!\n\nThree.",
        "The *first* and **second one**, (*third*); ``*not*`` this.",
        "See `RFC 7231, 7.1 <https://a.example/b_c?d=e&f=g#h>`_ or `the\nother <http://b>`__.",
        '*(Since 2.1)* see :ref:`there <x-y>`, :term:`project` and :doc:`a/b`: *note:* "x".',
        "A literal ``of two\nlines``.",
        "`One <http://a/*b*>`_ and *two\nlines*.",
        "Colons: here - and there.\n\nNumbers 1, 2.",
    ],
)
def test_plain_text_is_what_the_parser_makes_of_it(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_plain(text)
    quick = Renderer().render(text)
    monkeypatch.setattr("apiref.openapi.markdown.is_plain", lambda _text: False)
    assert quick == Renderer().render(text)


@pytest.mark.parametrize(
    "text",
    [
        "- one",
        ".. a comment",
        "1. one",
        "a) one",
        "Title\n=====",
        "text::",
        "  indented",
        ":field: text",
        "a name_ here",
        "https://a/b",
        "*a*b",
        "*a b",
        "2 * 3",
        ":file:`a`",
        "`a <b>`_",
        "`a`",
        "a |b|",
        "a\n  b",
        "Some :role:`text`",
    ],
)
def test_text_with_markup_is_not_plain(text: str) -> None:
    assert not is_plain(text)
