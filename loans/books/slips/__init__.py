"""Slips of payment orders and of revenue orders."""
