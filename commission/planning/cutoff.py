"""Until when a case can be put on an agenda, and why one comes later."""

from datetime import datetime

from django.utils import timezone

from harmonie.dates import plain_day
from harmonie.refusals import Refusal

from ..models import Meeting
from .timing import is_within, latest_day


class PastCutOff(Refusal):
    """Too late for this agenda, unless somebody says why it cannot wait."""


def late_reason_of(meeting: Meeting, typed: str, now: datetime) -> str:
    """Why the case comes after the cut-off; nothing is kept of a reason that was not needed."""
    day, days = timezone.localdate(meeting.starts_at), meeting.rules.cutoff_days
    if not is_within(timezone.localdate(now), day, days):
        return ""
    if not typed.strip():
        raise PastCutOff(
            f"Les dossiers de cette séance s’inscrivaient jusqu’au {plain_day(latest_day(day, days))}\u00a0: "
            "indiquez pourquoi celui-ci ne peut pas attendre la suivante."
        )
    return typed.strip()
