"""A member and their substitute hold one seat between them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import Q

from harmonie.refusals import Refusal

from ..enums import MotionState, Presence
from ..models import Motion, Seat


def ensure_one_of_two(seat: Seat, presence: Presence) -> None:
    """A member and their substitute are never in the room together, nor heard one after the other on one motion."""
    if presence != Presence.PRESENT:
        return
    pair = Q(pk=seat.stands_in_for_id) if seat.stands_in_for_id else Q(stands_in_for=seat.pk)
    other = Seat.objects.filter(pair).select_related("user").first()
    if other is None:
        return
    if other.presence == Presence.PRESENT:
        raise Refusal(
            f"{other.user} est en séance pour le même siège\u00a0: notez d’abord son départ, puis cette arrivée."
        )
    heard = Q(votes__seat=other) | Q(secret_voters__seat=other)
    if Motion.objects.filter(heard, item__meeting=seat.meeting_id, state=MotionState.OPEN).exists():
        raise Refusal(f"{other.user} a déjà voté sur la proposition en cours\u00a0: attendez la clôture du vote.")


@contextmanager
def refuses_both() -> Iterator[None]:
    """When both arrive in the same second, the database lets one in; the other one is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "seat_stand_in_matches" not in str(error):
            raise
        raise Refusal("L’autre personne de ce siège vient d’arriver\u00a0: rechargez la page.") from error
