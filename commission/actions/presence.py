"""Who is in the room, and who speaks for whom."""

from datetime import datetime

from django.db import IntegrityError, transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..enums import (
    IN_THE_ROOM,
    Mode,
    Presence,
)
from ..models import Passage, Proxy, Seat
from .base import lock_meeting


@transaction.atomic
def record_presence(*, seat: Seat, presence: Presence, by: User, now: datetime, at: datetime | None = None) -> None:
    """Somebody arrives, leaves, or sent an excuse: now, or `at` an hour just past."""
    locked = Seat.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=seat.pk)
    if locked.meeting.state not in IN_THE_ROOM:
        raise WrongState("Les présences se notent entre la convocation et la fin de la séance.")
    came = presence in (Presence.PRESENT, Presence.LEFT)
    at = at or now
    if at > now:
        raise Refusal("Cette heure n’est pas encore passée.")
    locked.arrived_at = (locked.arrived_at or at) if came else None
    locked.left_at = at if presence == Presence.LEFT else None
    locked.presence = presence
    with recorded(by=by, now=now):
        locked.save(update_fields=["presence", "arrived_at", "left_at"])
        Passage.objects.create(seat=locked, presence=presence, at=at, noted_at=now, noted_by=by)


@transaction.atomic
def give_proxy(*, giver: Seat, holder: Seat, by: User, now: datetime) -> Proxy:
    """An absent member's written proxy to one who is there; one a holder."""
    if giver.meeting_id != holder.meeting_id or giver.pk == holder.pk:
        raise Refusal("Un pouvoir se donne à un autre membre de la même séance.")
    meeting = lock_meeting(giver.meeting)
    if meeting.state not in IN_THE_ROOM:
        raise WrongState("Les pouvoirs se notent entre la convocation et la fin de la séance.")
    if meeting.mode == Mode.WRITTEN:
        raise Refusal("Une consultation écrite se passe de pouvoirs\u00a0: chaque membre vote pour soi.")
    try:
        with transaction.atomic(), recorded(by=by, now=now):
            return Proxy.objects.create(giver=giver, holder=holder, given_at=now)
    except IntegrityError as error:
        raise Refusal(
            f"Un seul pouvoir par membre\u00a0: {holder} en détient déjà un, ou {giver} a déjà donné le sien."
        ) from error


@transaction.atomic
def revoke_proxy(*, proxy: Proxy, by: User, now: datetime) -> None:
    locked = Proxy.objects.select_for_update(of=("self",)).get(pk=proxy.pk)
    if locked.revoked_at is None:
        locked.revoked_at = now
        with recorded(by=by, now=now):
            locked.save(update_fields=["revoked_at"])
