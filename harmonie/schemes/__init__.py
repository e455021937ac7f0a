"""What may be lent: schemes, their dated terms, and the money set aside for them."""
