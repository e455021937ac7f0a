"""Issuing the letters of this room: rendered before any lock, frozen once, the same bytes ever after."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.refusals import WrongState
from harmonie.registry.authorship import recorded

from .. import actions as intake
from ..actions.base import lock
from ..actions.milestones import record_milestone
from ..enums import ClosingReason, State, Step
from ..models import LoanApplication
from ..notices import Event, tell
from . import letters
from .issuing import acknowledgement, closing_letter
from .letters import Ending
from .papers import acknowledgement_of, closing_letter_of, closing_letter_reference, receipt_reference
from .rules import ACKNOWLEDGED_IN, ENDED_HERE, TARGET

CLOSE = {
    "withdraw": intake.withdraw,
    "declare_inadmissible": intake.declare_inadmissible,
    "redirect": intake.redirect,
}


def issue_acknowledgement(*, application: LoanApplication, by: User, now: datetime) -> IssuedDocument:
    """The acknowledgement of receipt (CRPA L112-3). Asked again, the one already issued."""
    issued = acknowledgement_of(application)
    if issued:
        return issued
    _ensure_acknowledged(application)
    content = acknowledgement(application, by=by, now=now)
    return _keep_acknowledgement(application, content, by, now)


def _ensure_acknowledged(application: LoanApplication) -> None:
    if application.state not in ACKNOWLEDGED_IN:
        raise WrongState("Cette demande n’est pas transmise, ou a déjà sa réponse\u00a0: il n’y a rien à accuser.")


@transaction.atomic
def _keep_acknowledgement(application: LoanApplication, content: bytes, by: User, now: datetime) -> IssuedDocument:
    locked = lock(application)
    issued = acknowledgement_of(locked)
    if issued:
        return issued
    _ensure_acknowledged(locked)
    title = f"Accusé de réception, demande n°\u00a0{locked.reference}"
    document = freeze(
        kind=DocumentKind.ACKNOWLEDGEMENT,
        reference=receipt_reference(locked),
        title=title,
        content=content,
        template_name=letters.ACKNOWLEDGEMENT,
        by=by,
        now=now,
    )
    locked.acknowledged_at = now
    with recorded(by=by, now=now, why="Accusé de réception"):
        locked.save(update_fields=["acknowledged_at"])
    record_milestone(
        application=locked,
        step=Step.REFERRAL,
        sentence="Accusé de réception émis",
        note=f"Reçue le {short_day(locked.submitted_at)}",
        by=by,
        now=now,
        is_done=True,
    )
    tell(locked, Event.ACKNOWLEDGED, by=by, now=now)
    return document


def close_request(
    *,
    application: LoanApplication,
    outcome: str,
    reason: ClosingReason,
    note: str,
    criterion: str,
    with_letter: bool,
    by: User,
    now: datetime,
) -> None:
    """Ends a request without the commission, and writes to the person; both are done, or neither.

    `outcome` is a key of `TARGET`. A request that is declared inadmissible is never left without its letter.
    """
    ending = Ending(TARGET[outcome], reason, note.strip())
    content = b""
    if with_letter or outcome == "declare_inadmissible":
        content = closing_letter(application, ending, by=by, now=now)
    with transaction.atomic():
        CLOSE[outcome](application=application, reason=reason, note=note, criterion=criterion, by=by, now=now)
        if content:
            _keep_letter(application, content, by, now)


def issue_closing_letter(*, application: LoanApplication, by: User, now: datetime) -> IssuedDocument:
    """The letter of a request that ended without one. Asked again, the one already issued."""
    issued = closing_letter_of(application)
    if issued:
        return issued
    if application.state not in ENDED_HERE:
        raise WrongState("Cette demande n’est pas close ici\u00a0: il n’y a pas de lettre à écrire.")
    content = closing_letter(application, Ending.of(application), by=by, now=now)
    return _keep_letter(application, content, by, now)


@transaction.atomic
def _keep_letter(application: LoanApplication, content: bytes, by: User, now: datetime) -> IssuedDocument:
    locked = lock(application)
    issued = closing_letter_of(locked)
    if issued:
        return issued
    title = f"{State(locked.state).label.capitalize()}, demande n°\u00a0{locked.reference}"
    document = freeze(
        kind=DocumentKind.CLOSING_LETTER,
        reference=closing_letter_reference(locked),
        title=title,
        content=content,
        template_name=letters.CLOSING,
        by=by,
        now=now,
    )
    tell(locked, Event.LETTER, by=by, now=now)
    return document
