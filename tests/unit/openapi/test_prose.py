"""Which parts of a section are the description of its operation."""

from __future__ import annotations

from pathlib import Path

from tests.unit.openapi.documents import PAGE, document


def _description(root: Path, text: str, path: str = "/things") -> str:
    found = document(root, PAGE + text)
    description: str = found["paths"][path]["get"].get("description", "")
    return description


def test_tables_samples_and_codes_are_left_out(tmp_path: Path) -> None:
    text = """\
List
----

.. _listing:

.. rest_method:: GET /things

First.

.. A comment, which
   goes on.

..
   Another one.

.. rest_status_code:: success status.yaml

   - 200

Normal response codes: 200,
202

Second.

.. rest_parameters:: parameters.yaml

   - a: a

**Example list of things: JSON response**

.. literalinclude:: a.json
   :language: json

Third.
"""
    assert _description(tmp_path, text) == "First.\n\nSecond.\n\nThird."


def test_text_tables_of_fields(tmp_path: Path) -> None:
    text = """\
List
----

.. rest_method:: GET /things

First.

.. csv-table:: Request
   :header: Name, In, Type

   limit, query, integer

Response
~~~~~~~~

===== ======= =====
Name  Type    In
===== ======= =====
total integer body
===== ======= =====

Second.

.. list-table:: Sizes
   :header-rows: 1

   * - Size
   * - Small
"""
    sizes = "| Size |\n| --- |\n| Small |"
    assert _description(tmp_path, text) == f"First.\n\nSecond.\n\n{sizes}"


def test_sections_within(tmp_path: Path) -> None:
    text = """\
List
----

.. rest_method:: GET /things

First.

Request
~~~~~~~

No body.

Preconditions
~~~~~~~~~~~~~

- The thing is *there*.

Other
-----

Not this.
"""
    assert _description(tmp_path, text) == (
        "First.\n\nNo body.\n\n**Preconditions**\n\n- The thing is *there*."
    )


def test_several_operations_in_one_section(tmp_path: Path) -> None:
    text = """\
Things
------

Before.

.. rest_method:: GET /things

One.

.. rest_method:: GET /others

Two.
"""
    assert _description(tmp_path / "a", text) == "Before.\n\nOne."
    assert _description(tmp_path / "b", text, "/others") == "Two."


def test_two_methods_share_what_is_said(tmp_path: Path) -> None:
    text = "Show\n----\n\n.. rest_method:: GET /a\n\n.. rest_method:: GET /b\n\nBoth.\n"
    assert _description(tmp_path / "a", text, "/a") == "Both."
    assert _description(tmp_path / "b", text, "/b") == "Both."
