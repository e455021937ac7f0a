"""The attendance sheet: blank to sign before the meeting, filled from the passages afterwards."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from harmonie.dates import clock

from ..enums import MeetingState, Presence
from ..models import Meeting, Passage, Seat
from ..queries import seats_in

TEMPLATE = "pdf/attendance_sheet.html"
HELD = (MeetingState.OPEN, MeetingState.CLOSED)


class Row(NamedTuple):
    """One member: in what capacity, through whom if not in person, when they came and left."""

    name: str
    capacity: str
    how: str
    arrived: str
    left: str


def sheet_context(meeting: Meeting, *, issued_on: date) -> dict[str, Any]:
    is_filled = meeting.state in HELD
    seats = list(seats_in(meeting).order_by("precedence", "pk").prefetch_related("passages"))
    return {
        "meeting": meeting,
        "rows": [_row(seat, is_filled) for seat in seats],
        "is_filled": is_filled,
        "issued_on": issued_on,
        "reference": reference_of(meeting),
    }


def reference_of(meeting: Meeting) -> str:
    return f"FE-{meeting.pk}"


def _row(seat: Seat, is_filled: bool) -> Row:
    arrived, left = _times(seat) if is_filled else ("", "")
    capacity = seat.user.office or seat.get_capacity_display()
    if seat.stands_in_for:
        capacity = f"supplée {seat.stands_in_for.user}"
    return Row(str(seat.user), capacity, _how(seat), arrived, left)


def _how(seat: Seat) -> str:
    """« pouvoir à Amina Sow », « porte le pouvoir de Pierre Caron », « excusé »."""
    said = [f"pouvoir à {proxy.holder.user}" for proxy in seat.given]
    said += [f"porte le pouvoir de {proxy.giver.user}" for proxy in seat.held]
    if seat.presence == Presence.EXCUSED:
        said.insert(0, "absence excusée")
    return ", ".join(said)


def _times(seat: Seat) -> tuple[str, str]:
    """The hours of arrival and of departure, each in its order; a time that was corrected counts once."""
    came_and_went = settled(seat.passages.all())
    arrived = [clock(passage.at) for passage in came_and_went if passage.presence == Presence.PRESENT]
    left = [clock(passage.at) for passage in came_and_went if passage.presence == Presence.LEFT]
    if not came_and_went and seat.arrived_at:
        return clock(seat.arrived_at), clock(seat.left_at) if seat.left_at else ""
    return ", ".join(arrived), ", ".join(left)


def settled(passages: Iterable[Passage]) -> list[Passage]:
    """The passages as they stand: of several notes of one presence in a row, the one that was noted last."""
    noted = sorted(passages, key=lambda passage: passage.pk)
    return [list(same)[-1] for _, same in groupby(noted, key=lambda passage: passage.presence)]
