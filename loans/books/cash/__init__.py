"""The journal of the cash office, and the end of its months."""
