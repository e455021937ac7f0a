"""The minutes on paper: the whole, a draft marked PROJET, or an extract for somebody who stepped aside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.documents.pdf import render_pdf

from ..models import Meeting, Seat
from .draft import draft
from .records import records_of

TEMPLATE = "pdf/minutes.html"


def reference_of(meeting: Meeting) -> str:
    return f"PV-{timezone.localdate(meeting.starts_at):%Y-%m-%d}-{meeting.pk}"


def rendered(meeting: Meeting, *, signatory: User | None, now: datetime, reader: User | None = None) -> bytes:
    """Slow: hold no lock. Without a `signatory` it is a draft; a `reader` gets only what is theirs to read."""
    records = records_of(meeting, reader)
    minutes = records.minutes
    context: dict[str, Any] = {
        "meeting": records.meeting,
        "text": draft(records),
        "reference": reference_of(meeting),
        "is_draft": signatory is None,
        "signatory": signatory,
        "office": _office(records.seats, signatory) if signatory else "",
        "signed_on": timezone.localdate(minutes.signed_at if minutes and minutes.signed_at else now),
    }
    return render_pdf(TEMPLATE, context)


def _office(seats: Sequence[Seat], signatory: User) -> str:
    seat = next((seat for seat in seats if seat.user_id == signatory.pk), None)
    return signatory.office or (seat.get_capacity_display() if seat else "")
