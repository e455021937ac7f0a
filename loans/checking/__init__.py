"""What somebody entered and somebody else checks (maker and checker)."""
