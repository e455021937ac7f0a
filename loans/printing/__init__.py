"""Many papers at once, as one file."""
