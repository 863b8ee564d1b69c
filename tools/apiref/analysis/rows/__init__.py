"""What follows from the rows of tables and the entries that they refer to."""
