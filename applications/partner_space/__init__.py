"""What a partner reads of its own referrals."""
