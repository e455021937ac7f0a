"""The règlement intérieur: what the town may change, dated."""
