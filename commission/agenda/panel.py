"""What the meeting's page shows of its agenda, its members and its money."""

from typing import Any

from django.utils import timezone

from harmonie.accounts.models import User

from ..enums import AGENDA_OPEN, ItemState, MeetingState
from ..models import Meeting
from ..queries import agenda_of, ready_cases, seats_in
from .checks import checks
from .lines import agenda_lines
from .queries import funding_of, possible_rapporteurs

READY_SHOWN = 50


def panel(user: User, meeting: Meeting) -> dict[str, Any]:
    """Everybody reads the agenda; whoever plans may change it while it is open to change, and sees the money."""
    may_plan = user.has_perm("commission.plan_meeting")
    is_open_to_change = may_plan and meeting.state in AGENDA_OPEN
    items, seats = agenda_of(meeting, user), list(seats_in(meeting))
    shown = [item for item in items if not item.is_hidden]
    money, beyond = funding_of(meeting, shown) if may_plan else ([], set())
    lines = agenda_lines(items, beyond)
    before_the_end = meeting.state in AGENDA_OPEN
    pending = [item for item in shown if item.state in (ItemState.LISTED, ItemState.UNDER_VOTE)]
    is_planned = may_plan and meeting.state == MeetingState.PLANNED
    return {
        "lines": [line for line in lines if line.is_pending or not before_the_end],
        "taken_off": [line for line in lines if not line.is_pending and line.pk] if before_the_end else [],
        "waiting": len([line for line in lines if line.is_pending]),
        "seats": seats,
        "may_plan": may_plan,
        "is_open_to_change": is_open_to_change,
        "ready": ready_cases(user)[:READY_SHOWN] if is_open_to_change else [],
        "rapporteurs": list(possible_rapporteurs()) if is_open_to_change else [],
        "money": money if before_the_end or meeting.state == MeetingState.OPEN else [],
        "hides_some": len(shown) < len(items),
        "checks": checks(meeting, pending, seats, money, timezone.localdate()) if is_planned else [],
    }
