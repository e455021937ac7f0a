"""The mails of a meeting, each with its entry for the calendar. They name no case and nobody who asks for a loan.

Called inside the transaction of what they tell.
"""

from collections.abc import Iterable
from datetime import datetime

from harmonie.documents.models import IssuedDocument
from harmonie.mail.actions import write
from harmonie.town.queries import town

from ..models import Meeting, Seat
from .content import invitation, title
from .entry import address_of, calendar_for
from .queries import batches, convened_people

TEMPLATE = "mail/meeting"


def tell_convened(
    meeting: Meeting,
    *,
    carried: Iterable[tuple[Seat, IssuedDocument]],
    number: int,
    now: datetime,
    is_changed: bool = False,
) -> None:
    """Sends the `number`th version of the convocation to each seat, with the paper that is meant for it.

    `is_changed` says so to those who received an earlier one.
    """
    subject = f"{'Ordre du jour modifié' if is_changed else 'Convocation'}\u00a0: {title(meeting)}"
    said = "L’ordre du jour a changé\u00a0; il est joint à ce courriel." if is_changed else _invited(meeting)
    for seat, document in carried:
        _write(meeting, seat, subject, said, sequence=number - 1, document=document, now=now)


def tell_cancelled(meeting: Meeting, *, now: datetime) -> None:
    """Tells every member that a meeting to which they were convened is not held, and takes it out of calendars.

    `meeting` says why (`ended_why`). Nothing is sent when nobody was convened.
    """
    if meeting.convened_at is None:
        return
    sent = max(1, len(batches(meeting)))
    why = f" Raison\u00a0: {meeting.ended_why.rstrip('.')}." if meeting.ended_why else ""
    name = title(meeting)
    subject = f"{name[:1].upper()}{name[1:]} annulée"
    for seat in convened_people(meeting):
        said = f"La {name} est annulée.{why}"
        _write(meeting, seat, subject, said, sequence=sent, now=now, is_cancelled=True)


def _invited(meeting: Meeting) -> str:
    sentence = invitation(meeting)
    return f"{sentence[:1].upper()}{sentence[1:]} La convocation est jointe à ce courriel."


def _write(
    meeting: Meeting,
    seat: Seat,
    subject: str,
    said: str,
    *,
    sequence: int,
    now: datetime,
    document: IssuedDocument | None = None,
    is_cancelled: bool = False,
) -> None:
    entry = calendar_for(meeting, member=seat.user, sequence=sequence, now=now, is_cancelled=is_cancelled)
    write(
        recipient=seat.user.email,
        subject=subject[:200],
        template=TEMPLATE,
        context={"sentence": said, "link": address_of(meeting), "town": town(), "is_cancelled": is_cancelled},
        reference=f"Séance {meeting.pk}",
        calendar=entry,
        document=document,
        now=now,
    )
