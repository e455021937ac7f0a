"""Pages open to everybody: the simulator, the accessibility statement, the legal notice, the health check."""
