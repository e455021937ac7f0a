"""Everything that may happen to a request. The only place that writes it.

Each action locks the row, re-checks what it relies on, and tells the history who acted and why.
"""

from .base import lock
from .lender import abandon_at_lender, record_lender_answer, record_lender_disbursement, send_to_lender
from .milestones import record_milestone
from .outcomes import declare_inadmissible, open_under, redirect, withdraw
from .referral import open_draft, refer_for, save_budget, save_household, save_person, save_project, submit
from .review import assess, check_eligibility, mark_ready, request_documents, resume_review, take_over
from .told import defer, exclude_reader, put_on_agenda, record_decision, record_live_loan, reopen, take_off_agenda

__all__ = [
    "abandon_at_lender",
    "assess",
    "check_eligibility",
    "declare_inadmissible",
    "defer",
    "exclude_reader",
    "lock",
    "mark_ready",
    "open_draft",
    "open_under",
    "put_on_agenda",
    "record_decision",
    "record_lender_answer",
    "record_lender_disbursement",
    "record_live_loan",
    "record_milestone",
    "redirect",
    "refer_for",
    "reopen",
    "request_documents",
    "resume_review",
    "save_budget",
    "save_household",
    "save_person",
    "save_project",
    "send_to_lender",
    "submit",
    "take_off_agenda",
    "take_over",
    "withdraw",
]
