"""Motions and voices. Sealed: no function here tells a choice before the close."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded
from harmonie.schemes.models import Scheme

from . import wording
from .actions import lock_meeting, record_presence, recuse_tied
from .enums import (
    ITEM_TRANSITIONS,
    Choice,
    Grounds,
    ItemState,
    Means,
    MeetingState,
    Mode,
    MotionKind,
    MotionResult,
    MotionState,
    Presence,
)
from .models import AgendaItem, Meeting, Motion, Seat, Vote
from .motions.actions import VOTE_IS_CLOSED, end_if_stale, end_motion, lock_item, lock_motion
from .motions.proposal import Proposal
from .queries import is_stale, quorum_of, seats_of
from .secret.actions import IN_THE_BOX, prepare_box, put_in_box
from .secret.queries import demands_of

NOT_HERE = "Vous ne pouvez pas voter ici\u00a0: votre présence n’est pas notée, ou vous êtes en déport."
STALE = (
    "Le dossier a changé depuis l’ouverture du vote\u00a0: la proposition est caduque, et votre voix n’a pas été "
    "comptée. La présidence peut la remettre aux voix."
)
# What the database refuses of a voice, by the name of its rule (triggers/votes.py, models/agenda.py).
REFUSED = {
    "vote_motion_open": VOTE_IS_CLOSED,
    "vote_not_recused": NOT_HERE,
    "vote_present_or_represented": NOT_HERE,
    "vote_by_own_voice": NOT_HERE,
    "vote_one_per_mandate": "Le membre titulaire et son suppléant n’ont qu’une voix, et elle est déjà donnée.",
    "seat_stand_in_matches": "Le membre titulaire, ou son suppléant, a déjà pris part à cette séance.",
    "secretvoter_once": IN_THE_BOX,
}
TWICE = "Votre voix vient d’être enregistrée depuis un autre écran\u00a0: rechargez la page."


@transaction.atomic
def put_motion(
    *,
    item: AgendaItem,
    kind: MotionKind,
    by: User,
    now: datetime,
    amount: Decimal | None = None,
    months: int | None = None,
    payee: str = "",
    target_scheme: Scheme | None = None,
    grounds: str = Grounds.NONE,
    explanation: str = "",
    conditions: str = "",
    awaited_document: str = "",
    defer_until: date | None = None,
    is_secret: bool = False,
    amends: Motion | None = None,
    expected_revision: int | None = None,
) -> Motion:
    """The chair puts a proposal on one case to the vote, bound to the dossier as it stands (`motions/proposal.py`).

    It is secret when the chair says so, or enough members asked. `amends` is the open motion that this one takes the
    place of: its voices stay sealed, and everybody votes anew.
    """
    meeting = lock_meeting(item.meeting)
    former = _give_way(item, amends, by, now)
    locked = lock_item(item)
    transition = ITEM_TRANSITIONS["put_motion"]
    if meeting.state != MeetingState.OPEN or locked.state not in transition.sources:
        raise WrongState(
            "Ce dossier n’est pas à mettre aux voix maintenant\u00a0: la séance doit être ouverte, "
            "et le point en attente."
        )
    recuse_tied(item=locked, now=now)
    _check_quorum(locked)
    application = LoanApplication.objects.select_for_update(of=("self",)).get(pk=locked.application_id)
    if expected_revision is not None and application.revision != expected_revision:
        raise Stale(
            "Le dossier a changé depuis l’affichage de cette page\u00a0: relisez-le avant de le mettre aux voix."
        )
    proposal = Proposal(
        kind=MotionKind(kind),
        amount=amount,
        months=months,
        payee=payee,
        target_scheme=target_scheme,
        grounds=grounds,
        explanation=explanation,
        conditions=conditions,
        awaited_document=awaited_document,
        defer_until=defer_until,
    )
    locked.state = transition.target
    with recorded(by=by, now=now):
        locked.save(update_fields=["state"])
        motion = Motion.objects.create(
            item=locked,
            application_revision=application.revision,
            is_secret=is_secret or demands_of(locked).is_due,
            amends=former,
            put_at=now,
            put_by=by,
            **proposal.checked(locked, today=timezone.localdate(now)),
        )
    if motion.is_secret:
        prepare_box(motion)
    return motion


def _check_quorum(item: AgendaItem) -> None:
    """Nothing is put to the vote of too few. A written consultation finds out who takes part as the voices come in."""
    count = quorum_of(item.meeting, item)
    if item.meeting.mode != Mode.WRITTEN and not count.is_met:
        raise Refusal(f"{wording.quorum_sentence(count)} Reportez ce point, ou attendez le retour d’un membre.")


def _give_way(item: AgendaItem, amends: Motion | None, by: User, now: datetime) -> Motion | None:
    """Ends the motion under vote, stale or amended; the one that is amended, if any."""
    found = item.motions.filter(state=MotionState.OPEN).first() if amends is None else amends
    if found is None:
        return None
    locked = lock_motion(found)
    if locked.state != MotionState.OPEN or locked.item_id != item.pk:
        raise WrongState("Ce vote vient d’être clos depuis un autre écran\u00a0: il n’est plus à amender.")
    ends = {"motion": locked, "by": by, "now": now}
    if is_stale(locked):
        end_motion(result=MotionResult.STALE, **ends)
        return None
    if amends is None:
        raise WrongState("Une proposition est déjà au vote sur ce dossier\u00a0: amendez-la, ou retirez-la d’abord.")
    end_motion(result=MotionResult.AMENDED, **ends)
    return locked


def put_all_as_asked(*, meeting: Meeting, by: User, now: datetime) -> tuple[int, list[str]]:
    """Puts a grant of what was asked on every case of a written consultation that waits.

    How many were put, and what refused the others, each with its point. Cases that `by` stepped aside from are left.
    """
    put, refused = 0, []
    items = meeting.items.filter(state=ItemState.LISTED, withdraws=None).exclude(recusals__user=by)
    for item in items.select_related("meeting", "application__project").order_by("position"):
        project = item.application.project
        try:
            put_motion(
                item=item,
                kind=MotionKind.GRANT,
                amount=project.amount,
                months=project.months,
                payee=project.payee,
                by=by,
                now=now,
            )
        except Refusal as refusal:
            refused.append(f"Point {item.position}\u00a0: {refusal}")
        else:
            put += 1
    return put, refused


def cast_vote(*, motion: Motion, seat: Seat, choice: Choice, by: User, now: datetime) -> Vote | None:
    """One voice: one's own, or that of the member whose proxy one holds. A new choice replaces the former one.

    On a secret motion the voice goes into the box, for good, and nothing is returned. Raises `Stale`, once the motion
    is closed as stale, when the dossier changed meanwhile: the caller keeps that.
    """
    if is_stale(motion) and _may_vote(by, motion, seat) and end_if_stale(motion=motion, by=by, now=now):
        raise Stale(STALE)
    try:
        return _cast(motion, seat, choice, by, now)
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        raise Refusal(REFUSED.get(name, TWICE)) from error


def _may_vote(by: User, motion: Motion, seat: Seat) -> bool:
    return seats_of(by, motion).filter(pk=seat.pk).exists()


@transaction.atomic
def _cast(motion: Motion, seat: Seat, choice: Choice, by: User, now: datetime) -> Vote | None:
    locked = (
        Motion.objects.select_for_update(of=("self",), no_key=True).select_related("item__meeting").get(pk=motion.pk)
    )
    if locked.state != MotionState.OPEN:
        raise WrongState(VOTE_IS_CLOSED)
    if not _may_vote(by, locked, seat):
        raise Refusal(NOT_HERE)
    if locked.item.meeting.mode == Mode.WRITTEN:
        _take_part_in_writing(locked.item.meeting, seat, by, now)
    if locked.is_secret:
        put_in_box(locked, seat, choice, by=by)
        return None
    return Vote.objects.create(
        motion=locked,
        seat=seat,
        choice=choice,
        means=Means.OWN if seat.user_id == by.pk else Means.PROXY,
        replaces=Vote.objects.filter(motion=locked, seat=seat, replaced_by=None).first(),
        cast_by=by,
        cast_at=now,
    )


def _take_part_in_writing(meeting: Meeting, seat: Seat, by: User, now: datetime) -> None:
    """Whoever votes in a written consultation takes part in it from then on."""
    if meeting.vote_until and now > meeting.vote_until:
        raise Refusal(
            f"La consultation écrite s’est achevée le {plain_day(timezone.localdate(meeting.vote_until))}\u00a0: "
            "votre voix n’a pas pu être comptée."
        )
    if seat.presence != Presence.PRESENT:
        record_presence(seat=seat, presence=Presence.PRESENT, by=by, now=now)
