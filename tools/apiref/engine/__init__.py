"""Puts reading and judging together: checks a reference, again and again, and mends it."""
