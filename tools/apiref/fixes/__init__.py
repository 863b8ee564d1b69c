"""Edits of files, and the check that they change nothing else."""
