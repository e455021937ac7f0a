"""Which loans and envelopes the charts are about."""

from datetime import date

from django.db.models import QuerySet

from harmonie.schemes.models import BudgetEnvelope
from loans.models import Loan

from ..bilan.question import Question


def loans(question: Question) -> QuerySet[Loan]:
    """Every loan of the question that was opened by then, whenever it was granted: no name is read."""
    found = Loan.objects.filter(question.under("scheme"))
    if question.known_before:
        found = found.filter(opened_at__lt=question.known_before)
    if question.partner:
        found = found.filter(decision__application__partner=question.partner)
    if question.purpose:
        found = found.filter(decision__application__project__purpose=question.purpose)
    return found


def envelopes(question: Question, year: int) -> QuerySet[BudgetEnvelope]:
    """The envelopes of an exercice; they know neither partners nor purposes."""
    return BudgetEnvelope.objects.filter(question.under("scheme"), year=year)


def day_of(question: Question, today: date) -> date:
    """The day on which balances are struck: the last of the period or of the records, and never one to come."""
    return min(question.day, today)
