"""The quorum at the desk: the arithmetic in words, both ways of counting, and which one rules."""

from collections.abc import Sequence
from typing import NamedTuple

from harmonie.dates import clock

from .. import wording
from ..enums import MeetingState, Mode, Presence, QuorumShare
from ..models import AgendaItem, Meeting, Passage, Recusal, Seat
from ..queries import quorum_of
from ..rules import Quorum, quorum

SHARES = {
    QuorumShare.MAJORITY: "plus de la moitié",
    QuorumShare.HALF: "la moitié",
    QuorumShare.THIRD: "le tiers",
}


class Said(NamedTuple):
    """A quorum in sentences: the verdict first, then how it comes about."""

    is_met: bool
    verdict: str
    why: list[str]
    missing: int


def count(meeting: Meeting, seats: Sequence[Seat], recused_present: int = 0) -> Quorum:
    """As `queries.quorum_of`, from seats that are already read."""
    rules = meeting.rules
    return quorum(
        in_office=len(in_office(seats)),
        present=sum(seat.presence == Presence.PRESENT for seat in seats),
        recused_present=recused_present,
        recused_count=rules.recused_count_for_quorum,
        share=QuorumShare(rules.quorum_share),
        is_waived=is_waived(meeting),
    )


def in_office(seats: Sequence[Seat]) -> list[Seat]:
    """The members; a substitute stands for one of them."""
    return [seat for seat in seats if seat.stands_in_for_id is None]


def is_waived(meeting: Meeting) -> bool:
    return meeting.follows_id is not None and meeting.rules.second_without_quorum


def of_meeting(meeting: Meeting, seats: Sequence[Seat], passages: Sequence[Passage]) -> Said:
    counted = count(meeting, seats)
    why = [_share(meeting, len(in_office(seats)), counted)]
    if meeting.opened_at:
        at_opening = present_at_opening(meeting, passages)
        why.append(f"À l’ouverture, à {clock(meeting.opened_at)}\u00a0: {_people(at_opening)}.")
    return _said(meeting, counted, why)


def of_case(item: AgendaItem, seats: Sequence[Seat], recusals: Sequence[Recusal]) -> Said:
    """After those who stepped aside: with them and without them, and what the rules of this meeting say."""
    meeting = item.meeting
    if meeting.mode == Mode.WRITTEN:
        return _said(meeting, quorum_of(meeting, item), ["Compte qui a voté sur ce point."])
    aside = {recusal.seat_id for recusal in recusals}
    recused = sum(seat.pk in aside and seat.presence == Presence.PRESENT for seat in seats)
    counted = count(meeting, seats, recused)
    why = []
    if recused:
        present = sum(seat.presence == Presence.PRESENT for seat in seats)
        counts = meeting.rules.recused_count_for_quorum
        why = [
            f"Sans les membres en déport\u00a0: {present}\u00a0−\u00a0{recused} = {_people(present - recused)}. "
            f"Avec les membres en déport\u00a0: {_people(present)}.",
            f"Le règlement de cette séance {'les compte' if counts else 'ne les compte pas'} pour le quorum.",
        ]
    return _said(meeting, counted, why)


def _said(meeting: Meeting, counted: Quorum, why: list[str]) -> Said:
    verdict = wording.quorum_sentence(counted)
    if meeting.mode == Mode.WRITTEN:
        verdict = verdict.replace("présents", "participants").replace("présent", "participant")
    return Said(counted.is_met, verdict, why, max(0, counted.needed - counted.present))


def _share(meeting: Meeting, members: int, counted: Quorum) -> str:
    if is_waived(meeting):
        return "Seconde convocation\u00a0: elle vaut sans quorum, une personne présente suffit."
    share = SHARES[QuorumShare(meeting.rules.quorum_share)]
    return f"{share.capitalize()} des {members}\u00a0membres en exercice\u00a0: {counted.needed}, en personne."


def _people(number: int) -> str:
    return f"{number}\u00a0présent{'s' if number > 1 else ''}"


def present_at_opening(meeting: Meeting, passages: Sequence[Passage]) -> int:
    """Who was noted as present when the meeting opened; a later correction does not change what was seen then."""
    if meeting.opened_at is None or meeting.state == MeetingState.CONVENED:
        return 0
    last = {p.seat_id: p.presence for p in sorted(passages, key=lambda p: p.pk) if p.noted_at <= meeting.opened_at}
    return sum(presence == Presence.PRESENT for presence in last.values())
