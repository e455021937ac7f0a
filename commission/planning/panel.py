"""What planning adds to a meeting's page."""

from typing import Any

from django.utils import timezone

from harmonie.accounts.models import User

from ..enums import IN_THE_ROOM, MEETING_TRANSITIONS, MeetingState
from ..models import Meeting
from ..queries import quorum_of
from .queries import gap_of, substitutions
from .timing import is_within


def panel(user: User, meeting: Meeting) -> dict[str, Any]:
    """`planning`: facts for everybody, and for whoever plans what they may do now."""
    seen = Meeting.objects.visible_to(user)
    planning: dict[str, Any] = {
        "rules": meeting.rules,
        "before": meeting.follows,
        "may_open_before": bool(meeting.follows_id) and seen.filter(pk=meeting.follows_id).exists(),
        "after": seen.filter(follows=meeting).first(),
        **dict.fromkeys(("gap", "substitutions")),
        **dict.fromkeys(("may_change", "may_cancel", "may_find_no_quorum", "may_plan_again", "is_past_cutoff"), False),
    }
    if user.has_perm("commission.plan_meeting"):
        planning |= _for_planner(meeting, planning["after"])
    return {"planning": planning}


def _for_planner(meeting: Meeting, after: Meeting | None) -> dict[str, Any]:
    state, day = meeting.state, timezone.localdate(meeting.starts_at)
    has_begun = state == MeetingState.CONVENED and meeting.starts_at <= timezone.now()
    return {
        "gap": gap_of(meeting) if state in (MeetingState.PLANNED, MeetingState.CONVENED) else None,
        "substitutions": substitutions(meeting) if state in IN_THE_ROOM else [],
        "may_change": state == MeetingState.PLANNED,
        "may_cancel": state in MEETING_TRANSITIONS["cancel"].sources,
        "may_find_no_quorum": has_begun and not quorum_of(meeting).is_met,
        "may_plan_again": state == MeetingState.NO_QUORUM and after is None,
        "is_past_cutoff": is_within(timezone.localdate(), day, meeting.rules.cutoff_days),
    }
