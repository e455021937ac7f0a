"""Whether the making of letters stopped in the middle: its worker was killed, or its task was lost."""

from datetime import datetime, timedelta

from django.db.models import Max

from ..models import DecisionLetter, LetterBatch

# A letter takes less than a second: this long without one, nobody is at work.
PATIENCE = timedelta(minutes=2)


def has_stopped(batch: LetterBatch, now: datetime) -> bool:
    made = DecisionLetter.objects.filter(decision__item__meeting=batch.meeting_id)
    last = made.aggregate(last=Max("document__issued_at"))["last"]
    return now - max(batch.started_at, last or batch.started_at) > PATIENCE
