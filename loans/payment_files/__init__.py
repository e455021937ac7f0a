"""Files of payments: read, matched, posted, once."""
