"""What reporting looks after once a day: money that comes back by rule."""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from harmonie.schemes.models import BudgetEnvelope

from .envelopes.refilling import refill_from_repayments

A_DAY = 25 * 3600  # seconds, longer than any day


def make_rounds(now: datetime) -> None:
    """The first round of a day, by whichever worker, gives repayments back; the sum is too long for every minute."""
    if cache.add(f"refilled-{timezone.localdate(now)}", True, A_DAY):
        refill_envelopes(now)


def refill_envelopes(now: datetime) -> None:
    """Gives this year's repayments back to the envelopes of the schemes whose rule says so."""
    year = timezone.localdate(now).year
    for envelope in BudgetEnvelope.objects.filter(year=year, scheme__repayments_refill=True, scheme__lending="own"):
        refill_from_repayments(envelope=envelope, by=None, now=now)
