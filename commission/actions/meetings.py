"""A meeting, from its plan to its close."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from ..enums import (
    ItemState,
    MeetingState,
    Mode,
)
from ..models import Meeting, Seat, StandingRules
from ..planning.queries import gap_of, titulars_on
from ..planning.timing import is_within
from ..queries import quorum_of
from ..urgent.actions import report_to
from .base import ensure, lock_meeting
from .recusals import recuse_everybody_tied


@transaction.atomic
def plan_meeting(
    *,
    starts_at: datetime,
    place: str,
    mode: Mode = Mode.IN_ROOM,
    link: str = "",
    vote_until: datetime | None = None,
    follows: Meeting | None = None,
    by: User,
    now: datetime,
) -> Meeting:
    """Plans a meeting and seats every member in office on its day, in the order in which they would preside.

    `vote_until` belongs to a written consultation; `follows` is the meeting without quorum that this one answers.
    """
    day = timezone.localdate(starts_at)
    mandates = titulars_on(day)
    if not mandates:
        raise Refusal(
            f"Personne n’a de mandat le {short_day(day)}\u00a0: enregistrez d’abord les membres de la commission."
        )
    with recorded(by=by, now=now):
        meeting = Meeting.objects.create(
            starts_at=starts_at,
            place=place,
            mode=mode,
            link=link,
            vote_until=vote_until,
            follows=follows,
            rules=StandingRules.objects.in_force(day),
        )
        Seat.objects.bulk_create(
            Seat(meeting=meeting, user=mandate.user, capacity=mandate.capacity, precedence=rank)
            for rank, mandate in enumerate(mandates, 1)
        )
    return meeting


class ShortNotice(Refusal):
    """The members would be told later than the rules allow, and nobody said why."""


@transaction.atomic
def convene_meeting(*, meeting: Meeting, by: User, now: datetime, short_notice_reason: str = "") -> None:
    """Sends out the agenda: from now on members see the meeting. Later than the notice only for a reason."""
    locked = lock_meeting(meeting)
    ensure(locked, "convene")
    if not locked.items.exists():
        raise Refusal("L’ordre du jour est vide\u00a0: inscrivez au moins un dossier avant de convoquer.")
    if gap_of(locked):
        raise Refusal("Les sièges ne suivent plus les mandats de ce jour\u00a0: mettez-les à jour avant de convoquer.")
    locked.state, locked.convened_at = MeetingState.CONVENED, now
    locked.rules = StandingRules.objects.in_force(timezone.localdate(locked.starts_at))
    locked.short_notice_reason = _short_notice_reason(locked, short_notice_reason, now)
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "convened_at", "rules", "short_notice_reason"])
        recuse_everybody_tied(meeting=locked, now=now)
    report_to(locked, now=now)


def _short_notice_reason(meeting: Meeting, typed: str, now: datetime) -> str:
    days = meeting.rules.notice_days
    if not is_within(timezone.localdate(now), timezone.localdate(meeting.starts_at), days):
        return ""
    if not typed.strip():
        raise ShortNotice(
            f"Le règlement demande de convoquer au moins {days}\u00a0jours avant la séance\u00a0: "
            "indiquez pourquoi le délai est abrégé, ou changez la date."
        )
    return typed.strip()


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Whoever presides opens the meeting, when the quorum is in the room."""
    locked = lock_meeting(meeting)
    ensure(locked, "open")
    count = quorum_of(locked)
    # A written consultation opens to find out who takes part: its quorum is counted at each close.
    if not count.is_met and locked.mode != Mode.WRITTEN:
        raise Refusal(f"Le quorum n’est pas atteint\u00a0: {count.present} présents, il en faut {count.needed}.")
    locked.state, locked.opened_at, locked.presided_by = MeetingState.OPEN, now, _presiding(locked)
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "opened_at", "presided_by"])
        recuse_everybody_tied(meeting=locked, now=now)


def _presiding(meeting: Meeting) -> User:
    """The president if they take part, else the next in rank who does."""
    here = meeting.seats.taking_part().select_related("user").order_by("precedence", "pk").first()
    if here is None:
        raise Refusal("Tous les membres se sont excusés\u00a0: personne ne peut présider.")
    return here.user


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Ends the meeting, once every case is decided or postponed."""
    locked = lock_meeting(meeting)
    ensure(locked, "close")
    left = locked.items.filter(state__in=[ItemState.LISTED, ItemState.UNDER_VOTE]).count()
    if left:
        raise Refusal(
            f"Il reste {left} dossier{'s' if left > 1 else ''} à décider ou à reporter avant de lever la séance."
        )
    locked.state, locked.closed_at = MeetingState.CLOSED, now
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "closed_at"])
