"""The convocation and its papers."""
