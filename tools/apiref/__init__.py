"""Reads os-api-ref trees into a model, checks it with rules, and reports the findings."""

__version__ = "0.1.0"
# The name for pip, as in pyproject.toml.
DISTRIBUTION = "os-api-ref-check"
