"""One field for everything a person may see."""
