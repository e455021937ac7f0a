"""A meeting before it is convened: when, where, who sits; and what becomes of one that cannot be held."""
