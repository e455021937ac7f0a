"""Holding a request against the terms of every scheme: the panel, the record, new facts, derogations."""
