"""The partners that refer people: opened, corrected, closed and opened again by the administration."""
