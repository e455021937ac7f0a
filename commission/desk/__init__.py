"""The chair's desk: one screen to run a meeting from."""
