"""What follows from recorded traffic."""
