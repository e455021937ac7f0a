"""Money at the counter: find the loan, take the payment, hand out the receipt."""
