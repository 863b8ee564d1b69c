"""Rules about response codes."""
