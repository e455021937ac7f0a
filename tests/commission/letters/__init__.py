"""Letters: batch, preview, release, dispatch."""
