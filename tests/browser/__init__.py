"""What a reader gets, seen in Chromium: run by ``tox -e browser``, never by plain ``pytest``."""
