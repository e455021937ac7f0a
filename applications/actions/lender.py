"""The externally lent scheme: sent, answered, paid."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from ..enums import ClosingReason, Step
from ..models import (
    LoanApplication,
)
from ..notices import Event, tell
from ..rules import ensure
from .base import lock, move
from .milestones import record_milestone


@transaction.atomic
def send_to_lender(*, application: LoanApplication, by: User, now: datetime) -> None:
    """The file goes to the lender named by the scheme."""
    locked = lock(application)
    ensure("send_to_lender", locked)
    if locked.scheme.lends_itself:
        raise Refusal("Le CCAS prête lui-même sous ce dispositif\u00a0: inscrivez le dossier à l’ordre du jour.")
    with recorded(by=by, now=now, why=f"Envoyée à {locked.scheme.lender_name}"):
        move(locked, "send_to_lender", now)
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=f"Envoyée à {locked.scheme.lender_name}",
        note=f"Envoyée le {short_day(now)}",
        by=by,
        now=now,
    )


@transaction.atomic
def record_lender_answer(
    *,
    application: LoanApplication,
    granted: bool,
    reason: ClosingReason | None,
    note: str,
    by: User,
    now: datetime,
) -> None:
    """What the lender answered. A refusal leaves its reason: that is the lesson of Sucy."""
    locked = lock(application)
    action = "record_lender_grant" if granted else "record_lender_refusal"
    ensure(action, locked)
    if not granted and not (reason and note.strip()):
        raise Refusal("Indiquez pourquoi le prêteur a refusé\u00a0: le bilan doit pouvoir le montrer.")
    if not granted:
        locked.closing_reason, locked.closing_note, locked.closed_at = (
            reason or "",
            note.strip(),
            now,
        )
    with recorded(by=by, now=now, why=note.strip()):
        move(locked, action, now, "closing_reason", "closing_note", "closed_at")
    sentence = f"{'Accord' if granted else 'Refus'} de {locked.scheme.lender_name}"
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=sentence,
        note=f"{sentence}, le {short_day(now)}",
        by=by,
        now=now,
        is_done=granted,
        is_stop=not granted,
    )
    tell(locked, Event.OUTCOME, by=by, now=now)


@transaction.atomic
def record_lender_disbursement(*, application: LoanApplication, by: User, now: datetime) -> None:
    """The lender paid: the request has come to its end here."""
    locked = lock(application)
    ensure("record_lender_disbursement", locked)
    locked.closed_at = now
    with recorded(by=by, now=now):
        move(locked, "record_lender_disbursement", now, "closed_at")
    record_milestone(
        application=locked,
        step=Step.CONTRACT,
        sentence="Versée par le prêteur",
        note=f"Versée le {short_day(now)}",
        by=by,
        now=now,
        is_done=True,
    )
