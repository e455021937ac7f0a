"""The partners: their facts, their accounts, what they referred."""
