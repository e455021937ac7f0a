"""Loans, their schedules, and a ledger that only grows."""

from .agreements import AgreementText, CoBorrower
from .arrears import FollowUp, Pause, Reminder, ReminderBatch
from .books import ClosedMonth, DebitLine, DebitMandate, DebitOutcome, DebitRun, Slip, SlipLine
from .changes import Amendment
from .ledger import LedgerEntry
from .loan import Loan
from .money_rules import MoneyRules
from .papers import LoanDocument
from .payment_files import ColumnMapping, FileWork, PaymentFile, PaymentLine
from .printing import PrintBatch, PrintItem, PrintPiece
from .requests import PostingRequest
from .schedules import Instalment, Schedule
from .takeover import PortfolioImport, TakenOverLoan

__all__ = [
    "AgreementText",
    "Amendment",
    "ClosedMonth",
    "CoBorrower",
    "ColumnMapping",
    "DebitLine",
    "DebitMandate",
    "DebitOutcome",
    "DebitRun",
    "FileWork",
    "FollowUp",
    "Instalment",
    "LedgerEntry",
    "Loan",
    "LoanDocument",
    "MoneyRules",
    "Pause",
    "PaymentFile",
    "PaymentLine",
    "PortfolioImport",
    "PostingRequest",
    "PrintBatch",
    "PrintItem",
    "PrintPiece",
    "Reminder",
    "ReminderBatch",
    "Schedule",
    "Slip",
    "SlipLine",
    "TakenOverLoan",
]
