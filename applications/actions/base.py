"""What every action on a request rests on: the locked row, the revision, the move from state to state."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded

from ..enums import TRANSITIONS, State
from ..models import (
    Debt,
    ExpenseLine,
    HouseholdMember,
    IncomeLine,
    LoanApplication,
)
from ..queries import terms_of
from ..rules import amount_refusal, can_edit, may_review, months_refusal

STALE = (
    "Le dossier a changé entre-temps. Ce que vous avez saisi est conservé ci-dessous\u00a0: "
    "relisez, puis enregistrez de nouveau."
)


def lock(application: LoanApplication) -> LoanApplication:
    """The request's row, held until the transaction ends. Call it inside one."""
    return (
        LoanApplication.objects.select_for_update(of=("self",))
        .select_related("applicant", "scheme")
        .get(pk=application.pk)
    )


@contextmanager
def editing(
    application: LoanApplication,
    expected_revision: int,
    by: User,
    now: datetime,
    what: str,
) -> Iterator[LoanApplication]:
    """Locks a request for a substantive edit and bumps its revision, which makes an open motion stale."""
    with transaction.atomic(), recorded(by=by, now=now, why=what):
        locked = lock(application)
        if not can_edit(locked) or (locked.state != State.DRAFT and not may_review(by)):
            raise WrongState("Ce dossier ne peut plus être modifié ici\u00a0: il a déjà été transmis ou décidé.")
        if locked.revision != expected_revision:
            raise Stale(STALE)
        yield locked
        locked.revision += 1
        locked.save(update_fields=["revision"])
        application.revision = locked.revision


def ensure_within_terms(application: LoanApplication, amount: Decimal, months: int) -> None:
    """Refuses in a sentence what guarantee 1 would refuse without one."""
    terms = terms_of(application)
    if why := amount_refusal(terms, amount) or months_refusal(terms, months):
        raise Refusal(why)


def replace_lines(
    model: type[HouseholdMember] | type[IncomeLine] | type[ExpenseLine] | type[Debt],
    application: LoanApplication,
    rows: Sequence[dict[str, Any]],
) -> None:
    model.objects.filter(application=application).delete()
    model.objects.bulk_create(model(application=application, **row) for row in rows)


def move(application: LoanApplication, action: str, now: datetime, *fields: str) -> None:
    application.state, application.state_since = TRANSITIONS[action].target, now
    application.save(update_fields=["state", "state_since", *fields])
