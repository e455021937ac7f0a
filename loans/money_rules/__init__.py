"""What the town decides about money, dated."""
