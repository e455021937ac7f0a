"""The same person twice: found, shown with the evidence, linked or told apart."""
