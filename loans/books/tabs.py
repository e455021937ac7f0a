"""The books, as tabs."""

from django.urls import reverse

from harmonie.components import Tab

BOOKS = (
    ("loans:books", "Mandats et titres"),
    ("loans:cash_journal", "Régie"),
    ("loans:receivables", "Restes à recouvrer"),
    ("loans:debits", "Prélèvements"),
)


def tabs(current: str) -> list[Tab]:
    """The books' pages, `current` (the name of its address) marked."""
    return [Tab(label, reverse(name), name == current) for name, label in BOOKS]
