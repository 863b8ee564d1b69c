"""The reference, seen on a running Glance.

``python -m tests.live`` starts a real Glance, plays the scenario against it through a recording
proxy, and writes the recording and the samples. It runs in the environments ``live`` and
``samples`` of tox, which have a Glance; the unit tests beside it need none.
"""
