"""« Mes votes »: what awaits this member's voice, what awaits their reading, and which meeting comes."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from harmonie.accounts.models import User

from ..enums import IN_THE_ROOM
from ..models import AgendaItem, Meeting
from ..queries import queue_of


class Waiting(NamedTuple):
    """Both lists in the order of the meetings and their agendas. A case to vote on is not also one to read."""

    to_vote: Sequence[AgendaItem]
    to_read: Sequence[AgendaItem]

    @property
    def first(self) -> AgendaItem | None:
        return next(iter([*self.to_vote, *self.to_read]), None)


def waiting_of(user: User) -> Waiting:
    """Two queries, however many cases."""
    return Waiting(list(queue_of(user)), list(reading_of(user)))


def reading_of(user: User) -> QuerySet[AgendaItem]:
    """What this member may read before the vote and has not opened yet."""
    return (
        AgendaItem.objects.awaiting_reading_of(user)
        .select_related("meeting", "application__project", "application__scheme")
        .order_by("meeting__starts_at", "meeting_id", "position")
    )


def coming_meeting(user: User) -> Meeting | None:
    """The first convened or open meeting this member sits in."""
    coming = Meeting.objects.visible_to(user).filter(state__in=IN_THE_ROOM, seats__user=user)
    return coming.order_by("starts_at").first()
