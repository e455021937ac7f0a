"""The convocation: its paper, its mail, its calendar entry."""
