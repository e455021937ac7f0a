"""A member cannot come: their substitute takes the seat. One seat, one voice, whoever sits in it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..enums import IN_THE_ROOM, Capacity, ItemState, Presence
from ..models import Mandate, Meeting, Seat
from .base import lock_meeting
from .presence import record_presence
from .recusals import recuse_tied


@transaction.atomic
def call_substitute(*, seat: Seat, mandate: Mandate, by: User, now: datetime) -> Seat:
    """Excuses a member and gives a seat to their substitute, by `mandate`; the substitute presides last."""
    meeting = lock_meeting(seat.meeting)
    if meeting.state not in IN_THE_ROOM:
        raise WrongState("Un suppléant s’appelle entre la convocation et la fin de la séance.")
    titular = Seat.objects.select_for_update(of=("self",)).select_related("user").get(pk=seat.pk)
    _ensure_free(titular)
    _ensure_substitute(titular, mandate, meeting)
    if titular.presence == Presence.EXPECTED:
        record_presence(seat=titular, presence=Presence.EXCUSED, by=by, now=now)
    last = meeting.seats.aggregate(last=Max("precedence"))["last"]
    with recorded(by=by, now=now, why=f"Supplée {titular.user}"):
        called = Seat.objects.create(
            meeting=meeting,
            user=mandate.user,
            capacity=Capacity.MEMBER,
            precedence=last + 1,
            stands_in_for=titular,
        )
    for item in meeting.items.filter(state__in=[ItemState.LISTED, ItemState.UNDER_VOTE]):
        recuse_tied(item=item, now=now)
    return called


def _ensure_free(titular: Seat) -> None:
    if titular.stands_in_for_id:
        raise Refusal(f"{titular.user} supplée déjà quelqu’un.")
    if titular.presence == Presence.PRESENT:
        raise Refusal(f"{titular.user} est en séance\u00a0: notez d’abord son départ.")
    if titular.proxies_given.filter(revoked_at=None).exists():
        raise Refusal(f"{titular.user} a donné pouvoir\u00a0: révoquez d’abord ce pouvoir.")
    if Seat.objects.filter(stands_in_for=titular).exists():
        raise WrongState(f"Le suppléant de {titular.user} est déjà appelé.")


def _ensure_substitute(titular: Seat, mandate: Mandate, meeting: Meeting) -> None:
    day = timezone.localdate(meeting.starts_at)
    running = Mandate.objects.in_office(day)
    if not running.filter(pk=mandate.pk, substitute_for__user=titular.user_id, substitute_for__in=running).exists():
        raise Refusal(f"{mandate.user} n’est pas suppléant de {titular.user} ce jour-là.")
    if meeting.seats.filter(user=mandate.user_id).exists():
        raise Refusal(f"{mandate.user} siège déjà à cette séance.")
