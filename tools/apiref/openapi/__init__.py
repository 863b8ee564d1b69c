"""Exports the model as an OpenAPI document."""
