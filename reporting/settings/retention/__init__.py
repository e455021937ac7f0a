"""The durations of conservation, what is due, and the slips that propose to eliminate it."""
