"""From a granted decision to a signed agreement."""
