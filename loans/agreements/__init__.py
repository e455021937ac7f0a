"""The texts of agreements, in versions edited here."""
