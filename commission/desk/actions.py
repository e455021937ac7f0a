"""What is done from the desk beyond one case: the chair passes, somebody announces themselves, the rest waits."""

from datetime import datetime, timedelta

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.dates import clock
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions import lock_meeting, postpone_item, record_presence
from ..chairing import first_in_rank
from ..deciding import drop_motion
from ..enums import ItemState, MeetingState, Mode, MotionState, Presence
from ..models import AgendaItem, Meeting, Motion, Seat
from ..queries import quorum_of
from ..voting import lock_item

# A member who joins from afar announces themselves from this long before the hour.
EARLY = timedelta(minutes=30)


@transaction.atomic
def take_the_chair(*, meeting: Meeting, seat: Seat, by: User, now: datetime) -> None:
    """Whoever ranks highest in the room takes over: a president who arrives late, a vice-president left alone.

    A vote that is open then closes under the new chair, whose voice decides a tie.
    """
    locked = lock_meeting(meeting)
    if locked.state != MeetingState.OPEN:
        raise WrongState("La présidence ne se transmet que pendant la séance.")
    first = first_in_rank(locked)
    if first is None or first.pk != seat.pk:
        raise Refusal(f"La présidence revient à la personne de plus haut rang en séance\u00a0: {first or 'personne'}.")
    if locked.presided_by_id == first.user_id:
        raise WrongState(f"{first} préside déjà.")
    locked.presided_by = first.user
    with recorded(by=by, now=now, why=f"{first} prend la présidence"):
        locked.save(update_fields=["presided_by"])


def announce(*, meeting: Meeting, presence: Presence, by: User, now: datetime) -> None:
    """A member joins, or leaves, a meeting held from afar. In the room, the secretary notes it."""
    seat = meeting.seats.filter(user=by).first()
    if meeting.mode != Mode.REMOTE or seat is None:
        raise WrongState("Votre présence est notée par le secrétariat, dans la salle.")
    if now < meeting.starts_at - EARLY:
        raise Refusal(
            f"Vous pourrez vous annoncer à partir de {clock(meeting.starts_at - EARLY)}, le jour de la séance."
        )
    record_presence(seat=seat, presence=presence, by=by, now=now)


@transaction.atomic
def postpone(*, item: AgendaItem, why: str, by: User, now: datetime) -> None:
    """Leaves a case for another meeting. One under vote only when it has lost its quorum: its vote is dropped then."""
    lock_meeting(item.meeting)
    _drop_where_no_quorum(item, by, now)
    postpone_item(item=item, why=why, by=by, now=now)


def _drop_where_no_quorum(item: AgendaItem, by: User, now: datetime) -> None:
    motion = Motion.objects.filter(item=item, state=MotionState.OPEN).first()
    if motion is None:
        return
    Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    locked = lock_item(item)
    still_comes = locked.meeting.mode == Mode.WRITTEN and now <= locked.meeting.vote_until
    if not still_comes and not quorum_of(locked.meeting, locked).is_met:
        drop_motion(motion=motion, by=by, now=now)


@transaction.atomic
def postpone_remaining(*, meeting: Meeting, why: str, by: User, now: datetime) -> int:
    """Leaves all that is not decided for another meeting, open votes included; how many cases that makes.

    For a meeting that lost its quorum. It also takes the case from which whoever clicks stepped aside: nothing is
    said of it, and it would otherwise keep the meeting open.
    """
    if not why.strip():
        raise Refusal("Indiquez pourquoi les dossiers sont reportés.")
    locked = lock_meeting(meeting)
    if locked.state != MeetingState.OPEN:
        raise WrongState("Rien n’est à reporter\u00a0: la séance n’est pas ouverte.")
    for motion in Motion.objects.filter(item__meeting=locked, state=MotionState.OPEN).order_by("pk"):
        drop_motion(motion=motion, by=by, now=now)
    left = list(locked.items.filter(state=ItemState.LISTED).order_by("position"))
    if not left:
        raise WrongState("Tous les points sont déjà décidés ou reportés.")
    for item in left:
        postpone_item(item=item, why=why, by=by, now=now)
    return len(left)
