"""Caches results between runs."""
