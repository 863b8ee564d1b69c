"""Words and their order: nothing in here knows of API references."""
