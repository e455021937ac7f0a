"""Letters that a killed worker or a lost task left half made."""

from contextlib import suppress
from datetime import datetime

from harmonie.refusals import WrongState

from ..models import ReminderBatch
from .batch_actions import resume_reminders
from .standing import OPEN, has_stopped


def take_up_reminders(now: datetime) -> None:
    """Has stopped batches made again by the queue."""
    for batch in ReminderBatch.objects.filter(state__in=OPEN):
        if has_stopped(batch, now):
            with suppress(WrongState):  # another worker made the same round
                resume_reminders(batch=batch, now=now)
