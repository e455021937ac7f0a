"""The papers of a loan: issued once, handed out again as the same bytes."""
