"""Analysis of response codes and their reasons."""
