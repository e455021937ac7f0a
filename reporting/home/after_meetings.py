"""What the meetings that are over leave to do: letters and minutes. A fixed number of queries for each."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q

from commission.enums import BatchState, MeetingState
from commission.minutes.rules import DRAFTED, may_sign
from commission.models import Decision, LetterBatch, Meeting
from harmonie.accounts.models import User


class Letters(NamedTuple):
    """The letters of one meeting, and the next thing to do with them."""

    meeting_id: int
    starts_at: datetime
    closed_at: datetime
    do: str
    about: str


def letters_waiting(user: User, since: datetime) -> list[Letters]:
    """Meetings closed since then whose letters wait for something, the oldest first."""
    over = Decision.objects.visible_to(user).filter(
        item__meeting__state=MeetingState.CLOSED, item__meeting__closed_at__gte=since
    )
    rows = over.values("item__meeting", "item__meeting__starts_at", "item__meeting__closed_at").annotate(
        missing=Count("pk", distinct=True, filter=Q(letter=None, withdrawn_by=None)),
        unsent=Count("pk", distinct=True, filter=Q(letter__isnull=False, letter__dispatch=None)),
    )
    rows = list(rows.order_by("item__meeting__closed_at"))
    batches = {batch.meeting_id: batch for batch in LetterBatch.objects.filter(started_at__gte=since)}
    found = []
    for row in rows:
        if next_thing := _next(batches.get(row["item__meeting"]), row["missing"], row["unsent"]):
            meeting = (row["item__meeting"], row["item__meeting__starts_at"], row["item__meeting__closed_at"])
            found.append(Letters(*meeting, *next_thing))
    return found


def _next(batch: LetterBatch | None, missing: int, unsent: int) -> tuple[str, str] | None:
    """What to do, and a sentence about it; None while they are being made, or when all is done."""
    if batch and batch.state == BatchState.PREPARING:
        return ("Reprendre les lettres", batch.trouble) if batch.trouble else None
    if batch and batch.state == BatchState.READY:
        return _count("Émettre", unsent), "Elles sont prêtes\u00a0: relisez-les, puis émettez-les ensemble."
    if missing:
        return _count("Préparer", missing), "Elles se préparent ensemble, en quelques secondes."
    return (_count("Noter l’envoi de", unsent), "Elles sont émises.") if unsent else None


def _count(verb: str, count: int) -> str:
    some = f"{count}\u00a0lettres" if count > 1 else "la lettre"
    return f"{verb} {'les ' if count > 1 and not verb.endswith(' de') else ''}{some}"


def minutes_waiting(user: User, since: datetime) -> list[tuple[Meeting, str]]:
    """Meetings whose minutes are not signed: to sign for who may, to complete for who prepares and has not begun."""
    unsigned = Meeting.objects.visible_to(user).filter(state__in=DRAFTED, closed_at__gte=since)
    unsigned = unsigned.filter(Q(minutes=None) | Q(minutes__signed_at=None)).select_related("minutes")
    found = []
    for meeting in unsigned.distinct().order_by("closed_at"):
        if may_sign(user, meeting):
            found.append((meeting, "Relire et signer le procès-verbal"))
        elif user.has_perm("commission.plan_meeting") and not hasattr(meeting, "minutes"):
            found.append((meeting, "Compléter le procès-verbal"))
    return found
