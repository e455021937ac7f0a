"""A person's request, from referral to outcome, and what is known to judge it."""

from .applicant import Applicant, Folded
from .application import LoanApplication, LoanApplicationQuerySet, Project
from .correspondence import InternalNote, Message, Reader
from .documents import DocumentRequest, DocumentRequirement, RequestedDocument, SupportingDocument
from .household import Debt, ExpenseLine, HouseholdMember, IncomeLine
from .identity import IdentityFinding
from .lender import InterestSubsidy, LenderLoan
from .record import Derogation, EligibilityCheck, Exclusion, Milestone
from .saved_filter import SavedFilter

__all__ = [
    "Applicant",
    "Debt",
    "Derogation",
    "DocumentRequest",
    "DocumentRequirement",
    "EligibilityCheck",
    "Exclusion",
    "ExpenseLine",
    "Folded",
    "HouseholdMember",
    "IdentityFinding",
    "IncomeLine",
    "InterestSubsidy",
    "InternalNote",
    "LenderLoan",
    "LoanApplication",
    "LoanApplicationQuerySet",
    "Message",
    "Milestone",
    "Project",
    "Reader",
    "RequestedDocument",
    "SavedFilter",
    "SupportingDocument",
]
