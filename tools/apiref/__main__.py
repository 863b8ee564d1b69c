"""``python -m apiref``."""

from apiref.cli import run

run()
