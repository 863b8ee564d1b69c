"""Analysis of the JSON Schemas of a project."""
