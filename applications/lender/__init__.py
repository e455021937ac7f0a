"""The externally lent scheme: the file built, sent, answered, and the interest taken over."""
