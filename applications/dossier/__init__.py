"""One dossier, on one page."""
