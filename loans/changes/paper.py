"""What the PDF of an amendment says."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from commission.enums import Capacity
from commission.models import Mandate
from harmonie.money import euros_in_words
from harmonie.town.queries import town

from ..models import Amendment
from ..wording import due_day, schedule_rows, schedule_sentence
from . import queries


def amendment_facts(amendment: Amendment, now: datetime) -> dict[str, Any]:
    """Both schedules, and who signs."""
    loan, today = amendment.loan, timezone.localdate(now)
    before, after = queries.around(amendment)
    mandates = Mandate.objects.in_office(today).filter(capacity=Capacity.PRESIDENT).select_related("user")
    president = mandates.order_by("pk").last()
    return {
        "town": town(),
        "amendment": amendment,
        "loan": loan,
        "application": loan.decision.application,
        "borrower": loan.borrower,
        "person": loan.borrower,
        "worker": loan.decision.application.worker,
        "issued_on": today,
        "president": president.user if president else loan.decision.decided_by,
        "before": schedule_rows(before),
        "after": schedule_rows(after),
        "left": amendment.schedule.amount,
        "left_in_words": euros_in_words(amendment.schedule.amount),
        "in_words": schedule_sentence(after),
        "due_day": due_day(after),
        "is_regular": len({row.amount for row in after[:-1]}) <= 1,
    }
