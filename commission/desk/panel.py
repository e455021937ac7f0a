"""What the meeting's page shows of the desk: the way there, and one's own presence at a meeting held from afar."""

from datetime import datetime
from typing import Any, NamedTuple

from harmonie.accounts.models import User
from harmonie.dates import clock

from ..chairing import PLANS, leads_a_case, presides
from ..enums import IN_THE_ROOM, Mode, Presence
from ..models import Meeting
from .actions import EARLY


class Panel(NamedTuple):
    """`move` is what one's own button notes: "present", "left", or "" where there is none."""

    leads: bool
    link: str
    says: str
    move: str


def panel(meeting: Meeting, user: User, now: datetime) -> dict[str, Any]:
    """`desk_panel` for `templates/commission/desk/_panel.html`; None where there is nothing to show."""
    if meeting.state not in IN_THE_ROOM:
        return {"desk_panel": None}
    # Whoever prepares meetings has the way to the desk at the head of the page.
    leads = not user.has_perm(PLANS) and (presides(user, meeting) or leads_a_case(user, meeting))
    if meeting.mode != Mode.REMOTE:
        return {"desk_panel": Panel(leads, "", "", "") if leads else None}
    return {"desk_panel": Panel(leads, meeting.link, *_own(meeting, user, now))}


def _own(meeting: Meeting, user: User, now: datetime) -> tuple[str, str]:
    seat = meeting.seats.filter(user=user).first()
    if seat is None:
        return "", ""
    if seat.presence == Presence.PRESENT:
        return f"Vous êtes en séance depuis {clock(seat.arrived_at)}.", Presence.LEFT
    if now < meeting.starts_at - EARLY:
        return f"Le jour de la séance, annoncez-vous ici à partir de {clock(meeting.starts_at - EARLY)}.", ""
    return "Annoncez-vous en rejoignant la séance.", Presence.PRESENT
