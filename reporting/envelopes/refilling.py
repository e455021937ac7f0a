"""Repayments that come back to the envelope of their year, where the scheme's rule says so."""

from datetime import date, datetime

from harmonie.accounts.models import User
from harmonie.schemes import actions
from harmonie.schemes.models import BudgetEnvelope, EnvelopeVote

from ..periods import midnight
from .ledger import repaid_between


def refill_from_repayments(*, envelope: BudgetEnvelope, by: User | None, now: datetime) -> EnvelopeVote | None:
    """Makes what was repaid in the year of `envelope` available again; None when it is already."""
    start, end = midnight(date(envelope.year, 1, 1)), midnight(date(envelope.year + 1, 1, 1))
    repaid = repaid_between(envelope.scheme_id, start, end)
    return actions.refill(envelope=envelope, repaid=repaid, by=by, now=now)
