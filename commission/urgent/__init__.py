"""The urgent path: the president decides alone, within a delegation."""
