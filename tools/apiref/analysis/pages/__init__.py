"""What follows from pages: their documents, sections and directives."""
