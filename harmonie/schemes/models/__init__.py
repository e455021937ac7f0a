"""Schemes, the terms in force at each date, and budget envelopes that cannot be over-engaged."""

from .envelopes import BudgetEnvelope, BudgetMovement, EnvelopeVote
from .scheme import Scheme
from .terms import DateRange, SchemeTerms, SchemeTermsQuerySet

__all__ = [
    "BudgetEnvelope",
    "BudgetMovement",
    "DateRange",
    "EnvelopeVote",
    "Scheme",
    "SchemeTerms",
    "SchemeTermsQuerySet",
]
