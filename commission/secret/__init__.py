"""The secret ballot: who voted is kept, what they voted cannot be told."""
