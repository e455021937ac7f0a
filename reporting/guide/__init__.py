"""The user guide, served under /aide."""
