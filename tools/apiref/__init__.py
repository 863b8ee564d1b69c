"""Read an os-api-ref tree into a model, judge it by rules, report the findings."""

__version__ = "0.1.0"
