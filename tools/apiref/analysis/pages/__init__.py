"""Analysis of pages: their documents, sections and directives."""
