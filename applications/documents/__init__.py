"""Supporting documents: what is asked for, received, read, accepted."""
