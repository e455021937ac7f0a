"""The letters of a meeting: content, batch, dispatch."""
