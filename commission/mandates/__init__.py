"""Who sits on the commission, from when to when, and who stands in for whom."""
