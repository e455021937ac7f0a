"""A decision taken back by a new one, within its time."""
