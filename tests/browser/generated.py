"""A small tree with everything that the reference of this repository does not use.

Microversions, two operations of one title, two endpoints in one section, action URLs, a list-table
with widths, a wide table, an image, notes, and several samples in one section.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.trees import write_tree

PAGES = """\
=== conf.py
project = "Library API"
version = "v1"
release = "v1"
copyright = "The librarians"
extensions = ["os_api_ref", "openstackdocstheme", "apiref.sphinx"]
html_theme = "apiref"
openstackdocs_auto_name = False
openstackdocs_auto_version = False
os_api_ref_min_microversion = "2.1"
os_api_ref_max_microversion = "2.12"
os_api_ref_release_microversions = {"2.1": "Alder", "2.9": "Beech"}
=== index.rst
===========
Library API
===========

Books stand on shelves. Start with :doc:`the guide <guide>`.

.. toctree::
   :maxdepth: 2

   guide
   v1/books
   v1/shelves
=== guide.rst
=====
Guide
=====

.. note::

   Every request needs a token.

.. warning::

   A book that is taken off the shelf is gone.

.. figure:: shelf.svg
   :alt: Three books beside one another

   A shelf

.. list-table:: Words
   :header-rows: 1
   :widths: 25 75

   * - Word
     - Meaning
   * - ``book``
     - Something to read.
   * - ``shelf``
     - Where it stands.

.. list-table:: Everything that differs between the editions of a book, which makes a wide table
   :header-rows: 1

   * - Edition
     - Language
     - Publisher
     - Translator
     - Illustrator
     - Typesetter
     - Bookbinder
     - International Standard Book Number
   * - first
     - English
     - nobody_in_particular
     - somebody_else_entirely
     - an_unknown_hand
     - a_careful_machine
     - a_patient_person
     - 978-0-00-000000-2

Reading takes three steps:

#. take a book,
#. open it,
#. go on reading.

.. code-block:: console

   $ curl --header "X-Auth-Token: $TOKEN" https://library.example.org:9292/v1/books?shelf=fiction&sort=title

term
  What it means.

