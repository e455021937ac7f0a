"""Writing a note or a message. Neither is edited afterwards: a second one corrects the first."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState

from ..actions import lock
from ..models import InternalNote, LoanApplication, Message
from ..notices import Event, tell
from ..rules import may_review
from .rules import may_exchange


@transaction.atomic
def write_note(*, application: LoanApplication, text: str, by: User, now: datetime) -> InternalNote:
    """A note that only those who review requests read; nobody is told by mail."""
    locked = lock(application)
    if not may_review(by):
        raise Refusal("Les notes internes sont réservées aux personnes du CCAS qui instruisent les demandes.")
    return InternalNote.objects.create(
        application=locked, text=_something(text, "Écrivez votre note."), written_at=now, written_by=by
    )


@transaction.atomic
def write_message(*, application: LoanApplication, text: str, by: User, now: datetime) -> Message:
    """A message from one side to the other, which is told by mail that something waits."""
    locked = lock(application)
    if not may_exchange(locked, by):
        raise WrongState("Les échanges s’ouvrent quand un partenaire a transmis la demande au CCAS.")
    message = Message.objects.create(
        application=locked,
        text=_something(text, "Écrivez votre message."),
        is_from_partner=by.holds(Role.PARTNER),
        written_at=now,
        written_by=by,
    )
    tell(locked, Event.MESSAGE, by=by, now=now)
    return message


def _something(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refusal(otherwise)
    return text.strip()
