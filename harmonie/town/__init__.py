"""The CCAS itself: who it is, its logo, and who signs its papers."""
