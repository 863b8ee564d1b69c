"""Readers: turn files into the model, with a location for everything. They never judge."""
