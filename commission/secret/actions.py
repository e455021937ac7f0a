"""Asking for a secret ballot, and the voices that go into its box.

A voice in the box cannot be taken out again: nobody, its member included, could find it.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState

from ..enums import IN_THE_ROOM, Choice, ItemState
from ..models import AgendaItem, BallotBox, Motion, Seat, SecretDemand, SecretVoter
from .box import none_yet, seal
from .queries import open_box

IN_THE_BOX = "Une voix est déjà dans l’urne pour ce siège\u00a0: au scrutin secret, elle est définitive."


@transaction.atomic
def demand_secret_ballot(*, item: AgendaItem, member: User, now: datetime) -> SecretDemand:
    """A member who takes part asks, before the vote on this case opens, that it be secret."""
    locked = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    if locked.state != ItemState.LISTED or locked.meeting.state not in IN_THE_ROOM:
        raise WrongState("Le scrutin secret se demande avant l’ouverture du vote sur ce dossier.")
    seats = Seat.objects.select_for_update(of=("self",)).filter(meeting=locked.meeting_id, user=member)
    seat = seats.filter(pk__in=locked.meeting.seats.taking_part()).exclude(recusals__item=locked).first()
    if seat is None:
        raise Refusal("Seuls les membres qui prennent part à ce dossier peuvent demander le scrutin secret.")
    try:
        with transaction.atomic():
            return SecretDemand.objects.create(item=locked, seat=seat, asked_at=now)
    except IntegrityError as error:
        raise Refusal("Votre demande de scrutin secret est déjà notée.") from error


def prepare_box(motion: Motion) -> None:
    """An empty box for a motion that was just put to a secret vote."""
    BallotBox.objects.create(motion=motion, sealed=seal(none_yet(), motion.pk))


@sensitive_variables("choice", "counts")
def put_in_box(motion: Motion, seat: Seat, choice: Choice, *, by: User) -> None:
    """One voice, under the lock of its motion: that a seat has voted is a row, what it voted is not."""
    counts = open_box(motion)
    if SecretVoter.objects.filter(motion=motion, seat=seat).exists():
        raise Refusal(IN_THE_BOX)
    SecretVoter.objects.create(motion=motion, seat=seat, cast_by=by)
    counts[Choice(choice)] += 1
    BallotBox.objects.filter(motion=motion).update(sealed=seal(counts, motion.pk))


def empty_box(motion: Motion) -> None:
    """Nothing is left of the voices but their count, or nothing at all when they were never counted."""
    BallotBox.objects.filter(motion=motion).update(sealed=b"")
