"""The OpenAPI document of the reference, proven on a running Glance.

``python -m tests.live.contract`` starts a real Glance and has it called by two programs that know
nothing but the document: schemathesis, which makes requests out of it and holds every answer
against it, and a client that openapi-python-client generates. What Glance does against the
document by its own fault is listed in ``faults.py``, and nowhere else.
"""
