"""What a social worker reads of a late loan: who, how much, since when, which phone. Never the ledger."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..models import FollowUp, Loan
from .late import late_loans


class Facts(NamedTuple):
    """One thing to do. `amount` in euros is what is late today, None when nothing is any more."""

    follow_up: FollowUp
    amount: Decimal | None
    since: date | None
    why_stopped: str
    is_overdue: bool


def facts_of(follow_ups: Sequence[FollowUp], today: date) -> list[Facts]:
    """The same number of questions for one and for many."""
    loans = Loan.objects.filter(pk__in=[one.loan_id for one in follow_ups])
    late = {one.loan_id: one.found for one in late_loans(loans, today)}
    facts = []
    for one in follow_ups:
        found = late.get(one.loan_id)
        stopped = found.stopped_by if found else None
        facts.append(
            Facts(
                one,
                found.amount if found else None,
                found.since if found else None,
                stopped.get_reason_display() if stopped else "",  # type: ignore[attr-defined]
                one.done_at is None and one.due_on < today,
            )
        )
    return facts
