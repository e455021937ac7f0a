"""One loan's page, and the money that is recorded from it."""
