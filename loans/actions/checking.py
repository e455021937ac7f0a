"""Maker and checker: where the rules ask for two people, one asks and another one answers (`answering.py`).

The database asks for both, whatever the screens do.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from ..enums import EntryKind
from ..models import Loan, PostingRequest
from .base import lock


def checked(approved: PostingRequest | None) -> dict[str, Any]:
    """The fields that an entry takes from the request it was approved in."""
    return {"request": approved, "checked_by": approved.answered_by} if approved else {}


@transaction.atomic
def ask_to_post(
    *, loan: Loan, kind: EntryKind, amount: Decimal, value_on: date, by: User, now: datetime, **facts: Any
) -> PostingRequest:
    """Leaves an entry to be checked by somebody else; `facts` are the other fields of `PostingRequest`."""
    locked = lock(loan)
    same = {"kind": kind, "amount": amount, "reverses": facts.get("reverses")}
    if locked.posting_requests.filter(answered_at=None, **same).exists():
        raise Refusal("La même écriture attend déjà son contrôle pour ce prêt.")
    with recorded(by=by, now=now):
        return PostingRequest.objects.create(
            loan=locked, kind=kind, amount=amount, value_on=value_on, asked_at=now, asked_by=by, **facts
        )
