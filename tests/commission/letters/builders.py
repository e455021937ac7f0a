"""A meeting that is over, with a decision for each of its cases."""

from django.utils import timezone

from commission import actions
from commission.models import Meeting
from tests.commission.builders import Commission, an_open_meeting, close, put, say

REFUSED = {"kind": "refuse"}


def a_closed_meeting(room: Commission, *motions: dict) -> Meeting:
    """One case for each of `motions`, adopted by the chair's voice alone; a grant when nothing is said."""
    meeting = an_open_meeting(room, *({} for _ in motions or ({},)))
    for item, facts in zip(meeting.items.all(), motions or ({},), strict=True):
        motion = put(room, item, **facts)
        say(motion, room.chair, "for")
        close(room, motion)
    actions.close_meeting(meeting=meeting, by=room.chair, now=timezone.now())
    return Meeting.objects.get(pk=meeting.pk)
