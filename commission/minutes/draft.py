"""The minutes in sentences, from the records alone. No name of a person whose case it is."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone

from harmonie.dates import clock, long_day, plain_day

from ..enums import Capacity, MeetingState, Mode
from .people import Person, person_of
from .points import Point, point_of, urgent_line
from .records import Headcount, Records, ever_came, headcount


class Draft(NamedTuple):
    """What the page and the paper say, in their order. `opening` and `closing` are the free texts around it."""

    title: str
    session: Sequence[str]
    people: Sequence[Person]
    quorum: Sequence[str]
    opening: str
    urgent: Sequence[str]
    points: Sequence[Point]
    closing: str
    end: str
    is_partial: bool


def draft(records: Records) -> Draft:
    meeting, minutes = records.meeting, records.minutes
    missed = meeting.state == MeetingState.NO_QUORUM
    return Draft(
        title="Procès-verbal de carence" if missed else "Procès-verbal",
        session=[*_when(records), *_convened(records), *_presided(records)],
        people=[person_of(seat, meeting) for seat in records.seats],
        quorum=_quorum(records),
        opening=minutes.opening if minutes else "",
        urgent=[urgent_line(report) for report in records.reports],
        points=[point_of(item, records) for item in records.items],
        closing=minutes.closing if minutes else "",
        end=_end(records),
        is_partial=records.is_partial,
    )


def _when(records: Records) -> list[str]:
    meeting = records.meeting
    day, hour = long_day(meeting.starts_at), clock(meeting.opened_at or meeting.starts_at)
    if meeting.mode == Mode.WRITTEN:
        until = f"{long_day(meeting.vote_until)} à {clock(meeting.vote_until)}"
        return [f"La commission permanente a été consultée par écrit, du {day} à {hour} au {until}."]
    where = f", {meeting.place}" if meeting.place else ""
    how = "à distance, par visioconférence" if meeting.mode == Mode.REMOTE else "en présence"
    return [f"La commission permanente s’est réunie le {day} à {hour}{where}. La séance s’est tenue {how}."]


def _convened(records: Records) -> list[str]:
    """The convocation, its notice, and the rules it was made under."""
    meeting, said = records.meeting, []
    if meeting.convened_at:
        days = (timezone.localdate(meeting.starts_at) - timezone.localdate(meeting.convened_at)).days
        notice = f"{days}\u00a0jour{'s' if days > 1 else ''} avant" if days else "le jour même"
        said.append(f"La convocation et son ordre du jour sont partis le {plain_day(meeting.convened_at)}, {notice}.")
    if meeting.short_notice_reason:
        said.append(f"Délai abrégé\u00a0: {_sentence(meeting.short_notice_reason)}")
    if meeting.follows:
        said.append(
            f"Seconde convocation, après la séance du {plain_day(meeting.follows.starts_at)} restée sans quorum."
        )
    rules = meeting.rules
    said.append(f"Règlement applicable\u00a0: {rules.source}, en vigueur depuis le {plain_day(rules.valid_from)}.")
    return said


def _presided(records: Records) -> list[str]:
    """« Présidence : Hélène Dubreuil, présidente du CCAS, puis Marc Petit à partir de 15 h 10. »"""
    by_user = {seat.user_id: seat for seat in records.seats}
    said = []
    for user, since in records.presidencies:
        seat = by_user.get(user)
        if seat is None:
            continue
        held = seat.user.office or ("" if seat.capacity == Capacity.MEMBER else seat.get_capacity_display())
        since_when = f" à partir de {clock(since)}" if said and since else ""
        said.append(f"{seat.user}{f', {held}' if held else ''}{since_when}")
    return [f"Présidence\u00a0: {', puis '.join(said)}."] if said else []


def _quorum(records: Records) -> list[str]:
    meeting = records.meeting
    written = meeting.mode == Mode.WRITTEN
    moment = meeting.closed_at if written else meeting.opened_at or meeting.closed_at
    if moment is None:
        return []
    count = headcount(records, moment)
    came = len([seat for seat in records.seats if ever_came(seat)])
    later = came - count.present
    who = "Présents à l’ouverture" if meeting.opened_at else "Présents au constat"
    said = [
        f"Membres en exercice\u00a0: {count.in_office}. {'Ont voté' if written else who}\u00a0: {count.present}. "
        f"{_needed(records, count)}"
    ]
    if written:
        return said
    if meeting.opened_at and later > 0:
        said.append(f"Arrivés ensuite\u00a0: {later}.")
    said.append("Le quorum se compte en personnes présentes\u202f; les pouvoirs n’y comptent pas.")
    return said


def _needed(records: Records, count: Headcount) -> str:
    meeting = records.meeting
    met = "le quorum est atteint" if count.quorum.is_met else "le quorum n’est pas atteint"
    if meeting.follows_id and meeting.rules.second_without_quorum:
        return "Après une seconde convocation, la commission délibère sans condition de quorum."
    return f"Il en faut {count.quorum.needed}, {meeting.rules.get_quorum_share_display()}\u00a0: {met}."


def _end(records: Records) -> str:
    meeting = records.meeting
    if meeting.closed_at is None:
        return ""
    hour = clock(meeting.closed_at)
    if meeting.state == MeetingState.NO_QUORUM:
        why = f" {_sentence(meeting.ended_why)}" if meeting.ended_why else ""
        return f"À {hour}, faute de quorum, la commission n’a pas pu délibérer et la séance n’a pas été ouverte.{why}"
    if meeting.mode == Mode.WRITTEN:
        return f"La consultation est close le {long_day(meeting.closed_at)} à {hour}."
    return f"L’ordre du jour étant épuisé, la séance est levée à {hour}."


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text.rstrip()}."
