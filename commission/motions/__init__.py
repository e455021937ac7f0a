"""What is put to the vote, and the close."""
