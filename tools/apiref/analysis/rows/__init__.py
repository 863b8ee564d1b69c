"""Analysis of the rows of tables and the entries that they refer to."""
