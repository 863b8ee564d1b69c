"""What follows from samples, and from holding them against tables."""
