"""Who is in the room, as the desk shows it."""

from collections.abc import Sequence
from typing import NamedTuple

from harmonie.dates import clock

from ..enums import IN_THE_ROOM, Mode, Presence
from ..models import Meeting, Passage, Proxy, Recusal, Seat
from ..queries import seats_in
from ..rules import Quorum

# What can be noted next, from each presence.
NEXT_PRESENCE = {
    Presence.EXPECTED: [("present", "Arrivée"), ("excused", "Excuse")],
    Presence.PRESENT: [("left", "Départ"), ("expected", "Annuler")],
    Presence.EXCUSED: [("present", "Arrivée")],
    Presence.LEFT: [("present", "Retour")],
}
MOVED = {Presence.PRESENT: "arrivée", Presence.LEFT: "départ", Presence.EXCUSED: "excuse", Presence.EXPECTED: "annulé"}


class Row(NamedTuple):
    """One seat: what stands beside the name, and what can be noted next."""

    seat: Seat
    notes: str
    given: list[Proxy]
    moves: list[tuple[str, str]]


class Moved(NamedTuple):
    """One line of what was noted; `was` is the hour that this one corrects."""

    at: str
    name: str
    what: str
    noted: str


def rows(meeting: Meeting, seats: Sequence[Seat], presiding: int | None, recusals: Sequence[Recusal]) -> list[Row]:
    open_to_notes = meeting.state in IN_THE_ROOM and meeting.mode != Mode.WRITTEN
    named = {seat.pk: str(seat.user) for seat in seats}
    replaced = {seat.stands_in_for_id for seat in seats if seat.presence == Presence.PRESENT}
    aside = {recusal.seat_id for recusal in recusals}
    return [
        Row(
            seat,
            _notes(seat, named, is_presiding=seat.user_id == presiding, is_aside=seat.pk in aside),
            seat.given,
            NEXT_PRESENCE[Presence(seat.presence)] if open_to_notes and seat.pk not in replaced else [],
        )
        for seat in seats
    ]


def _notes(seat: Seat, named: dict[int, str], *, is_presiding: bool, is_aside: bool) -> str:
    said = []
    if is_presiding:
        said.append("préside")
    elif seat.capacity != "member":
        said.append(seat.user.office or seat.get_capacity_display())
    if seat.stands_in_for_id:
        said.append(f"supplée {named[seat.stands_in_for_id]}")
    if is_aside:
        said.append("en déport sur ce point")
    if seat.presence == Presence.PRESENT:
        said.append(f"depuis {clock(seat.arrived_at)}")
    if seat.presence == Presence.LEFT:
        said.append(f"départ à {clock(seat.left_at)}")
    return ", ".join(said)


def arches(seats: Sequence[Seat], counted: Quorum) -> list[str]:
    """One mark a member, the present first; "mark" stands after those whom the quorum needs."""
    stand_ins = {seat.stands_in_for_id: seat for seat in seats if seat.stands_in_for_id}

    def kind(seat: Seat) -> str:
        holders = [seat, stand_ins.get(seat.pk)]
        if any(one and one.presence == Presence.PRESENT for one in holders):
            return "here"
        return "proxy" if seat.given else "empty"

    kinds = sorted((kind(s) for s in seats if not s.stands_in_for_id), key=["here", "proxy", "empty"].index)
    return [*kinds[: counted.needed], "mark", *kinds[counted.needed :]]


def passages_of(meeting: Meeting) -> list[Passage]:
    """All that was noted about the room, in the order in which it was noted."""
    return list(Passage.objects.filter(seat__meeting=meeting).select_related("seat__user", "noted_by").order_by("pk"))


def moved(passages: Sequence[Passage]) -> list[Moved]:
    """What was noted, the latest first, with who noted it; a corrected hour stays readable."""
    said, former = [], {}
    for passage in passages:
        last = former.get(passage.seat_id)
        corrected = last is not None and last.presence == passage.presence
        what = MOVED[Presence(passage.presence)]
        said.append(
            Moved(
                clock(passage.at),
                str(passage.seat.user),
                f"{what}, au lieu de {clock(last.at)}" if corrected else what,
                f"noté par {passage.noted_by}",
            )
        )
        former[passage.seat_id] = passage
    return said[::-1]


def seats_of_meeting(meeting: Meeting) -> list[Seat]:
    return list(seats_in(meeting).order_by("precedence", "pk"))
