"""Runs checks: reads references, applies the rules and the baseline, and fixes findings."""
