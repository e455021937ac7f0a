"""What the chair's desk shows, gathered."""

from typing import Any

from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.schemes.models import BudgetEnvelope

from .. import wording
from ..agenda.lines import agenda_lines
from ..chairing import PLANS, first_in_rank, presides
from ..enums import IN_THE_ROOM, ItemState, MeetingState, Mode
from ..models import AgendaItem, Meeting
from ..motions import panel as motions
from ..queries import agenda_of, presiding_over
from . import live, participation, quorum, room
from .summary import summary


def desk_of(meeting: Meeting, user: User, point: str) -> dict[str, Any]:
    """The three columns, the case apart. `item` is None when there is none, or when this person is recused."""
    agenda = agenda_of(meeting, user)
    current = current_of(agenda, point)
    item = _full(current) if current and not current.is_hidden else None
    leads = presides(user, meeting)
    return {
        "meeting": meeting,
        "agenda": agenda,
        "lines": agenda_lines(agenda),
        "current": current,
        "item": item,
        "led_by": _led_by(current) if current and current.is_hidden else "",
        "previous": _previous(agenda, current),
        "following": _following(agenda, current),
        "elsewhere": _under_vote_elsewhere(agenda, current),
        "pending": sum(i.state in (ItemState.LISTED, ItemState.UNDER_VOTE) for i in agenda),
        "settled": sum(i.state in (ItemState.DECIDED, ItemState.POSTPONED) for i in agenda),
        "leads": leads,
        "summary": summary(meeting, agenda) if meeting.state == MeetingState.CLOSED else None,
        "is_live": meeting.state in IN_THE_ROOM,
        "version": live.version(meeting, agenda, current),
        "shown_at": timezone.now(),
        **_room(meeting, agenda, item, may_note=leads or user.has_perm(PLANS)),
    }


def _room(meeting: Meeting, agenda: list[AgendaItem], item: AgendaItem | None, *, may_note: bool) -> dict[str, Any]:
    seats, passages = room.seats_of_meeting(meeting), room.passages_of(meeting)
    recusals = list(item.recusals.select_related("user")) if item else []
    first = first_in_rank(meeting) if meeting.state == MeetingState.OPEN else None
    counted = quorum.count(meeting, seats)
    in_the_room = meeting.state in IN_THE_ROOM and may_note
    written = meeting.mode == Mode.WRITTEN
    said = quorum.of_case(item, seats, recusals) if item else None
    return {
        "seats": room.rows(meeting, seats, meeting.presided_by_id, recusals),
        "members": len(quorum.in_office(seats)),
        "arches": room.arches(seats, counted),
        "room_quorum": quorum.of_meeting(meeting, seats, passages),
        "present": counted.present,
        "moved": room.moved(passages),
        "recusals": recusals,
        "case_quorum": said,
        "case_quorum_sentence": said.verdict if said else "",
        "in_the_room": in_the_room,
        "may_note": in_the_room and not written,
        "allows_proxies": meeting.rules.allows_proxies,
        "expected": sum(seat.presence == "expected" and seat.stands_in_for_id is None for seat in seats),
        "may_take_the_chair": first if first and first.user_id != meeting.presided_by_id else None,
        "participation": participation.participation(agenda, seats) if written else None,
    }


def current_of(agenda: list[AgendaItem], point: str) -> AgendaItem | None:
    """The point asked for, else the one under vote, else the next one to come."""
    asked = [item for item in agenda if str(item.position) == point]
    voting = [item for item in agenda if item.state == ItemState.UNDER_VOTE]
    listed = [item for item in agenda if item.state == ItemState.LISTED]
    return next(iter(asked or voting or listed or agenda[-1:]), None)


def _previous(agenda: list[AgendaItem], current: AgendaItem | None) -> AgendaItem | None:
    earlier = [item for item in agenda if current and item.position < current.position]
    return earlier[-1] if earlier else None


def _following(agenda: list[AgendaItem], current: AgendaItem | None) -> AgendaItem | None:
    """The next point to come, further down first."""
    others = [i for i in agenda if current and i.pk != current.pk and i.state == ItemState.LISTED]
    further = [i for i in others if i.position > current.position]
    return next(iter(further or others), None)


def _under_vote_elsewhere(agenda: list[AgendaItem], current: AgendaItem | None) -> AgendaItem | None:
    """Where the vote is, for a desk that stayed on a point without one."""
    if current is None or current.state == ItemState.UNDER_VOTE:
        return None
    return next((item for item in agenda if item.state == ItemState.UNDER_VOTE and not item.is_hidden), None)


def _led_by(item: AgendaItem) -> str:
    """Who presides over a case, for those who stepped aside from it."""
    leading = presiding_over(item)
    return str(User.objects.get(pk=leading)) if leading else ""


def _full(item: AgendaItem) -> AgendaItem:
    related = (
        "meeting__presided_by",
        "meeting__rules",
        "application__scheme",
        "application__project",
        "application__applicant",
        "decision",
    )
    return AgendaItem.objects.select_related(*related).get(pk=item.pk)


def case_at_desk(item: AgendaItem, user: User, case_quorum: quorum.Said) -> dict[str, Any]:
    """The current case, and what its motions are (`motions/panel.py`). `blocked`: it can only be postponed."""
    application, meeting = item.application, item.meeting
    shown = motions.panel(item, user)
    is_open = meeting.state == MeetingState.OPEN
    undecided = item.state in (ItemState.LISTED, ItemState.UNDER_VOTE)
    still_comes = meeting.mode == Mode.WRITTEN and timezone.now() <= meeting.vote_until
    return {
        "title": wording.case_title(application),
        "portrait": wording.portrait(application, list(application.members.all())),
        "decision": getattr(item, "decision", None),
        "may_postpone": is_open and (shown["may_lead"] or user.has_perm(PLANS)),
        "blocked": is_open and undecided and not case_quorum.is_met and not still_comes,
        "envelope": _short_of_money(application, item) if is_open and item.state == ItemState.LISTED else None,
        **shown,
    }


def _short_of_money(application, item: AgendaItem) -> BudgetEnvelope | None:
    """The envelope when it cannot bear what is asked: a warning before the vote, not after."""
    envelope = BudgetEnvelope.objects.filter(scheme=application.scheme_id, year=item.meeting.starts_at.year).first()
    return envelope if envelope and envelope.available < application.project.amount else None
