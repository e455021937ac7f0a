"""Who is late, the letters, the pauses, what social workers do about it."""
