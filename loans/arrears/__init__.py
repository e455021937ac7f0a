"""Who is late, since when, and what is done about it."""
