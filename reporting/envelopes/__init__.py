"""The money of a scheme and a year, movement by movement."""
