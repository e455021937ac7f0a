"""A referral, told step by step."""
