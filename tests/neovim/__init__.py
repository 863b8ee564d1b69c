"""Tests of the language server in Neovim: run by ``tox -e editor``, never by plain ``pytest``."""
