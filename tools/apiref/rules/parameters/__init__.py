"""Rules about the entries of parameters files."""
