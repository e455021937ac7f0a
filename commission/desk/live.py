"""How a desk that is open knows that something changed: a version, and the few things that are said aloud."""

import hashlib
from collections.abc import Sequence

from django.db import connection

from .. import wording
from ..enums import ItemState, MeetingState, Mode, MotionResult, MotionState
from ..models import AgendaItem, Meeting, Motion

# Rows are only added, or go from one state to the next: their counts and states tell every change.
ROOM = """
    SELECT meeting.state, meeting.presided_by_id,
           (SELECT string_agg(seat.id || seat.presence || coalesce(seat.arrived_at::text, ''), ',' ORDER BY seat.id)
            FROM commission_seat seat WHERE seat.meeting_id = meeting.id),
           (SELECT count(*) FROM commission_passage passage JOIN commission_seat seat ON seat.id = passage.seat_id
            WHERE seat.meeting_id = meeting.id),
           (SELECT count(*) || '/' || count(proxy.revoked_at) FROM commission_proxy proxy
            JOIN commission_seat seat ON seat.id = proxy.giver_id WHERE seat.meeting_id = meeting.id),
           (SELECT count(DISTINCT (vote.motion_id, vote.seat_id)) FROM commission_vote vote
            JOIN commission_motion motion ON motion.id = vote.motion_id WHERE motion.item_id = ANY(%(watched)s)),
           (SELECT count(*) FROM commission_secretvoter voter
            JOIN commission_motion motion ON motion.id = voter.motion_id WHERE motion.item_id = ANY(%(watched)s)),
           (SELECT string_agg(motion.id || motion.state || motion.result, ',' ORDER BY motion.id)
            FROM commission_motion motion WHERE motion.item_id = ANY(%(watched)s)),
           (SELECT count(*) FROM commission_secretdemand demand WHERE demand.item_id = %(shown)s),
           (SELECT application.revision FROM applications_loanapplication application
            JOIN commission_agendaitem item ON item.application_id = application.id WHERE item.id = %(shown)s)
    FROM commission_meeting meeting WHERE meeting.id = %(meeting)s
"""


def version(meeting: Meeting, agenda: Sequence[AgendaItem], current: AgendaItem | None) -> str:
    """What a person's desk looks like, in a few characters. One query, besides the agenda.

    Nothing of a case from which they stepped aside enters it, and never a choice: a voice that is changed counts once.
    """
    shown = None if current is None or current.is_hidden else current.pk
    seen = [item.pk for item in agenda if not item.is_hidden]
    watched = seen if meeting.mode == Mode.WRITTEN else [pk for pk in seen if pk == shown]
    with connection.cursor() as cursor:
        cursor.execute(ROOM, {"meeting": meeting.pk, "shown": shown, "watched": watched})
        room = cursor.fetchone()
    points = [(i.pk, i.position, 0 if i.is_hidden else i.recused, _state(i)) for i in agenda]
    return hashlib.sha256(repr((room, points, current and current.pk)).encode()).hexdigest()[:16]


def _state(item: AgendaItem) -> str:
    pending = item.state in (ItemState.LISTED, ItemState.UNDER_VOTE)
    return ("pending" if pending else "settled") if item.is_hidden else item.state


def heard(context: dict) -> list[tuple[str, str]]:
    """What a screen reader says when it changes, by name: the session, who presides, the quorum, the vote."""
    meeting, item = context["meeting"], context["item"]
    said = [("meeting", f"La séance est {MeetingState(meeting.state).label}.")]
    if meeting.presided_by:
        said.append(("chair", f"{meeting.presided_by} préside."))
    quorum = context["room_quorum"]
    said.append(("quorum", "Le quorum est atteint." if quorum.is_met else "Le quorum n’est pas atteint."))
    if item:
        met = context["case_quorum"].is_met
        said.append((f"quorum-{item.pk}", "" if met else f"Point {item.position}\u00a0: pas de quorum."))
        said.append((f"vote-{item.pk}", _vote(item)))
    if context["elsewhere"]:
        said.append(("elsewhere", f"Le vote est ouvert sur le point {context['elsewhere'].position}."))
    return said


def _vote(item: AgendaItem) -> str:
    motion: Motion | None = item.motions.order_by("pk").last()
    if item.state == ItemState.POSTPONED:
        return f"Le point {item.position} est reporté."
    if motion is None:
        return ""
    if motion.state == MotionState.OPEN:
        return f"Point {item.position}\u00a0: le vote est ouvert."
    return f"Point {item.position}\u00a0: le vote est clos. {wording.RESULTS[MotionResult(motion.result)]}."
