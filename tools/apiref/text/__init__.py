"""General text utilities, independent of API references."""
