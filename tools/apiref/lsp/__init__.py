"""The language server: what ``apiref`` knows of a reference, in the editor."""
