"""What follows from the JSON Schemas of a project."""
