"""Entries that wait for a second person, as one may see them."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from harmonie.accounts.models import User

from ..models import Loan, PostingRequest


def requests_for(user: User) -> QuerySet[PostingRequest]:
    """What this person may look at: those who check postings, cases they stepped aside from excepted."""
    if not user.has_perm("loans.check_posting"):
        return PostingRequest.objects.none()
    found = PostingRequest.objects.exclude(loan__decision__application__exclusions__user=user)
    return found.select_related("loan__borrower", "loan__decision__application", "asked_by", "answered_by", "reverses")


def waiting_for(user: User) -> QuerySet[PostingRequest]:
    return requests_for(user).filter(answered_at=None).order_by("pk")


def entered_by_others(requests: QuerySet[PostingRequest], user: User) -> QuerySet[PostingRequest]:
    """What this person may answer: nobody checks what they entered."""
    return requests.exclude(asked_by=user)


class Totals(NamedTuple):
    number: int
    euros: Decimal


def totals(rows: QuerySet[PostingRequest]) -> Totals:
    """How many wait on the whole list, and their euros."""
    found = rows.order_by().aggregate(number=Count("pk"), euros=Sum("amount"))
    return Totals(found["number"], found["euros"] or Decimal("0.00"))


def of_loan(loan: Loan, since: date) -> QuerySet[PostingRequest]:
    """What waits on one loan, and what was sent back since."""
    recent = Q(answered_at=None) | Q(is_approved=False, answered_at__date__gte=since)
    return loan.posting_requests.filter(recent).select_related("asked_by", "answered_by", "reverses").order_by("pk")
