"""The accounts of a partner, kept by its own responsible person; the CCAS says who that is."""
