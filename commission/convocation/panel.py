"""What the convocation adds to a meeting's page: its papers, what changed since, who received it."""

from typing import Any, NamedTuple

from harmonie.accounts.models import User
from harmonie.chips import Chip

from ..enums import MeetingState
from ..models import Meeting
from .queries import (
    Batch,
    Change,
    batches,
    change_since,
    convened_people,
    hidden_items,
    issued_sheet,
    listed,
    sent_mails,
)

NOT_SENT = Chip("Pas encore reçue", "alert", "wait")


class Paper(NamedTuple):
    """One convocation that the reader may open."""

    number: int
    batch: Batch


class Delivery(NamedTuple):
    """A member, and what became of their mail."""

    name: str
    chip: Chip


def panel(user: User, meeting: Meeting) -> dict[str, Any]:
    """`papers`: what this person may open; for whoever plans, `change` since the last sending and its deliveries."""
    sent, hidden = batches(meeting), hidden_items(meeting).get(user.pk, set())
    convocation: dict[str, Any] = {
        "papers": [Paper(batch.number, batch) for batch in sent if batch.paper_for(hidden)],
        "is_held": meeting.state not in (MeetingState.CANCELLED, MeetingState.NO_QUORUM),
        "change": "",
        "deliveries": [],
        "is_incomplete": False,
        "may_issue_sheet": user.has_perm("commission.plan_meeting") and _may_issue_sheet(meeting),
    }
    if sent and user.has_perm("commission.plan_meeting") and meeting.state == MeetingState.CONVENED:
        convocation |= _for_planner(meeting, sent[-1])
    return {"convocation": convocation}


def _for_planner(meeting: Meeting, last: Batch) -> dict[str, Any]:
    mails = sent_mails(last)
    deliveries = [
        Delivery(str(seat.user), mails[seat.user.email].chip if seat.user.email in mails else NOT_SENT)
        for seat in convened_people(meeting)
    ]
    return {
        "change": said(change_since(last.agenda, [item.pk for item in listed(meeting)])),
        "deliveries": deliveries,
        "is_incomplete": any(delivery.chip is NOT_SENT for delivery in deliveries),
    }


def _may_issue_sheet(meeting: Meeting) -> bool:
    return meeting.state == MeetingState.CLOSED and issued_sheet(meeting) is None


def said(change: Change) -> str:
    """« 1 dossier ajouté, 2 retirés, ordre modifié »."""
    parts = []
    if change.added:
        parts.append(f"{change.added}\u00a0dossier{'s ajoutés' if change.added > 1 else ' ajouté'}")
    if change.removed:
        parts.append(f"{change.removed}\u00a0dossier{'s retirés' if change.removed > 1 else ' retiré'}")
    if change.is_reordered:
        parts.append("ordre modifié")
    return ", ".join(parts)
