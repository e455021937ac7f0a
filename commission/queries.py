"""What a meeting's screens read. Nothing here tells a choice while its motion is open."""

from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from applications.enums import State
from applications.models import Exclusion, LoanApplication
from harmonie.accounts.models import User
from harmonie.schemes.enums import Lending

from .enums import Choice, ItemState, Means, Mode, MotionResult, MotionState, Presence, QuorumShare
from .models import AgendaItem, Meeting, Motion, Proxy, Recusal, Seat, Vote
from .rules import Quorum, Tally, quorum, tally
from .secret.queries import open_box


def quorum_of(meeting: Meeting, item: AgendaItem | None = None) -> Quorum:
    """The quorum now, for the meeting or for one case after its recusals. A substitute stands for one.

    In the room, who is there counts; in a written consultation, who voted: on any case, or on this one.
    """
    present = meeting.seats.filter(presence=Presence.PRESENT)
    if item is not None and meeting.mode == Mode.WRITTEN:
        present = present.filter(pk__in=_took_part(item))
    recused = Recusal.objects.filter(item=item, seat__in=present).count() if item else 0
    rules = meeting.rules
    return quorum(
        in_office=meeting.seats.filter(stands_in_for=None).count(),
        present=present.count(),
        recused_present=recused,
        recused_count=rules.recused_count_for_quorum,
        share=QuorumShare(rules.quorum_share),
        is_waived=meeting.follows_id is not None and rules.second_without_quorum,
    )


def _took_part(item: AgendaItem) -> set[int]:
    latest = item.motions.order_by("-id").first()
    return who_has_voted(latest) if latest else set()


def standing_votes(motion: Motion) -> QuerySet[Vote]:
    """The voices that count: the last one of each member. Only to be read once the motion is closed, or to close it."""
    return motion.votes.filter(replaced_by=None)


def count_voices(motion: Motion, *, presiding: int | None) -> Tally:
    """The count of a motion that closes; `presiding` is the user whose voice decides a tie.

    On a secret ballot nobody's does: the box is opened, and whose voice is whose is not in it.
    """
    if motion.is_secret:
        counts = open_box(motion)
        return tally([choice for choice, voices in counts.items() for _ in range(voices)], None)
    voices = {vote.seat.user_id: Choice(vote.choice) for vote in standing_votes(motion).select_related("seat")}
    return tally(list(voices.values()), voices.get(presiding) if presiding else None)


def result_of(motion: Motion) -> Tally | None:
    """How a closed motion was decided. None while it is open, and for ever when it was dropped or became stale."""
    if motion.state != MotionState.CLOSED or motion.result not in (MotionResult.ADOPTED, MotionResult.REJECTED):
        return None
    adopted = motion.result == MotionResult.ADOPTED
    return Tally(motion.votes_for, motion.votes_against, motion.abstentions, adopted, motion.by_casting_vote)


def is_stale(motion: Motion) -> bool:
    """Whether the dossier changed since an open motion was put to the vote: its voices were for another case."""
    revision = LoanApplication.objects.filter(agenda_items=motion.item_id).values_list("revision", flat=True).get()
    return motion.state == MotionState.OPEN and motion.application_revision != revision


def presiding_over(item: AgendaItem) -> int | None:
    """The user who presides over one case: whoever presides the meeting or, when they stepped aside or left,
    the next in rank who takes part (domain.md §1: president, vice-president, longest-serving, oldest)."""
    here = item.meeting.seats.taking_part().exclude(recusals__item=item)
    ranks = {seat.user_id: (seat.precedence, seat.pk) for seat in here}
    presiding = item.meeting.presided_by_id
    return presiding if presiding in ranks else min(ranks, key=ranks.__getitem__, default=None)


def entitled_seats(motion: Motion) -> QuerySet[Seat]:
    """Who takes part in a case or is represented, and did not step aside from it."""
    seats = Seat.objects.filter(meeting=motion.item.meeting_id).exclude(recusals__item=motion.item_id)
    own = seats.taking_part()
    every = own.values("pk").union(seats.represented_by(own).values("pk"))
    return Seat.objects.filter(pk__in=every).select_related("user").order_by("id")


def voting_seats(motion: Motion) -> QuerySet[Seat]:
    """Who may vote on a motion. A member and their substitute have one voice: the first of them who gives it."""
    return entitled_seats(motion).exclude(pair_speaks(who_has_voted(motion)))


def pair_speaks(spoken: set[int]) -> Q:
    """Seats whose substitute, or the member they stand in for, is in the room or has voted."""
    present = Q(stand_in__presence=Presence.PRESENT) | Q(stands_in_for__presence=Presence.PRESENT)
    return present | Q(stand_in__in=spoken) | Q(stands_in_for__in=spoken)


