"""Compares two OpenAPI documents, and finds changes that break clients."""
