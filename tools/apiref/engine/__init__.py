"""Runs the rules, and decides what is reported."""
