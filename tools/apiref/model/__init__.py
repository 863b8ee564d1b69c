"""What an API reference consists of: plain immutable records, without any input or output."""
