"""What follows from operations: their URLs, titles and versions."""
