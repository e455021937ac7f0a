"""The notes and the thread of a request, as one person reads them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry

from ..models import InternalNote, LoanApplication, Message


class Letter(NamedTuple):
    """One message, with its author named for the other side. `is_ours` is said of the reader's own side, `is_new` of
    what the other side wrote since this person's last visit."""

    text: str
    at: datetime
    by: str
    of: str
    is_ours: bool
    is_new: bool


def thread(application: LoanApplication, user: User) -> Sequence[Letter]:
    """The messages, oldest first."""
    messages = list(application.messages.select_related("written_by"))
    before = _visit_before(application, user) if messages else None
    from_partner = user.holds(Role.PARTNER)
    return [
        _letter(application, message, user, before, message.is_from_partner == from_partner) for message in messages
    ]


def notes(application: LoanApplication) -> list[InternalNote]:
    """The notes, oldest first. Only for who reviews."""
    return list(application.notes.select_related("written_by"))


def _letter(
    application: LoanApplication, message: Message, user: User, before: datetime | None, same_side: bool
) -> Letter:
    author = message.written_by
    house = str(application.partner) if message.is_from_partner else author.office
    return Letter(
        message.text,
        message.written_at,
        str(author),
        house,
        same_side,
        not same_side and (before is None or message.written_at > before),
    )


def _visit_before(application: LoanApplication, user: User) -> datetime | None:
    """When this person opened the dossier before now; the opening under way is already on record."""
    visits = AccessEntry.objects.filter(user=user, subject="dossier", reference=application.reference)
    return next(iter(visits.values_list("opened_at", flat=True)[1:2]), None)
