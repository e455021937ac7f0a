"""Where requests are lost, and what other terms would have let pass."""
