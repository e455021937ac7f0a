"""Once a day: what was not signed in time gives its money back, and what soon must be signed is said to finance.

Said twice, it does nothing more; a signature that comes first wins, for each case is looked at again under its lock.
"""

import logging
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from commission.models import Decision
from harmonie.refusals import Refusal

from .. import actions
from ..enums import CancelReason, LoanState
from .notices import remind_to_sign, tell_lapsed

REMINDED = 15  # days before the end
logger = logging.getLogger("harmonie.loans")


class Done(NamedTuple):
    """How many grants lapsed, and of how many finance was reminded."""

    lapsed: int
    reminded: int


def _unsigned() -> QuerySet[Decision]:
    """Grants that still hold their money and are not signed, with or without their loan."""
    waiting = Q(loan=None, commitment__release=None) | Q(loan__state=LoanState.TO_SIGN)
    return Decision.objects.grants().filter(waiting, commitment__isnull=False).order_by("pk")


def look_after_signatures(*, now: datetime) -> Done:
    """Lapses what is past its limit, each case in a transaction of its own, then reminds of what ends soon."""
    today = timezone.localdate(now)
    late = _unsigned().filter(sign_before__lt=today).values_list("pk", flat=True)
    lapsed = sum(_lapse(key, now) for key in list(late))
    soon = _unsigned().filter(sign_before__range=(today, today + timedelta(days=REMINDED)))
    reminded = sum(_remind(key, today, now) for key in list(soon.values_list("pk", flat=True)))
    return Done(lapsed, reminded)


def _lapse(key: int, now: datetime) -> bool:
    """In the name of who decided, for it is their time limit that ran out."""
    try:
        with transaction.atomic():
            decision = Decision.objects.select_related("application__worker", "decided_by", "loan").get(pk=key)
            loan, by = getattr(decision, "loan", None), decision.decided_by
            if loan:
                actions.lapse_loan(loan=loan, by=by, now=now)
            else:
                actions.lapse_grant(decision=decision, reason=CancelReason.NOT_SIGNED, by=by, now=now)
            tell_lapsed(decision, now)
    except Refusal as refusal:
        logger.info("Not lapsed, somebody was faster: %s", refusal)
        return False
    return True


@transaction.atomic
def _remind(key: int, today: date, now: datetime) -> bool:
    locked = Decision.objects.select_for_update(of=("self",)).select_related("application", "loan").get(pk=key)
    return remind_to_sign(locked, now)
