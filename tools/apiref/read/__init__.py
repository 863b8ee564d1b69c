"""Readers: from files to the model, with a location for everything. Readers never judge."""
