"""Analysis of the entries of parameters files."""
