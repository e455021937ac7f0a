"""Whether the making of letters goes on, or stopped in the middle: its worker was killed, or its task lost."""

from datetime import datetime, timedelta

from ..enums import BatchState
from ..models import ReminderBatch

# A letter takes less than a second: this long without one, nobody is at work.
PATIENCE = timedelta(minutes=2)
OPEN = (BatchState.WAITING, BatchState.RUNNING)


def has_stopped(batch: ReminderBatch, now: datetime) -> bool:
    return batch.state in OPEN and now - batch.alive_at > PATIENCE
