"""The first page of each person: what waits for them."""
