"""A person's request, from referral to outcome, and what is known to judge it."""

from .applicant import Applicant, Folded
from .application import LoanApplication, LoanApplicationQuerySet, Project
from .correspondence import InternalNote, Message, Reader
from .derogation import DerogationRequest, NewFacts
from .documents import DocumentRequest, DocumentRequirement, RequestedDocument, SupportingDocument
from .household import Debt, ExpenseLine, HouseholdMember, IncomeLine
from .identity import IdentityFinding
from .lender import InterestSubsidy, LenderFile, LenderLoan, LenderSending
from .record import Derogation, EligibilityCheck, Exclusion, Milestone
from .retention import DisposalLine, DisposalSlip, Fate, RetentionRules
from .saved_filter import SavedFilter
from .settings import ReasonKind, ReasonText

__all__ = [
    "Applicant",
    "Debt",
    "Derogation",
    "DerogationRequest",
    "DisposalLine",
    "DisposalSlip",
    "DocumentRequest",
    "DocumentRequirement",
    "EligibilityCheck",
    "Exclusion",
    "ExpenseLine",
    "Fate",
    "Folded",
    "HouseholdMember",
    "IdentityFinding",
    "IncomeLine",
    "InterestSubsidy",
    "InternalNote",
    "LenderFile",
    "LenderLoan",
    "LenderSending",
    "LoanApplication",
    "LoanApplicationQuerySet",
    "Message",
    "Milestone",
    "NewFacts",
    "Project",
    "Reader",
    "ReasonKind",
    "ReasonText",
    "RequestedDocument",
    "RetentionRules",
    "SavedFilter",
    "SupportingDocument",
]
