"""Rules about samples."""
