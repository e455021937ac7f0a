"""Minutes: draft, free text, signature, extracts."""
