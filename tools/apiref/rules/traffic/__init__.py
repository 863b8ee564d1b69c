"""Rules about recorded traffic."""
