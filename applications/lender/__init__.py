"""The externally lent scheme: its file, its answer, its money, and the interest that the département takes over."""