See `what others say <https://example.org/>`_ [#note]_.

.. [#note] Others may be wrong.
=== v1/books.rst
=====
Books
=====

.. rest_expand_all::

.. include:: books.inc
.. include:: actions.inc
=== v1/books.inc
Books
~~~~~

Everything there is to read.

List books
----------

.. rest_method:: GET /v1/books

Lists the books.

.. rest_status_code:: success ../status.yaml

   - 200

.. rest_status_code:: error ../status.yaml

   - 400: books
   - 401

Request
.......

.. rest_parameters:: ../parameters.yaml

   - shelf: shelf_query
   - limit: limit

Response
........

.. rest_parameters:: ../parameters.yaml

   - books: books
   - books.title: title
   - books.pages: pages

**Example of all books**

.. literalinclude:: ../samples/books.json
   :language: json

Show details
------------

.. rest_method:: GET /v1/books/{book_id}

Shows one book.

.. rest_status_code:: success ../status.yaml

   - 200

.. rest_status_code:: error ../status.yaml

   - 404

Request
.......

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id_path

Response
........

.. rest_parameters:: ../parameters.yaml

   - title: title
   - pages: pages
   - lent_until: lent_until
   - loan: loan
   - reader: reader
   - mood: mood

Response Example
................

**Example of a lent book**

.. literalinclude:: ../samples/book-lent.json
   :language: json

**Example of a book on its shelf**

.. literalinclude:: ../samples/book-standing.json
   :language: json

**Example of a lost book**

.. literalinclude:: ../samples/book-lost.json
   :language: json

Create or replace a book
------------------------

.. rest_method:: POST /v1/books
.. rest_method:: PUT /v1/books/{book_id}

Puts a book on the shelf.

.. rest_status_code:: success ../status.yaml

   - 201

Request
.......

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id_path
   - title: title
   - pages: pages

.. literalinclude:: ../samples/book-create.json
   :language: json

Delete a book
-------------

.. rest_method:: DELETE /v1/books/{book_id}
   min_version: 2.3
   max_version: 2.9

Throws a book away.

.. rest_status_code:: success ../status.yaml

   - 204

Request
.......

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id_path
=== v1/actions.inc
Actions on a book
~~~~~~~~~~~~~~~~~

Lend a book
-----------

.. rest_method:: POST /v1/books/{book_id}/action

Lends a book.

.. rest_status_code:: success ../status.yaml

   - 202

Request
.......

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id_path
   - lend: lend
   - until: lent_until

Return a book (return action)
-----------------------------

.. rest_method:: POST /v1/books/{book_id}/action

Takes a book back.

.. rest_status_code:: success ../status.yaml

   - 202

Request
.......

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id_path
   - return: return

Reviews of a book
~~~~~~~~~~~~~~~~~

Show details
------------

.. rest_method:: GET /v1/books/{book_id}/reviews/{review_id}

Shows one review.

.. rest_status_code:: success ../status.yaml

   - 200

Request
.......

.. rest_parameters:: ../parameters.yaml

   - book_id: book_id_path
   - review_id: review_id_path
=== v1/shelves.rst
=======
Shelves
=======

.. rest_expand_all::

.. include:: shelves.inc
=== v1/shelves.inc
Show details
~~~~~~~~~~~~

.. rest_method:: GET /v1/shelves/{shelf_id}

Shows one shelf.

.. rest_status_code:: success ../status.yaml

   - 200

Request
-------

.. rest_parameters:: ../parameters.yaml

   - shelf_id: shelf_id_path

Response
--------

.. rest_parameters:: ../parameters.yaml

   - width: width

Rename a shelf
~~~~~~~~~~~~~~

.. rest_method:: PATCH /v1/shelves/{shelf_id}

Gives a shelf another name.

.. rest_status_code:: success ../status.yaml

   - 200

Request
-------

.. rest_parameters:: ../parameters.yaml

   - shelf_id: shelf_id_path
   - width: width
=== status.yaml
200:
  default: |
    The request was served.
201:
  default: |
    The book stands on the shelf.
202:
  default: |
    The librarian was told.
204:
  default: |
    The book is gone.
400:
  default: |
    Something is wrong with the request.
  books: |
    No shelf has that name.
401:
  default: |
    Say first who you are.
404:
  default: |
    There is no such book.
=== parameters.yaml
book_id_path:
  in: path
  type: string
  required: true
  description: |
    The UUID of the book.
review_id_path:
  in: path
  type: string
  required: true
  description: |
    The UUID of the review.
shelf_id_path:
  in: path
  type: string
  required: true
  description: |
    The UUID of the shelf.
limit:
  in: query
  type: integer
  required: false
  description: |
    How many books at most.
shelf_query:
  in: query
  type: string
  required: false
  min_version: 2.10
  description: |
    Only the books of this shelf.
books:
  in: body
  type: array
  required: true
  description: |
    The books, each an object.
lend:
  in: body
  type: object
  required: true
  description: |
    The action of lending.
lent_until:
  in: body
  type: string
  required: false
  min_version: 2.3
  description: |
    When the book comes back, in ISO 8601: ``CCYY-MM-DDThh:mm:ssZ``.
loan:
  in: body
  type: object
  required: false
  min_version: 2.5
  description: |
    Who has the book.
mood:
  in: body
  type: string
  required: false
  min_version: 2.2
  max_version: 2.9
  description: |
    How the book feels. One of:

    - ``glad``
    - ``sad``, as most novels are
pages:
  in: body
  type: integer
  required: true
  description: |
    The number of its pages.
reader:
  in: body
  type: string
  required: true
  description: |
    The name of the reader.
return:
  in: body
  type: none
  required: true
  description: |
    The action of returning.
title:
  in: body
  type: string
  required: true
  description: |
    What is written on the cover.
width:
  in: body
  type: float
  required: true
  description: |
    In metres.
=== shelf.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" width="90" height="60">
  <title>Three books beside one another</title>
  <path d="M10 10h15v40H10zM30 5h15v45H30zM50 15h15v35H50z" fill="#666"/>
</svg>
"""

SAMPLES = {
    "books": {"books": [{"title": "Middlemarch", "pages": 880}]},
    "book-lent": {
        "title": "Persuasion",
        "pages": 249,
        "lent_until": "2030-01-31T12:00:00Z",
        "loan": {"reader": "Jane"},
    },
    "book-standing": {"title": "Villette", "pages": 657, "mood": "sad"},
    "book-lost": {"title": "Shirley", "pages": 624, "lent_until": None},
    "book-create": {"title": "Emma", "pages": 474},
}


def write_generated(source: Path) -> None:
    """Write the tree: its pages and its samples."""
    write_tree(source, PAGES)
    samples = source / "samples"
    samples.mkdir()
    for name, content in SAMPLES.items():
        (samples / f"{name}.json").write_text(json.dumps(content, indent=4) + "\n")
