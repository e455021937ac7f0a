"""What the chair's desk shows, gathered."""

from typing import Any

from harmonie.accounts.models import User
from harmonie.schemes.models import BudgetEnvelope

from .. import wording
from ..agenda.lines import agenda_lines
from ..enums import ItemState, MeetingState, Presence
from ..models import AgendaItem, Meeting
from ..motions import panel as motions
from ..queries import agenda_of, quorum_of, seats_in
from ..rules import Quorum

# What the secretary can note next, from each presence.
NEXT_PRESENCE = {
    Presence.EXPECTED: [("present", "Arrivée"), ("excused", "Excuse")],
    Presence.PRESENT: [("left", "Départ"), ("expected", "Annuler")],
    Presence.EXCUSED: [("present", "Arrivée")],
    Presence.LEFT: [("present", "Retour")],
}


def desk_of(meeting: Meeting, user: User, point: str) -> dict[str, Any]:
    """The three columns, the case apart. `item` is None when there is none, or when this person is recused."""
    agenda = agenda_of(meeting, user)
    current = _current(agenda, point)
    lines = agenda_lines(agenda)
    count = quorum_of(meeting)
    in_the_room = meeting.state in (MeetingState.CONVENED, MeetingState.OPEN)
    seats = list(seats_in(meeting))
    return {
        "meeting": meeting,
        "lines": lines,
        "current": current,
        "item": _full(current) if current and not current.is_hidden else None,
        "following": _following(agenda, current),
        "pending": sum(line.is_pending for line in lines),
        "settled": sum(not line.is_pending for line in lines),
        "quorum": count,
        "quorum_sentence": wording.quorum_sentence(count),
        "arches": arches(seats, count),
        "seats": [(seat, NEXT_PRESENCE[Presence(seat.presence)] if in_the_room else []) for seat in seats],
        "in_the_room": in_the_room,
        "may_preside": user.has_perm("commission.preside_meeting"),
    }


def _current(agenda: list[AgendaItem], point: str) -> AgendaItem | None:
    """The point asked for, else the one under vote, else the next one to come."""
    asked = [item for item in agenda if str(item.position) == point]
    voting = [item for item in agenda if item.state == ItemState.UNDER_VOTE]
    listed = [item for item in agenda if item.state == ItemState.LISTED]
    return next(iter(asked or voting or listed or agenda[-1:]), None)


def _following(agenda: list[AgendaItem], current: AgendaItem | None) -> AgendaItem | None:
    later = [i for i in agenda if current and i.position > current.position and i.state == ItemState.LISTED]
    return later[0] if later else None


def _full(item: AgendaItem) -> AgendaItem:
    related = (
        "meeting__presided_by",
        "application__scheme",
        "application__project",
        "application__applicant",
        "decision",
    )
    return AgendaItem.objects.select_related(*related).get(pk=item.pk)


def arches(seats: list, count: Quorum) -> list[str]:
    """One mark a seat, the present first; "mark" stands after the majority."""
    kinds = sorted(
        ("here" if s.presence == Presence.PRESENT else "proxy" if s.given else "empty" for s in seats),
        key=["here", "proxy", "empty"].index,
    )
    return [*kinds[: count.needed], "mark", *kinds[count.needed :]]


def case_at_desk(item: AgendaItem, user: User) -> dict[str, Any]:
    """The current case: its quorum and recusals, and what its motions are (`motions/panel.py`)."""
    application = item.application
    counts = quorum_of(item.meeting, item)
    puts = item.state == ItemState.LISTED and item.meeting.state == MeetingState.OPEN
    return {
        "title": wording.case_title(application),
        "portrait": wording.portrait(application, list(application.members.all())),
        "decision": getattr(item, "decision", None),
        "case_quorum": counts,
        "case_quorum_sentence": wording.quorum_sentence(counts),
        "recusals": list(item.recusals.select_related("user")),
        "can_postpone": puts,
        "envelope": _short_of_money(application, item) if puts else None,
        **motions.panel(item, user),
    }


def _short_of_money(application, item: AgendaItem) -> BudgetEnvelope | None:
    """The envelope when it cannot bear what is asked: a warning before the vote, not after."""
    envelope = BudgetEnvelope.objects.filter(scheme=application.scheme_id, year=item.meeting.starts_at.year).first()
    return envelope if envelope and envelope.available < application.project.amount else None
