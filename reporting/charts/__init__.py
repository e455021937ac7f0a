"""Figures as SVG, with the table and the words that say the same."""
