"""The register: numbers without gaps, posts that count once, who opened what, who changed what and why."""
