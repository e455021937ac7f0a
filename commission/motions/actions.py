"""How the vote on a motion ends, and what the secretary notes of it. `voting.py` opens it, `deciding.py` counts it.

Locks are taken in one order everywhere: meeting, motion, point, dossier, seat.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded

from ..enums import ITEM_TRANSITIONS, Choice, Means, Mode, MotionResult, MotionState
from ..models import AgendaItem, Motion, Seat, Vote
from ..queries import is_stale, standing_votes, voting_seats
from ..rules import Tally
from ..secret.actions import empty_box

VOTE_IS_CLOSED = "Le vote est clos\u00a0: votre voix n’a pas pu être comptée."
COUNTED = ("votes_for", "votes_against", "abstentions", "by_casting_vote", "presided_by")


def lock_item(item: AgendaItem) -> AgendaItem:
    return (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting__presided_by", "application__scheme", "application__project", "application__applicant")
        .get(pk=item.pk)
    )


def lock_motion(motion: Motion) -> Motion:
    """Alone with the motion: no voice comes in while the lock is held."""
    return Motion.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=motion.pk)


def end_motion(
    motion: Motion,
    *,
    result: MotionResult,
    by: User,
    now: datetime,
    counted: Tally | None = None,
    presided_by: int | None = None,
) -> None:
    """Closes a locked motion. Without `counted` its voices stay sealed for good; a secret box is emptied either way."""
    item = lock_item(motion.item)
    motion.state, motion.result, motion.closed_at = MotionState.CLOSED, result, now
    if counted:
        motion.votes_for, motion.votes_against = counted.votes_for, counted.votes_against
        motion.abstentions, motion.by_casting_vote = counted.abstentions, counted.by_casting_vote
        motion.presided_by_id = presided_by
    item.state = ITEM_TRANSITIONS["decide" if result == MotionResult.ADOPTED else "reject_motion"].target
    with recorded(by=by, now=now):
        motion.save(update_fields=["state", "result", "closed_at", *COUNTED])
        item.save(update_fields=["state"])
    if motion.is_secret:
        empty_box(motion)


@transaction.atomic
def end_if_stale(*, motion: Motion, by: User, now: datetime) -> bool:
    """Closes an open motion whose dossier changed since it was put to the vote. True when it is stale now."""
    if not is_stale(motion):
        return False
    locked = lock_motion(motion)
    if is_stale(locked):
        end_motion(locked, result=MotionResult.STALE, by=by, now=now)
    return locked.result == MotionResult.STALE


@transaction.atomic
def record_show_of_hands(*, motion: Motion, voices: Mapping[Seat, Choice], by: User, now: datetime) -> None:
    """The voices of a public vote as the secretary saw the hands, in one go; a correction notes them again.

    A voice that a member cast is never noted over: their names are told. Later, a member's own voice replaces the noted
    one.
    """
    locked = lock_motion(motion)
    if locked.state != MotionState.OPEN:
        raise WrongState("Le vote est clos\u00a0: aucune voix n’a été notée.")
    if is_stale(locked):
        raise Stale("Le dossier a changé depuis l’ouverture du vote\u00a0: la proposition est à remettre aux voix.")
    if locked.is_secret or locked.item.meeting.mode == Mode.WRITTEN:
        raise Refusal("Un scrutin secret ou une consultation écrite ne se fait pas à main levée.")
    if not voices:
        raise Refusal("Notez au moins une voix.")
    _ensure_all_may(locked, voices)
    noted = {vote.seat_id: vote for vote in standing_votes(locked)}
    spoke = [str(seat) for seat in voices if seat.pk in noted and noted[seat.pk].means != Means.SHOW_OF_HANDS]
    if spoke:
        raise Refusal(
            f"Déjà voté sur leur propre écran\u00a0: {', '.join(sorted(spoke))}. Laissez leur ligne sans choix."
        )
    try:
        with transaction.atomic():
            for seat, choice in voices.items():
                Vote.objects.create(
                    motion=locked,
                    seat=seat,
                    choice=choice,
                    means=Means.SHOW_OF_HANDS,
                    replaces=noted.get(seat.pk),
                    cast_by=by,
                    cast_at=now,
                )
    except IntegrityError as error:  # somebody left, or stepped aside, since the look above
        raise Refusal("La salle vient de changer\u00a0: relisez la liste, et notez les voix de nouveau.") from error


def _ensure_all_may(motion: Motion, voices: Mapping[Seat, Choice]) -> None:
    may = set(voting_seats(motion).values_list("pk", flat=True))
    barred = [str(seat) for seat in voices if seat.pk not in may]
    if barred:
        raise Refusal(f"Ni en séance, ni représentés, ou en déport\u00a0: {', '.join(sorted(barred))}.")
