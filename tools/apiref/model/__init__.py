"""The model of an API reference: immutable records, free of input and output."""
