"""How Harmonie behaves with many applications. See README.md."""
