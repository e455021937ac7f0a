"""What is written to the person before and without the commission: acknowledgement, closing letters."""
