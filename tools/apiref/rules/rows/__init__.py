"""Rules about the rows of tables."""
