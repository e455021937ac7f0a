"""Who was there, from when to when, and who spoke for whom."""

from datetime import datetime
from typing import NamedTuple

from harmonie.dates import clock

from ..enums import Capacity, Mode, Presence
from ..models import Meeting, Proxy, Seat


class Person(NamedTuple):
    name: str
    capacity: str
    presence: str


def person_of(seat: Seat, meeting: Meeting) -> Person:
    said = [_presence(seat, meeting), *(_proxy(proxy, meeting) for proxy in seat.proxies_given.all())]
    return Person(str(seat.user), _capacity(seat), ", ".join(said))


def _capacity(seat: Seat) -> str:
    held = seat.user.office or seat.get_capacity_display()
    if seat.stands_in_for:
        return f"supplée {seat.stands_in_for.user}"
    return held if seat.capacity != Capacity.MEMBER or seat.user.office else Capacity.MEMBER.label


def _presence(seat: Seat, meeting: Meeting) -> str:
    """« Présence », « Présence de 14 h 20 à 15 h 30 », « Absence excusée »."""
    stretches = _stretches(seat)
    if meeting.mode == Mode.WRITTEN:
        return "A pris part" if stretches else "N’a pas pris part"
    if not stretches:
        return "Absence excusée" if seat.presence == Presence.EXCUSED else "Absence"
    opened = meeting.opened_at or meeting.closed_at
    if len(stretches) == 1 and stretches[0][1] is None and opened and stretches[0][0] <= opened:
        return "Présence"
    return "Présence " + ", puis ".join(_stretch(start, end) for start, end in stretches)


def _stretch(start: datetime, end: datetime | None) -> str:
    return f"de {clock(start)} à {clock(end)}" if end else f"à partir de {clock(start)}"


def _stretches(seat: Seat) -> list[tuple[datetime, datetime | None]]:
    """From each arrival to the departure that follows it. Older meetings kept only the first and the last."""
    passages = list(seat.passages.all())
    if not passages:
        return [(seat.arrived_at, seat.left_at)] if seat.arrived_at else []
    found: list[tuple[datetime, datetime | None]] = []
    for passage in passages:
        is_in = bool(found) and found[-1][1] is None
        if passage.presence == Presence.PRESENT and not is_in:
            found.append((passage.at, None))
        elif passage.presence == Presence.LEFT and is_in:
            found[-1] = (found[-1][0], passage.at)
        elif passage.presence in (Presence.EXCUSED, Presence.EXPECTED) and is_in:
            found.pop()  # noted by mistake, and taken back
    return found


def _proxy(proxy: Proxy, meeting: Meeting) -> str:
    until = f", révoqué à {clock(proxy.revoked_at)}" if proxy.revoked_at else ""
    return f"pouvoir donné à {proxy.holder.user}{until}"
