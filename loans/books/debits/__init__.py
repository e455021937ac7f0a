"""Direct debits, where the cash office may collect by them."""
