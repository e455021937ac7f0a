"""The public page: which loan could help."""
