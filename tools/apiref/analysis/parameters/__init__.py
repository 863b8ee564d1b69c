"""What follows from the entries of parameters files."""
