"""Analysis of operations: their URLs, titles and versions."""
