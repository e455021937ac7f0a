"""Loans, their schedules, and a ledger that only grows."""

from .ledger import LedgerEntry
from .loan import Loan
from .papers import LoanDocument
from .schedules import Instalment, Schedule

__all__ = ["Instalment", "LedgerEntry", "Loan", "LoanDocument", "Schedule"]
