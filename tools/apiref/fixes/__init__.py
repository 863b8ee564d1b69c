"""Edits of files, and what they change."""
