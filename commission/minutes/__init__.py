"""The minutes and the attendance sheet."""
