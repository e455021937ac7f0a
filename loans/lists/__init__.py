"""The lists of the loans room."""
