"""What follows from response codes and their reasons."""
