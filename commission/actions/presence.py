"""Who is in the room, and who speaks for whom."""

from datetime import datetime

from django.db import IntegrityError, transaction

from harmonie.accounts.models import User
from harmonie.dates import clock
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.words import of

from ..enums import (
    IN_THE_ROOM,
    Mode,
    Presence,
)
from ..models import Meeting, Passage, Proxy, Seat, Vote
from ..planning.pairing import ensure_one_of_two, refuses_both
from .base import lock_meeting

CAME = (Presence.PRESENT, Presence.LEFT)


@transaction.atomic
def record_presence(*, seat: Seat, presence: Presence, by: User, now: datetime, at: datetime | None = None) -> None:
    """Somebody arrives, leaves, or sent an excuse: now, or `at` an hour just past.

    What is noted already is not noted twice; with an hour, it is noted again at that hour, which corrects the former.
    """
    locked = Seat.objects.select_for_update(of=("self",)).select_related("meeting", "user").get(pk=seat.pk)
    if locked.meeting.state not in IN_THE_ROOM:
        raise WrongState("Les présences se notent entre la convocation et la fin de la séance.")
    if locked.presence == presence and at is None:
        return
    moment = at or now
    if moment > now:
        raise Refusal("Cette heure n’est pas encore passée.")
    last = locked.passages.order_by("-pk").first()
    ensure_one_of_two(locked, presence)
    if presence in CAME and at is not None:
        _check_hour(locked, presence, moment, last)
    _note(locked, presence, moment, last, by, now)


def _note(seat: Seat, presence: Presence, moment: datetime, last: Passage | None, by: User, now: datetime) -> None:
    corrects_arrival = seat.presence == presence == Presence.PRESENT and last is not None and last.at == seat.arrived_at
    first = moment if corrects_arrival else (seat.arrived_at or moment)
    seat.arrived_at = first if presence in CAME else None
    seat.left_at = moment if presence == Presence.LEFT else None
    seat.presence = presence
    with refuses_both(), recorded(by=by, now=now):
        seat.save(update_fields=["presence", "arrived_at", "left_at"])
        Passage.objects.create(seat=seat, presence=presence, at=moment, noted_at=now, noted_by=by)


def _check_hour(seat: Seat, presence: Presence, moment: datetime, last: Passage | None) -> None:
    """An hour that was typed fits between what was noted before and the voices already cast."""
    voices = Vote.objects.filter(cast_by=seat.user_id, motion__item__meeting=seat.meeting_id)
    if presence == Presence.LEFT:
        former = seat.passages.filter(presence=Presence.PRESENT).order_by("-pk").first()
        if former and moment < former.at:
            raise Refusal(f"{seat} est en séance depuis {clock(former.at)}\u00a0: le départ ne peut pas être avant.")
        spoken = voices.filter(cast_at__gt=moment).order_by("-cast_at").first()
    else:
        former = seat.passages.filter(presence=Presence.LEFT).order_by("-pk").first()
        if former and moment < former.at:
            raise Refusal(
                f"Le départ de {seat} est noté à {clock(former.at)}\u00a0: son retour ne peut pas être avant."
            )
        since = last.at if last and seat.presence == Presence.PRESENT else moment
        spoken = voices.filter(cast_at__gte=since, cast_at__lt=moment).order_by("cast_at").first()
    if spoken:
        raise Refusal(f"{seat} a voté à {clock(spoken.cast_at)}, et ne pouvait le faire qu’en séance.")


@transaction.atomic
def record_all_present(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Everybody who was expected is there; who is excused or left stays so. How many were noted."""
    seats = meeting.seats.filter(presence=Presence.EXPECTED, stands_in_for=None)
    beside = Seat.objects.filter(presence=Presence.PRESENT, stands_in_for__meeting=meeting).values("stands_in_for")
    expected = list(seats.exclude(pk__in=beside).order_by("pk"))
    for seat in expected:
        record_presence(seat=seat, presence=Presence.PRESENT, by=by, now=now)
    return len(expected)


@transaction.atomic
def give_proxy(*, giver: Seat, holder: Seat, by: User, now: datetime) -> Proxy:
    """An absent member's written proxy to one who is there; one a holder (CASF R123-16), where the rules allow it."""
    if giver.meeting_id != holder.meeting_id or giver.pk == holder.pk:
        raise Refusal("Un pouvoir se donne à un autre membre de la même séance.")
    meeting = lock_meeting(giver.meeting)
    if meeting.state not in IN_THE_ROOM:
        raise WrongState("Les pouvoirs se notent entre la convocation et la fin de la séance.")
    if meeting.mode == Mode.WRITTEN:
        raise Refusal("Une consultation écrite se passe de pouvoirs\u00a0: chaque membre vote lui-même.")
    if not meeting.rules.allows_proxies:
        raise Refusal("Le règlement de cette séance n’admet pas de pouvoir.")
    if Seat.objects.filter(stands_in_for=giver).exists():
        raise Refusal(f"Le suppléant {of(giver)} est appelé\u00a0: un pouvoir ferait deux voix pour un siège.")
    _check_free(giver, holder)
    try:
        with transaction.atomic(), recorded(by=by, now=now):
            return Proxy.objects.create(giver=giver, holder=holder, given_at=now)
    except IntegrityError as error:
        raise Refusal(
            f"Un seul pouvoir par membre\u00a0: {holder} en détient déjà un, ou {giver} a déjà donné le sien."
        ) from error


def _check_free(giver: Seat, holder: Seat) -> None:
    held = Proxy.objects.filter(holder=holder, revoked_at=None).select_related("giver__user").first()
    if held:
        raise Refusal(f"Un seul pouvoir par membre\u00a0: {holder} en détient déjà un, de {held.giver}.")
    given = Proxy.objects.filter(giver=giver, revoked_at=None).select_related("holder__user").first()
    if given:
        raise Refusal(f"{giver} a déjà donné pouvoir à {given.holder}\u00a0: révoquez-le d’abord.")


@transaction.atomic
def revoke_proxy(*, proxy: Proxy, by: User, now: datetime) -> None:
    meeting = lock_meeting(proxy.giver.meeting)
    locked = Proxy.objects.select_for_update(of=("self",)).get(pk=proxy.pk)
    if locked.revoked_at is not None:
        return
    if meeting.state not in IN_THE_ROOM:
        raise WrongState("La séance est finie\u00a0: ses pouvoirs restent tels qu’ils étaient.")
    locked.revoked_at = now
    with recorded(by=by, now=now):
        locked.save(update_fields=["revoked_at"])
