"""Which envelopes the charts are about, and which day."""

from datetime import date

from django.db.models import QuerySet

from harmonie.schemes.models import BudgetEnvelope

from ..bilan.question import Question


def envelopes(question: Question, year: int) -> QuerySet[BudgetEnvelope]:
    """The envelopes of an exercice; they know neither partners nor purposes."""
    return BudgetEnvelope.objects.filter(question.under("scheme"), year=year)


def day_of(question: Question, today: date) -> date:
    """The day on which balances are struck: the last of the period or of the records, and never one to come."""
    return min(question.day, today)
