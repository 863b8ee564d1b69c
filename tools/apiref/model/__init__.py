"""What an API reference consists of: plain frozen dataclasses, without any input or output."""
