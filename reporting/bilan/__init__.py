"""What was granted in a period, out of which money, and what became of it."""
