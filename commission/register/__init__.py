"""The register of decisions, with names and without."""
