"""A meeting, from its plan to its close."""

import sys
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from ..enums import (
    Capacity,
    ItemState,
    MeetingState,
    Mode,
    Presence,
)
from ..models import Mandate, Meeting, Seat, StandingRules
from ..queries import quorum_of
from ..urgent.actions import report_to
from .base import ensure, lock_meeting


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
    mandates = by_precedence(Mandate.objects.in_office(day).filter(substitute_for=None).select_related("user"))
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


def by_precedence(mandates: Iterable[Mandate]) -> list[Mandate]:
    """President, vice-president, then who serves longest, then the oldest (domain.md §1); names last, to be certain."""
    rank = list(Capacity)
    return sorted(
        mandates,
        key=lambda mandate: (
            rank.index(Capacity(mandate.capacity)),
            mandate.starts_on,
            mandate.age_rank or sys.maxsize,
            mandate.user.last_name,
            mandate.user.first_name,
            mandate.pk,
        ),
    )


@transaction.atomic
def convene_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Sends out the agenda: from now on members see the meeting."""
    locked = lock_meeting(meeting)
    ensure(locked, "convene")
    if not locked.items.exists():
        raise Refusal("L’ordre du jour est vide\u00a0: inscrivez au moins un dossier avant de convoquer.")
    locked.state, locked.convened_at = MeetingState.CONVENED, now
    locked.rules = StandingRules.objects.in_force(timezone.localdate(locked.starts_at))
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "convened_at", "rules"])
    report_to(locked, now=now)


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Whoever presides opens the meeting, when the quorum is in the room."""
    locked = lock_meeting(meeting)
    ensure(locked, "open")
    count = quorum_of(locked)
    if not count.is_met:
        raise Refusal(f"Le quorum n’est pas atteint\u00a0: {count.present} présents, il en faut {count.needed}.")
    locked.state, locked.opened_at, locked.presided_by = MeetingState.OPEN, now, _presiding(locked)
    with recorded(by=by, now=now):
        locked.save(update_fields=["state", "opened_at", "presided_by"])


def _presiding(meeting: Meeting) -> User:
    """The president if there, else the next in rank who is in the room."""
    present = meeting.seats.filter(presence=Presence.PRESENT).select_related("user")
    return present.order_by("precedence", "pk")[0].user


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
