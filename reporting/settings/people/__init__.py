"""The people of the CCAS and of its partners: their accounts, their roles, what they leave behind."""
