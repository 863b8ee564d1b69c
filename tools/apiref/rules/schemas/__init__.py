"""Rules about JSON Schemas."""
