"""Tests of the built site with Chromium: run by ``tox -e browser``, never by plain ``pytest``."""
