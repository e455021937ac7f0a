"""What the actions of a meeting share."""

from harmonie.refusals import WrongState

from ..enums import (
    MEETING_TRANSITIONS,
    MeetingState,
)
from ..models import Meeting


def lock_meeting(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def ensure(meeting: Meeting, action: str) -> None:
    if meeting.state not in MEETING_TRANSITIONS[action].sources:
        raise WrongState(
            f"La séance est maintenant «\u202f{MeetingState(meeting.state).label}\u202f»\u00a0: rechargez la page."
        )
