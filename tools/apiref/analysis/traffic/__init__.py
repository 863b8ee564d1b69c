"""Analysis of recorded traffic."""
