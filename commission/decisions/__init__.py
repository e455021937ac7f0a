"""Decisions, one by one and meeting by meeting."""
