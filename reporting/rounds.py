"""What reporting looks after every day: money that comes back by rule."""

from datetime import datetime

from django.utils import timezone

from harmonie.schemes.models import BudgetEnvelope

from .envelopes.refilling import refill_from_repayments


def make_rounds(now: datetime) -> None:
    """Gives this year's repayments back to the envelopes of the schemes whose rule says so."""
    year = timezone.localdate(now).year
    for envelope in BudgetEnvelope.objects.filter(year=year, scheme__repayments_refill=True, scheme__lending="own"):
        refill_from_repayments(envelope=envelope, by=None, now=now)
