"""What is written about a request: notes between colleagues, messages that the partner reads too."""
