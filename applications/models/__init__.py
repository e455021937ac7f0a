"""A person's request, from referral to outcome, and what is known to judge it."""

from .applicant import Applicant, Folded
from .application import LoanApplication, LoanApplicationQuerySet, Project
from .household import ExpenseLine, HouseholdMember, IncomeLine
from .record import EligibilityCheck, Exclusion, Milestone

__all__ = [
    "Applicant",
    "EligibilityCheck",
    "Exclusion",
    "ExpenseLine",
    "Folded",
    "HouseholdMember",
    "IncomeLine",
    "LoanApplication",
    "LoanApplicationQuerySet",
    "Milestone",
    "Project",
]
