"""Who has an account, with which roles: what the administration of the CCAS may do."""
