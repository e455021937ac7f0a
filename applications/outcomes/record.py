"""The letter that told how a request ended, for its history; the acknowledgement is told by its milestone."""

from harmonie.components import Event

from ..models import LoanApplication
from .papers import closing_letter_of


def letters_of(application: LoanApplication) -> list[Event]:
    """One query."""
    letter = closing_letter_of(application)
    if letter is None:
        return []
    return [Event(letter.issued_at, "Lettre à la personne émise", f"{letter.issued_by}, {letter.reference}")]
