"""What the CCAS answers in writing without the commission: the acknowledgement of receipt, and the closing letter."""