def who_has_voted(motion: Motion) -> set[int]:
    """The seats whose voice is in; never which voice."""
    return {*motion.votes.values_list("seat_id", flat=True), *motion.secret_voters.values_list("seat_id", flat=True)}


def seats_of(user: User, motion: Motion) -> QuerySet[Seat]:
    """The seats this person votes for on a motion: their own when they take part, and the absent one whose proxy they
    hold."""
    own = Seat.objects.filter(user=user, meeting=motion.item.meeting_id).taking_part()
    own = own.exclude(recusals__item=motion.item_id)
    every = own.values("pk").union(Seat.objects.represented_by(own).values("pk"))
    return entitled_seats(motion).filter(pk__in=every)


def own_votes(user: User, motion: Motion) -> dict[int, Vote]:
    """The voices this person cast, and their own noted on a show of hands, by seat: shown to them alone."""
    noted = Q(means=Means.SHOW_OF_HANDS)
    theirs = Q(cast_by=user) & ~noted | Q(seat__user=user) & noted
    return {vote.seat_id: vote for vote in standing_votes(motion).filter(theirs, seat__in=seats_of(user, motion))}


class Spoke(NamedTuple):
    """The seats whose voice is in, by how it came in."""

    by_themselves: set[int]
    by_hand: set[int]


def standing_means(motion: Motion) -> Spoke:
    means = dict(standing_votes(motion).values_list("seat_id", "means"))
    by_hand = {seat for seat, how in means.items() if how == Means.SHOW_OF_HANDS}
    return Spoke(set(means) - by_hand, by_hand)


class Voter(NamedTuple):
    """Somebody who may vote on a motion, and whether they have; `by_hand` when the secretary noted it."""

    name: str
    by_proxy: bool
    has_voted: bool
    by_hand: bool = False


def voters(motion: Motion) -> list[Voter]:
    done = who_has_voted(motion)
    by_hand = standing_means(motion).by_hand
    return [
        Voter(str(seat.user), is_represented(seat), seat.pk in done, seat.pk in by_hand)
        for seat in voting_seats(motion).select_related("user", "meeting")
    ]


def is_represented(seat: Seat) -> bool:
    """Whether a seat that may vote does so by proxy."""
    return seat.presence != Presence.PRESENT and seat.meeting.mode != Mode.WRITTEN


# Lists ------------------------------------------------------------------------------------------


def meetings_for(user: User) -> QuerySet[Meeting]:
    """The meetings a person may open, latest first, with their counts."""
    return (
        Meeting.objects.visible_to(user)
        .annotate(
            cases=Count("items", filter=~Q(items__state=ItemState.POSTPONED), distinct=True),
            decided=Count("items", filter=Q(items__state=ItemState.DECIDED), distinct=True),
        )
        .order_by("-starts_at", "-id")
    )


def agenda_of(meeting: Meeting, user: User) -> list[AgendaItem]:
    """The agenda in order. `is_hidden` marks what this person is recused from: only its number may be shown."""
    recused = Recusal.objects.filter(item=OuterRef("pk"))
    apart = Exclusion.objects.filter(application=OuterRef("application"), user=user)
    items = (
        meeting.items.select_related(
            "application__project", "application__scheme", "decision", "rapporteur", "withdraws"
        )
        .annotate(is_hidden=Exists(recused.filter(user=user)) | Exists(apart), recused=Count("recusals", distinct=True))
        .order_by("position")
    )
    return list(items)


def queue_of(user: User) -> QuerySet[AgendaItem]:
    """What awaits this person's voice, in the order of the meetings and their agendas."""
    return (
        AgendaItem.objects.awaiting_vote_of(user)
        .select_related("meeting", "application__project", "application__scheme", "application__applicant")
        .order_by("meeting__starts_at", "meeting_id", "position")
    )


def next_to_vote(user: User, after: AgendaItem) -> AgendaItem | None:
    """The case to show after a vote: further down the same agenda first, then whatever else waits."""
    queue = list(queue_of(user))
    further = [i for i in queue if i.meeting_id == after.meeting_id and i.position >= after.position]
    return next(iter(further or queue), None)


def ready_cases(user: User) -> QuerySet[LoanApplication]:
    """Cases that this person can put on an agenda, the one that waits longest first."""
    ready = LoanApplication.objects.filter(state=State.READY, scheme__lending=Lending.OWN)
    ready = ready.exclude(exclusions__user=user)
    return ready.with_facts().order_by("submitted_at", "id")


def seats_in(meeting: Meeting) -> QuerySet[Seat]:
    """The seats with their people, and the proxies in force."""
    given = Proxy.objects.filter(revoked_at=None).select_related("holder__user", "giver__user")
    return meeting.seats.select_related("user", "stands_in_for__user").prefetch_related(
        Prefetch("proxies_given", queryset=given, to_attr="given"),
        Prefetch("proxies_held", queryset=given, to_attr="held"),
    )
