"""What a meeting's screens read."""

from django.db.models import QuerySet

from harmonie.accounts.models import User

from .enums import Presence
from .models import AgendaItem, Meeting, Motion, Recusal, Seat, Vote
from .rules import Quorum, quorum


def quorum_of(meeting: Meeting, item: AgendaItem | None = None) -> Quorum:
    """The quorum in the room now, for the meeting or for one case after its recusals."""
    present = meeting.seats.filter(presence=Presence.PRESENT)
    recused = Recusal.objects.filter(item=item, seat__in=present).count() if item else 0
    return quorum(
        in_office=meeting.seats.count(),
        present=present.count(),
        recused_present=recused,
        recused_count=meeting.recused_count_for_quorum,
    )


def standing_votes(motion: Motion) -> QuerySet[Vote]:
    """The voices that count: the last one of each member. Only to be read once the motion is closed, or to close it."""
    return motion.votes.filter(replaced_by=None)


def voting_seats(motion: Motion) -> QuerySet[Seat]:
    """Who may vote on a motion: present or represented, and not recused."""
    seats = Seat.objects.filter(meeting=motion.item.meeting_id).exclude(recusals__item=motion.item_id)
    in_person = seats.filter(presence=Presence.PRESENT)
    holders = Seat.objects.filter(meeting=motion.item.meeting_id, presence=Presence.PRESENT).exclude(
        recusals__item=motion.item_id
    )
    represented = seats.filter(proxies_given__revoked_at=None, proxies_given__holder__in=holders)
    return seats.filter(pk__in=in_person.values("pk").union(represented.values("pk"))).select_related("user")


def who_has_voted(motion: Motion) -> set[int]:
    """The seats whose voice is in; never which voice."""
    return set(motion.votes.values_list("seat_id", flat=True))


def seats_of(user: User, motion: Motion) -> QuerySet[Seat]:
    """The seats this person votes for on a motion: their own when present, and the absent one whose proxy they hold."""
    mine = voting_seats(motion)
    return mine.filter(presence=Presence.PRESENT, user=user) | mine.exclude(presence=Presence.PRESENT).filter(
        proxies_given__revoked_at=None, proxies_given__holder__user=user
    )
