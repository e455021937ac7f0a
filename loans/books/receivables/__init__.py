"""What is left to recover, at any date."""
